"""From the rows of the tables to events: each table by its own reader, in the order they need."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from intake.files.tables import TableRow
from intake.overlaps import Lasting
from intake.refused_rows import gaps_of_refusals
from intake.standard_dataset import looked_after as care
from intake.standard_dataset import need_and_protection as need
from intake.standard_dataset.care import PeriodOfCare, keep_periods, keep_statuses, periods_of
from intake.standard_dataset.pupil_numbers import keep_pupil_numbers
from intake.standard_dataset.rows import Feed, Row
from intake.standard_dataset.tables import IDENTIFIERS, TABLES, TELLS
from intake.standard_dataset.whole_tables import whole_tables_of

_ALONE: Mapping[str, Callable[[Row], None]] = {
    "ssd_cin_episodes": need.keep_referral,
    "ssd_cin_assessments": need.keep_assessment,
    "ssd_s47_enquiry": need.keep_enquiry,
    "ssd_initial_cp_conference": need.keep_initial_conference,
    "ssd_cla_visits": care.keep_visit,
    "ssd_cla_health": care.keep_health_check,
    "ssd_sdq_scores": care.keep_questionnaire,
    "ssd_missing": care.keep_missing,
    "ssd_care_leavers": care.keep_care_leaver,
    "ssd_permanence": care.keep_permanence,
}


def keep_events(given: Mapping[str, Sequence[TableRow]], feed: Feed, *, now: datetime) -> None:
    """Keep in ``feed`` what the rows of the tables say, each row counted once."""
    rows = {
        name: [Row(TABLES[name], row, feed, now) for row in of_table]
        for name, of_table in given.items()
    }
    for name, keep in _ALONE.items():
        for row in rows.get(name, ()):
            keep(row)
    placements = Lasting()
    for row in rows.get("ssd_cla_placement", ()):
        care.keep_placement(row, placements)
    placements.settle()
    _keep_plans(rows)
    periods = _keep_care(rows)
    in_care = {period.child for period in periods.values()}
    for row in rows.get("ssd_person", ()):
        care.keep_birth(row, in_care)
    keep_pupil_numbers(rows.get("ssd_person", ()), rows.get(IDENTIFIERS, ()), feed)
    cases = {event.case for event in feed.events.values()}
    for row in rows.get("ssd_involvements", ()):
        care.keep_involvement(row, cases)
    for row in rows.get("ssd_cla_episodes", ()):
        row.leave("told_with_the_period_of_care")
    for of_table in rows.values():
        for row in of_table:
            row.leave("no_date_to_use")
    feed.reading.read_whole = whole_tables_of(feed)
    _say_whose_rows(rows, feed)
    feed.reading.gaps += gaps_of_refusals(feed.reading, TELLS)


def _say_whose_rows(rows: Mapping[str, Sequence[Row]], feed: Feed) -> None:
    """Of each row its child. A review's period of care has one even where its dates are refused."""
    children = {row.names("clae_cla_id"): row.subject for row in rows.get("ssd_cla_episodes", ())}
    for of_table in rows.values():
        for row in of_table:
            feed.reading.about(row.number, row.subject)
    for row in rows.get("ssd_cla_reviews", ()):
        if row.subject is None and (period := row.names("clar_cla_id")) is not None:
            feed.reading.about(row.number, children.get(period))


def _keep_plans(rows: Mapping[str, list[Row]]) -> None:
    plans = Lasting()
    elsewhere = {
        str(row.key)
        for row in rows.get("ssd_cp_plans", ())
        if not need.keep_plan(row, plans) and row.key
    }
    plans.settle()
    for row in rows.get("ssd_cp_reviews", ()):
        need.keep_review_conference(row, elsewhere)


def _keep_care(rows: Mapping[str, list[Row]]) -> dict[str, PeriodOfCare]:
    periods = periods_of(rows.get("ssd_cla_episodes", ()))
    keep_statuses(rows.get("ssd_legal_status", ()), periods)
    held = [care.keep_review(row, periods) for row in rows.get("ssd_cla_reviews", ())]
    keep_periods(periods, min(filter(None, held), default=None))
    return periods
