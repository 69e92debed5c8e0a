"""What an import refused or could not read: carried, and told to those who can mend it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from domain.clocks.clock import Clock, State
from domain.clocks.states import state
from engine.doubts import DATA_ROLE, DELIVERY_KIND, doubts_about
from engine.loading import load
from engine.measures import MeasureQuestion, measures
from engine.outbox import send_waiting
from engine.queries import ClockQuestion, clocks
from engine.reports import ReportQuestion, make_report
from engine.status import status
from engine.sweep import sweep
from engine.workspace import Workspace
from intake.event_files.reader import read_standard_input
from reports.report import Table
from store.filters import ClockFilter
from tests.support.doubtful_return import AS_OF, DAY, NOW, READ_WELL, REVIEWS, alerts, give, states


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
    assert "Subject: 11 April 2026: nothing is overdue, data to mend" in text
    assert "A row of the table reviews could not be read. (ssda903_166, 2 times)" in text


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
