"""What an import refused or could not read: carried, told, settled, and then told late."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from domain.clocks.clock import Clock, State
from domain.clocks.states import state
from domain.days import day_of
from domain.errors import ProblemError
from engine.doubts import DATA_ROLE, DELIVERY_KIND, doubts_about, settle_doubt
from engine.loading import Loaded, load
from engine.measures import MeasureQuestion, measures
from engine.outbox import send_waiting
from engine.queries import ClockQuestion, clocks
from engine.reports import ReportQuestion, make_report
from engine.status import status
from engine.sweep import sweep
from engine.workspace import Workspace
from intake.event_files.reader import read_standard_input
from intake.ssda903.reader import read_return
from reports.report import Table
from store.filters import AlertFilter, ClockFilter
from tests.support import cin_census
from tests.support.round_trips import evening_of
from tests.support.workspaces import fact, tell

AS_OF = date(2026, 4, 10)
NOW = evening_of(AS_OF)
DAY = timedelta(days=1)

HEADER = "CHILD,SEX,DOB,ETHNIC\n701,1,10/05/2012,WBRI\n702,1,11/05/2012,WBRI\n"
EPISODES = "CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n701,01/05/2025,S,V2,U6,,\n702,01/05/2025,S,V2,U6,,\n"
REVIEWS = "CHILD,REVIEW,REVIEW_CODE\n701,{one},PN1\n702,{other},PN1\n"
READ_WELL = REVIEWS.format(one="27/05/2025", other="27/05/2025")


def give(
    workspace: Workspace,
    folder: Path,
    reviews: str | None,
    *,
    now: datetime = NOW,
    year: int = 2025,
) -> Loaded:
    folder.mkdir(exist_ok=True)
    (folder / "header.csv").write_text(HEADER, encoding="utf-8")
    (folder / "episodes.csv").write_text(EPISODES, encoding="utf-8")
    (folder / "reviews.csv").unlink(missing_ok=True)
    if reviews is not None:
        (folder / "reviews.csv").write_text(reviews, encoding="utf-8")
    reading = read_return([folder], now=now, year=year)
    return load(workspace, reading, kind="ssda903", now=now)


def states(workspace: Workspace, subject: str, as_of: date = AS_OF) -> dict[str, str]:
    question = ClockQuestion(as_of=as_of, subject=subject)
    return {view["rule"]: view["state"] for view in clocks(workspace, question)}


def alerts(workspace: Workspace) -> list[tuple[str, str | None]]:
    with workspace.database.reading() as work:
        found = [alert for alert, _ in work.alerts.search(AlertFilter())]
        subjects = work.cases.subjects({alert.case for alert in found})
    return sorted((subjects[alert.case][1], alert.late_because) for alert in found)


def test_a_review_that_may_have_been_held_is_in_doubt_and_alarms_nobody(
    small: Workspace, tmp_path: Path
) -> None:
    loaded = give(small, tmp_path / "r", REVIEWS.format(one="27/05/2025", other="41/05/2025"))
    assert (loaded.imported.doubts.noted, loaded.imported.doubts.settled) == (1, 0)
    assert states(small, "701")["lac.review.second"] == "overdue"
    assert states(small, "702") == {"lac.review.first": "in_doubt"}
    sweep(small, now=NOW)
    assert {subject for subject, _ in alerts(small)} == {"701"}


def test_its_clock_says_of_which_table_since_when_and_why(small: Workspace, tmp_path: Path) -> None:
    give(small, tmp_path / "r", "CHILD,REVIEW\n701,27/05/2025\n")
    (view,) = clocks(small, ClockQuestion(as_of=AS_OF, subject="701"))
    assert view["doubt"] == {
        "table": "reviews",
        "since": "2026-04-10",
        "why": "The table reviews could not be read on 10 April 2026; this may have been done.",
    }
    assert (view["state"], view["breached_on"]) == ("in_doubt", None)


def test_a_clock_not_yet_due_carries_its_doubt_and_keeps_its_state(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", "CHILD,REVIEW\n701,27/05/2025\n")
    (view,) = clocks(small, ClockQuestion(as_of=date(2025, 5, 2), subject="701"))
    assert view["state"] == "running"
    assert view["doubt"]["table"] == "reviews"


def test_those_responsible_for_data_are_told_once_of_each_doubt(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="41/05/2025", other="42/05/2025"))
    for now in (NOW, NOW + DAY, NOW + 2 * DAY):
        sweep(small, now=now)
        give(
            small,
            tmp_path / "r",
            REVIEWS.format(one="41/05/2025", other="42/05/2025"),
            now=now + timedelta(hours=1),
        )
    with small.database.reading() as work:
        waiting = [row for row in work.outbox.ready(NOW + 9 * DAY) if row.kind == DELIVERY_KIND]
        told = [one.told_at for one in work.doubts.open()]
    assert [row.recipient for row in waiting] == [DATA_ROLE]
    assert told == [NOW, NOW]


def test_the_message_says_what_to_mend(small: Workspace, tmp_path: Path) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="41/05/2025", other="42/05/2025"))
    sweep(small, now=NOW)
    send_waiting(small, NOW + DAY)
    (mail,) = (tmp_path / "mail" / DATA_ROLE / "new").iterdir()
    text = mail.read_text("utf-8").replace("=\n", "")
    assert "Subject: 11 April 2026: data to mend" in text
    assert "A row of the table reviews could not be read. (ssda903_166, 2 times)" in text


def test_once_the_doubt_is_settled_what_is_still_open_is_told_late_and_says_why(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="41/05/2025", other="27/05/2025"))
    sweep(small, now=NOW)
    before = alerts(small)
    later = NOW + 3 * DAY
    (doubt,) = doubts_about(small, subject="701")
    settle_doubt(small, doubt.id[:8], reason="no review was held", by="DT-02", now=later)
    assert states(small, "701", day_of(later)) == {"lac.review.first": "overdue"}
    sweep(small, now=later + timedelta(minutes=5))
    told = [because for subject, because in alerts(small) if subject == "701"]
    assert before
    assert set(told) == {"until 13 April 2026 it was in doubt, because something could not be read"}


def test_only_what_a_doubt_held_back_is_told_late_because_of_it(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="41/05/2025", other="27/05/2025"))
    later = NOW + 3 * DAY
    (doubt,) = doubts_about(small, subject="701")
    settle_doubt(small, doubt.id[:8], reason="no review was held", by="DT-02", now=later)
    # Of something else that is missing the review does not hear.
    with small.database.unit_of_work() as work:
        of_plans = replace(doubt, id="d", tells=["review_conference_held"], table_name="plans")
        work.doubts.add([of_plans])
    settle_doubt(small, "d", reason="no conference was held", by="DT-02", now=later + DAY)
    tell(small, fact("9", "became_looked_after", "2026-03-02"), now=later)
    sweep(small, now=later + DAY + timedelta(minutes=5))
    because = dict(alerts(small))
    held_back = "until 13 April 2026 it was in doubt, because something could not be read"
    assert because == {
        "701": held_back,
        "702": because["9"],
        "9": "the engine had not been started",
    }


def test_who_settled_a_doubt_when_and_why_is_kept(small: Workspace, tmp_path: Path) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="41/05/2025", other="27/05/2025"))
    (doubt,) = doubts_about(small)
    settle_doubt(small, doubt.id, reason="no review was held", by="DT-02", now=NOW)
    assert doubts_about(small) == []
    (kept,) = doubts_about(small, everything=True)
    assert (kept.settled_by, kept.settled_because) == ("DT-02", "no review was held")
    with pytest.raises(ProblemError) as refused:
        settle_doubt(small, doubt.id, reason="again", by=None, now=NOW)
    assert refused.value.code == "doubt_settled"


def test_a_later_import_that_reads_the_table_well_settles_its_doubts(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="27/05/2025", other="41/05/2025"))
    loaded = give(small, tmp_path / "r", READ_WELL, now=NOW + DAY)
    assert (loaded.imported.doubts.noted, loaded.imported.doubts.settled) == (0, 1)
    (kept,) = doubts_about(small, everything=True)
    assert kept.settled_because == "the import of 11 April 2026 read it"
    assert "in_doubt" not in states(small, "702").values()


def test_an_import_without_the_table_settles_nothing_of_it(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="27/05/2025", other="41/05/2025"))
    give(small, tmp_path / "r", None, now=NOW + DAY)
    assert states(small, "702") == {"lac.review.first": "in_doubt"}


def test_the_return_of_another_year_settles_nothing(small: Workspace, tmp_path: Path) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="27/05/2025", other="41/05/2025"))
    give(small, tmp_path / "r", "CHILD,REVIEW,REVIEW_CODE\n", now=NOW + DAY, year=2024)
    assert [one.since for one in doubts_about(small)] == [date(2025, 4, 1)]


def test_a_doubt_of_nobody_known_is_carried_by_every_case_of_its_source_alone(
    small: Workspace, tmp_path: Path
) -> None:
    line = (
        b'{"source":"mosaic","id":"S-1","subject":"9","type":"became_looked_after",'
        b'"at":"2025-05-01"}'
    )
    load(small, read_standard_input([line], now=NOW), kind="events", now=NOW)
    give(small, tmp_path / "r", READ_WELL + "7.01E+11,27/11/2025,PN1\n")
    assert states(small, "701")["lac.review.second"] == "in_doubt"
    assert states(small, "702")["lac.review.second"] == "in_doubt"
    assert states(small, "9")["lac.review.first"] == "overdue"
    give(small, tmp_path / "r", READ_WELL, now=NOW + DAY)
    assert states(small, "701")["lac.review.second"] == "overdue"


def test_a_refused_event_leaves_its_case_in_doubt_until_it_arrives(small: Workspace) -> None:
    start = (
        b'{"source":"mosaic","id":"S-1","subject":"9","type":"became_looked_after",'
        b'"at":"2025-05-01"}'
    )
    review = b'{"source":"mosaic","id":"R-1","subject":"9","type":"review_held","at":"%s"}'
    wrong = read_standard_input([start, review % b"2025-05-41"], now=NOW)
    load(small, wrong, kind="events", now=NOW)
    assert states(small, "9")["lac.review.first"] == "in_doubt"
    right = read_standard_input([review % b"2025-05-21"], now=NOW)
    load(small, right, kind="events", now=NOW)
    assert states(small, "9")["lac.review.first"] == "met"
    assert doubts_about(small) == []


def test_an_event_that_contradicts_a_known_one_leaves_its_case_in_doubt(
    small: Workspace,
) -> None:
    start = (
        b'{"source":"mosaic","id":"S-1","subject":"9","type":"became_looked_after",'
        b'"at":"2025-05-%s"}'
    )
    load(small, read_standard_input([start % b"01"], now=NOW), kind="events", now=NOW)
    load(small, read_standard_input([start % b"08"], now=NOW), kind="events", now=NOW)
    assert states(small, "9")["lac.review.first"] == "in_doubt"
    voided = b'{"source":"mosaic","id":"S-2","subject":"9","voids":"S-1"}'
    load(small, read_standard_input([voided], now=NOW), kind="events", now=NOW)
    assert doubts_about(small) == []


def test_the_status_counts_the_doubts_and_the_clocks_in_doubt(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="41/05/2025", other="42/05/2025"))
    found = status(small, NOW)
    assert (found.figures["doubts"], found.figures["clocks_in_doubt"]) == (2, 2)
    (check,) = (one for one in found.checks if one.name == "doubts")
    assert check.well
    assert check.finding.startswith("2 doubts (ssda903 2), by which 2 clocks are in doubt")


def test_what_was_in_doubt_then_is_so_by_what_was_known_then(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="27/05/2025", other="41/05/2025"))
    give(small, tmp_path / "r", READ_WELL, now=NOW + DAY)
    question = ClockQuestion(as_of=AS_OF, subject="702", known_at=NOW)
    assert [view["state"] for view in clocks(small, question)] == ["in_doubt"]


def test_a_clock_that_is_done_carries_no_doubt(small: Workspace, tmp_path: Path) -> None:
    give(small, tmp_path / "r", READ_WELL + "701,41/05/2025,PN1\n")
    with small.database.reading() as work:
        found: list[Clock] = work.clocks.search(ClockFilter(rules=["lac.review.first"]))
    assert [clock.doubt for clock in found] == [None, None]
    assert {
        state(clock, small.rule_of(clock).ladder, small.calendar_of(clock), AS_OF)
        for clock in found
    } == {State.MET}


def test_a_measure_says_how_many_of_its_units_rest_on_a_clock_in_doubt(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="27/05/2025", other="41/05/2025"))
    question = MeasureQuestion(
        date(2025, 4, 1), date(2026, 3, 31), AS_OF, measures=["lac.reviews.on_time"]
    )
    (found,) = measures(small, question)
    shown = found.as_json()
    assert (shown["numerator"], shown["denominator"]) == (1, 1)
    assert (shown["outstanding"], shown["in_doubt"]) == (2, 1)
    # The same, worked out from the events by what was known then.
    (then,) = measures(small, replace(question, known_at=NOW))
    assert then.as_json()["in_doubt"] == 1


def test_the_challenge_pack_lists_what_is_in_doubt_apart_from_what_is_overdue(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="27/05/2025", other="41/05/2025"))
    question = ReportQuestion("challenge-pack", as_at=AS_OF, first=date(2026, 3, 1), last=AS_OF)
    report = make_report(small, question)
    tables = {table.title: table for table in report.tables}
    assert [row[:1] + row[2:] for row in tables["In doubt"].rows] == [
        ("First looked-after review", 1)
    ]
    assert [row[:2] for row in tables["Overdue by kind of duty"].rows] == [
        ("Second looked-after review", 1)
    ]


FIGURES_IN_DOUBT = {
    ("dashboard", "Looked-after children"): ("Not done and out of time", 1),
    ("iro-annual", "Reviews on time, by year"): ("Overdue, not held", 1),
    ("iro-annual", "Reviews in time, by team"): ("Records on time", 1),
}


def test_the_tables_of_figures_have_a_column_for_what_is_in_doubt_where_something_is(
    small: Workspace, tmp_path: Path
) -> None:
    def made() -> dict[tuple[str, str], Table]:
        year = date(2025, 4, 1), date(2026, 3, 31)
        return {
            (name, table.title): table
            for name in ("dashboard", "iro-annual")
            for table in make_report(small, ReportQuestion(name, AS_OF, *year)).tables
        }

    give(small, tmp_path / "r", REVIEWS.format(one="27/05/2025", other="41/05/2025"))
    in_doubt = made()
    for place, (after, number) in FIGURES_IN_DOUBT.items():
        titles = [column.title for column in in_doubt[place].columns]
        at = titles.index("In doubt")
        assert titles[at - 1] == after
        assert number in [row[at] for row in in_doubt[place].rows], place
        assert "could not be read" in (in_doubt[place].note or "")
    give(small, tmp_path / "r", READ_WELL, now=NOW + DAY)
    for table in made().values():
        assert "In doubt" not in [column.title for column in table.columns]


def test_a_census_without_any_review_settles_that_one_could_not_be_read(
    small: Workspace, tmp_path: Path
) -> None:
    def give_census(*children: str) -> None:
        reading = cin_census.read(tmp_path, cin_census.census(*children))
        load(small, reading, kind="cin-census", now=NOW)

    whole = cin_census.plan("2024-05-20")
    cut = cin_census.plan("2024-05-20", reviews=["2024-08-32"])
    of_child = [
        cin_census.child(cin_census.episode("2024-05-01", plans=[each])) for each in (cut, whole)
    ]
    for child in of_child:
        give_census(child)
        assert len(doubts_about(small)) == (child is of_child[0])


def test_what_was_in_doubt_of_a_year_goes_once_it_is_told_as_another(
    small: Workspace, tmp_path: Path
) -> None:
    damaged = REVIEWS.format(one="41/05/2025", other="41/05/2025")
    give(small, tmp_path / "r", damaged, year=2024)
    give(small, tmp_path / "r", damaged, now=NOW + DAY)
    assert {one.since for one in doubts_about(small)} == {date(2025, 4, 1)}
    give(small, tmp_path / "r", READ_WELL, now=NOW + 2 * DAY)
    assert doubts_about(small) == []
