"""The annual report of the reviewing officers, from cases of which everything is known."""

from datetime import date
from fractions import Fraction

from domain.case.events import Event
from reports.made.iro_annual import REPORT
from reports.report import Cell, Report
from tests.unit.reports.told import findings, many, rows, table

YEAR = date(2025, 4, 1), date(2026, 3, 31)
OFFICER = (
    "responsible_assigned",
    "2025-06-02",
    {"role": "iro", "person": "IRO-1", "team": "North"},
)
# The first review is due on 30 June 2025, and the second three months after the first is held.
IN_CARE = ("became_looked_after", "2025-06-02", {"legal_status": "C2"})
IN_TIME = ("review_held", "2025-06-25", {"participation": "PN1"})
LATE = ("review_held", "2025-07-10", {"participation": "PN7"})


def agreed(reason: str) -> tuple[object, ...]:
    said = {"due_on": "2025-06-30", "reason": reason, "decision": "agreed", "decided_by": "IM-1"}
    return "review_delay_recorded", "2025-06-27", said


def report(events: list[Event], first: date = YEAR[0], last: date = YEAR[1]) -> Report:
    return REPORT.make(findings(REPORT, events, first, last))


def test_reviews_are_counted_by_month_and_kind() -> None:
    second = ("review_held", "2025-09-24", {"participation": "PN1"})
    part_1 = ("review_held", "2025-06-25", {"part": "1"})
    part_2 = ("review_held", "2025-07-02", {"part": "2", "participation": "PN5"})
    made = report(
        [
            *many(3, "one", IN_CARE, IN_TIME),
            *many(2, "two", IN_CARE, IN_TIME, second),
            *many(1, "parts", IN_CARE, part_1, part_2),
            *many(
                1,
                "before",
                ("became_looked_after", "2025-04-01", {"already_looked_after": True}),
                ("review_held", "2025-06-11"),
                ("review_held", "2025-12-01"),
            ),
        ]
    )
    held = rows(made, "Reviews held, by month")
    assert len(held) == 13
    # First, second, later, before adoption, no due date known, all, complete on a later day.
    assert held["Jun 2025"] == (5, 0, 0, 0, 1, 6, 0)
    assert held["Jul 2025"] == (1, 0, 0, 0, 0, 1, 1)
    assert held["Sep 2025"] == (0, 2, 0, 0, 0, 2, 0)
    assert held["Dec 2025"] == (0, 0, 1, 0, 0, 1, 0)
    assert held["All"] == (6, 2, 1, 0, 1, 10, 1)


def test_a_delay_that_was_agreed_beforehand_is_still_late() -> None:
    plain = report([*many(3, "in time", IN_CARE, IN_TIME), *many(1, "late", IN_CARE, LATE)])
    excused = report(
        [
            *many(3, "in time", IN_CARE, IN_TIME),
            *many(1, "late", IN_CARE, agreed("sickness"), LATE),
        ]
    )
    for made in (plain, excused):
        assert rows(made, "Reviews on time, by year")["2025/26"][:4] == (4, 3, 1, Fraction(3, 4))
        assert made.sentences[0] == "3 of 4 looked-after reviews were on time: 75.0%."


def test_late_reviews_are_counted_by_reason_and_those_without_one_are_named() -> None:
    made = report(
        [
            *many(2, "sick", IN_CARE, agreed("sickness"), LATE),
            *many(1, "silent", IN_CARE, LATE),
            *many(1, "in time", IN_CARE, agreed("never needed"), IN_TIME),
        ]
    )
    # Late, of these first, middle and longest in working days, agreed, not agreed, undecided.
    assert rows(made, "Late reviews, by reason") == {
        "sickness": (2, 2, 8, 8, 2, 0, 0),
        "no reason recorded": (1, 1, 8, 8, 0, 0, 1),
    }
    how_late = rows(made, "Late reviews, by how late")
    assert how_late["6 to 10 working days"] == how_late["All"] == (3, 0, 0, 0, 3)


def test_the_years_before_are_shown_as_far_as_there_are_reviews() -> None:
    earlier = (
        ("became_looked_after", "2023-06-01"),
        ("review_held", "2023-06-20", {"participation": "PN2"}),
    )
    made = report([*many(1, "earlier", *earlier), *many(1, "now", IN_CARE, LATE)])
    by_year = rows(made, "Reviews on time, by year")
    assert {year: cells[0] for year, cells in by_year.items()} == {"2023/24": 1, "2025/26": 1}
    codes = table(made, "How children took part, by code")
    assert [column.title for column in codes.columns][2:4] == ["2023/24", "2025/26"]
    counted = {row[0]: row[2:] for row in codes.rows}
    assert counted["PN2"] == (1, 0, Fraction(0))
    assert counted["PN7"] == (0, 1, Fraction(1))
    assert [row[1:] for row in table(made, "Children who took part, by year").rows] == [
        (1, 1, Fraction(1)),
        (1, 0, Fraction(0)),
    ]


