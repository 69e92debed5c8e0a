"""The out-of-date log, from cases of which everything is known."""

from datetime import date

from domain.case.events import Event
from reports.made.out_of_date_log import REPORT
from reports.report import Report
from tests.unit.reports.told import findings, many, rows, table

JULY = date(2025, 7, 1), date(2025, 7, 31)
# The first review is due on 30 June 2025.
IN_CARE = ("became_looked_after", "2025-06-02", {"legal_status": "C2"})
OFFICER = (
    "responsible_assigned",
    "2025-06-02",
    {"role": "iro", "person": "IRO-1", "team": "North"},
)
LATE = ("review_held", "2025-07-10")


def delay(day: str, due_on: str = "2025-06-30", **said: object) -> tuple[object, ...]:
    return "review_delay_recorded", day, {"due_on": due_on, **said}


def log(events: list[Event], first: date = JULY[0], last: date = JULY[1]) -> Report:
    return REPORT.make(findings(REPORT, events, first, last))


def test_a_late_review_stands_with_its_reason_and_the_decision_that_excuses_nothing() -> None:
    decided = {"reason": "sickness", "decision": "agreed", "decided_by": "IM-1"}
    made = log(
        [
            *many(1, "agreed", IN_CARE, OFFICER, delay("2025-06-27", **decided), LATE),
            *many(1, "silent", IN_CARE, LATE),
            *many(1, "in time", IN_CARE, ("review_held", "2025-06-30")),
            *many(
                1, "in June", ("became_looked_after", "2025-05-01"), ("review_held", "2025-06-30")
            ),
        ]
    )
    day = date(2025, 7, 10)
    late = ("First looked-after review", date(2025, 6, 30), day, day, 10, 8)
    assert rows(made, "Reviews that were late") == {
        "agreed 0": (*late, "IRO-1", "North", "sickness", "agreed", "IM-1", date(2025, 6, 27)),
        "silent 0": (
            *(*late, "not assigned", "not assigned"),
            *("no reason recorded", None, None, None),
        ),
    }
    assert made.sentences[0] == "Late in the period: 2. Overdue: 0. Going to be late: 0."


def test_a_review_that_went_late_at_its_second_part_shows_both_days() -> None:
    part_1, part_2 = (
        ("review_held", "2025-06-25", {"part": "1"}),
        ("review_held", "2025-07-03", {"part": "2"}),
    )
    [row] = table(log(many(1, "parts", IN_CARE, part_1, part_2)), "Reviews that were late").rows
    assert row[2:7] == (date(2025, 6, 30), date(2025, 6, 25), date(2025, 7, 3), 3, 3)


def test_what_is_recorded_later_adds_to_what_was_recorded_before() -> None:
    made = log(
        many(
            1,
            "told twice",
            IN_CARE,
            delay("2025-06-26", reason="sickness"),
            delay("2025-06-27", decision="agreed", decided_by="IM-1"),
            delay("2025-07-02", decision="not_agreed", decided_by="IM-2"),
            LATE,
        )
    )
    [row] = table(made, "Reviews that were late").rows
    assert row[-4:] == ("sickness", "not agreed", "IM-2", date(2025, 7, 2))


def test_a_review_that_is_not_complete_is_overdue_from_the_day_after_it_was_due() -> None:
    cases = many(1, "open", IN_CARE, OFFICER)
    assert table(log(cases, last=date(2025, 6, 30)), "Reviews that are overdue").rows == ()
    [row] = table(log(cases, last=date(2025, 7, 1)), "Reviews that are overdue").rows
    assert row[:6] == ("open 0", "First looked-after review", date(2025, 6, 30), None, 1, 1)


def test_what_is_going_to_be_late_is_listed_with_why() -> None:
    def booked(day: str) -> tuple[object, ...]:
        return "review_booked", "2025-06-05", {"meeting_at": day}

    made = log(
        [
            *many(1, "in time", IN_CARE, booked("2025-06-30")),
            *many(1, "too late", IN_CARE, booked("2025-07-01")),
            *many(1, "not booked", IN_CARE),
            *many(1, "foreseen", IN_CARE, booked("2025-06-27"), delay("2025-06-09", reason="ill")),
            *many(1, "far off", ("became_looked_after", "2025-06-10")),
        ],
        date(2025, 6, 1),
        date(2025, 6, 10),
    )
    found = rows(made, "Reviews that are going to be late")
    assert {case: cells[2:4] for case, cells in found.items()} == {
        "too late 0": ("booked for after it is due", date(2025, 7, 1)),
        "not booked 0": ("not booked", None),
        "foreseen 0": ("a delay is recorded", date(2025, 6, 27)),
        "far off 0": ("not booked", None),
    }
    assert found["foreseen 0"][6] == "ill"
    assert found["not booked 0"][6] is None


def test_a_delay_of_a_day_on_which_nothing_was_due_is_counted_and_said() -> None:
    made = log(many(2, "astray", IN_CARE, delay("2025-07-02", "2025-06-29"), LATE))
    assert any("no review was due: 2." in sentence for sentence in made.sentences)
    [row, _] = table(made, "Reviews that were late").rows
    assert row[-4:] == ("no reason recorded", None, None, None)


# The first review conference is due on 2 June 2025, three months after the first conference.
UNDER_A_PLAN = ("initial_conference_held", "2025-03-02", {"outcome": "plan"})
CHAIR = (
    "responsible_assigned",
    "2025-03-02",
    {"role": "conference_chair", "person": "CC-1", "team": "South"},
)
CONFERENCE = ("review_conference_held", "2025-07-07", {"outcome": "plan"})


def test_a_late_review_conference_stands_with_its_reason_or_that_none_was_recorded() -> None:
    decided = {"reason": "chair ill", "decision": "agreed", "decided_by": "IM-1"}
    afterwards = delay("2025-07-08", "2025-06-02", reason="no room")
    made = log(
        [
            *many(1, "told", UNDER_A_PLAN, CHAIR, delay("2025-05-30", "2025-06-02", **decided)),
            *many(1, "silent", UNDER_A_PLAN, CONFERENCE),
            *many(1, "open", UNDER_A_PLAN),
            *many(1, "late", UNDER_A_PLAN, CHAIR, CONFERENCE, afterwards),
        ]
    )
    late = ("First child protection review conference", date(2025, 6, 2), date(2025, 7, 7), 35, 25)
    none = ("not assigned", "not assigned", "no reason recorded", None, None, None)
    assert rows(made, "Review conferences that were late") == {
        "late 0": (*late, "CC-1", "South", "no room", None, None, None),
        "silent 0": (*late, *none),
    }
    overdue = rows(made, "Review conferences that are overdue")
    assert overdue["told 0"][-4:] == ("chair ill", "agreed", "IM-1", date(2025, 5, 30))
    assert overdue["open 0"][-6:] == none
    assert made.sentences[1] == (
        "Of child protection review conferences: late 2, overdue 2, going to be late 0."
    )
    # The delays of conferences are no strays.
    assert not any("no review was due" in sentence for sentence in made.sentences)