def test_reviews_decisions_and_records_are_shown_by_officer() -> None:
    decided = ("review_decisions_recorded", "2025-07-02")
    made = report(
        [
            *many(1, "decided", IN_CARE, OFFICER, IN_TIME, decided),
            *many(1, "not decided", IN_CARE, OFFICER, LATE),
            *many(1, "nobody", IN_CARE, IN_TIME, decided),
        ]
    )
    by_officer = table(made, "Reviews in time, by reviewing officer").rows
    assert by_officer == (
        ("IRO-1", 2, 1, Fraction(1, 2), Fraction(1, 2), Fraction(0)),
        ("not assigned", 1, 0, Fraction(1), Fraction(1), Fraction(0)),
    )
    after = rows(made, "Before, between and after reviews")
    # Due, in time, not, the share, the year before, the target, whether it is met.
    expected = (3, 2, 1, Fraction(2, 3), None, Fraction(95, 100), "no")
    assert after["Decisions recorded"] == expected


def test_permanence_is_agreed_by_the_second_review_and_then_achieved() -> None:
    plan = ("permanence_plan_agreed", "2025-08-01", {"plan": "adoption"})
    done = ("permanence_achieved", "2026-01-08", {"plan": "adoption"})
    late_plan = ("permanence_plan_agreed", "2025-10-20", {"plan": "return home"})
    left = ("ceased_looked_after", "2025-12-01")
    made = report(
        [
            *many(2, "achieved", IN_CARE, IN_TIME, plan, done),
            *many(3, "waits", IN_CARE, IN_TIME, plan),
            *many(1, "late", IN_CARE, IN_TIME, late_plan, left),
        ]
    )
    assert rows(made, "Plan for permanence by the second review")["2025/26"] == (
        *(6, 5, 1),
        Fraction(5, 6),
    )
    # Agreed, achieved, days between them, waiting. Who has left care waits for nothing.
    assert rows(made, "Plans for permanence agreed and achieved") == {
        "adoption": (5, 2, 160, 3),
        "return home": (1, 0, None, 0),
    }


def raised(day: str, kind: str, category: str, *, formal: bool = False) -> tuple[object, ...]:
    said = {"kind": kind, "category": category, "formal": formal, "team": "North"}
    return "quality_alert_raised", day, said


def test_alerts_are_counted_by_category_and_team() -> None:
    equality = raised("2025-07-01", "concern", "equality", formal=True)
    answered = ("quality_alert_responded", "2025-07-10")
    too_late = ("quality_alert_responded", "2025-07-30")
    closed = ("quality_alert_closed", "2025-08-01")
    made = report(
        [
            *many(2, "answered", equality, answered, closed),
            *many(1, "late", equality, too_late),
            *many(1, "silent", raised("2025-07-01", "concern", "visits")),
            *many(1, "good", raised("2025-07-01", "good_practice", "direct work")),
            *many(1, "earlier", raised("2025-03-31", "concern", "equality"), closed),
        ]
    )
    # Informal concerns, formal ones, good practice, all.
    assert rows(made, "Quality alerts, by category") == {
        "equality": (0, 3, 0, 3),
        "direct work": (0, 0, 1, 1),
        "visits": (1, 0, 0, 1),
        "All": (1, 3, 1, 5),
    }
    # Concerns, formal, good practice, due, in time, share, open, without an answer. The alert of
    # March fell due in April, and was closed without an answer after that.
    in_all: tuple[Cell, ...] = (4, 3, 1, 5, 2, Fraction(2, 5), 2, 1)
    assert rows(made, "Quality alerts, by team") == {"North": in_all, "All": in_all}


def test_caseloads_are_weighted() -> None:
    plan = ("child_protection_plan_started", "2025-07-01")
    chair = ("responsible_assigned", "2025-07-01", {"role": "conference_chair", "person": "IRO-2"})
    made = report(
        [*many(39, "care", IN_CARE, OFFICER), *many(39, "plan", plan, chair)],
    )
    assert rows(made, "Caseloads at the end of the period") == {
        "IRO-1": (39, 0, Fraction(117, 2)),
        "IRO-2": (0, 39, Fraction(39)),
        "Mean": (Fraction(39, 2), Fraction(39, 2), Fraction(195, 4)),
    }


def test_without_cases_there_is_no_figure_and_no_percentage() -> None:
    made = report([])
    assert made.sentences[0] == "No looked-after review was held in the period."
    cells = [cell for one in made.tables for row in one.rows for cell in row]
    assert not any(isinstance(cell, Fraction) for cell in cells)


def test_a_period_that_is_not_over_says_so_and_shows_the_months_that_have_come() -> None:
    found = findings(REPORT, many(1, "one", IN_CARE, IN_TIME), *YEAR, as_at=date(2025, 7, 31))
    made = REPORT.make(found)
    assert any("not over" in sentence for sentence in made.sentences)
    assert list(rows(made, "Reviews held, by month"))[-2:] == ["Jul 2025", "All"]
