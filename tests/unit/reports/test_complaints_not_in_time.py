"""Complaints that were not answered in time, in the annual report, from cases that are known."""

from datetime import date
from fractions import Fraction

from domain.case.events import Event
from reports.made import challenge_pack
from reports.made.complaints_annual import REPORT
from reports.report import Report
from tests.unit.reports.told import findings, many, rows, table

YEAR = date(2025, 4, 1), date(2026, 3, 31)


def received(at: str, procedure: str = "statutory") -> tuple[object, ...]:
    return "complaint_received", at, {"procedure": procedure}


def answered(at: str, stage: str = "1") -> tuple[object, ...]:
    return "complaint_responded", at, {"stage": stage}


def report(events: list[Event]) -> Report:
    return REPORT.make(findings(REPORT, events, *YEAR))


def test_a_stage_1_that_was_never_answered_has_a_line_of_its_own_and_is_in_no_length() -> None:
    made = report(
        [
            *many(3, "ten", received("2025-06-02"), answered("2025-06-16")),
            *many(1, "never", received("2025-06-02"), ("stage2_requested", "2025-07-07")),
        ]
    )
    assert rows(made, "Statutory stage 1: working days taken") == {
        "0 to 10 working days": (3, Fraction(3, 4), Fraction(3, 4)),
        "11 to 20 working days": (0, Fraction(0), Fraction(3, 4)),
        "21 to 65 working days": (0, Fraction(0), Fraction(3, 4)),
        "Over 65 working days": (0, Fraction(0), Fraction(3, 4)),
        "Never answered: stage 2 was asked for": (1, Fraction(1, 4), None),
        "All": (4, None, None),
    }


def extended(at: str, stage: str = "1", **more: str) -> tuple[object, ...]:
    return "extension_agreed", at, {"stage": stage, **more}


def test_answers_not_in_time_are_counted_by_the_reason_of_their_extension_or_as_without() -> None:
    in_june = received("2025-06-02")
    made = report(
        [
            *many(2, "in time", in_june, answered("2025-06-16")),
            *many(
                3,
                "fifteen",
                in_june,
                extended("2025-06-10", reason="complex"),
                answered("2025-06-23"),
            ),
            # Agreed too late, and by the last reason that was told.
            *many(
                1,
                "late",
                in_june,
                extended("2025-06-10", reason="complex"),
                extended("2025-07-21", reason="staff absent"),
                answered("2025-07-28"),
            ),
            *many(1, "silent", in_june, extended("2025-06-10"), answered("2025-07-01")),
            *many(1, "never", in_june, ("stage2_requested", "2025-07-07")),
            *many(1, "open", in_june),
            # Another stage's reason, and that of another complaint of the case, say nothing.
            *many(
                1,
                "others",
                received("2025-04-01"),
                extended("2025-04-08", reason="complex"),
                answered("2025-04-10"),
                in_june,
                answered("2025-07-01"),
                ("stage2_requested", "2025-07-02"),
                extended("2025-07-10", "2", reason="records needed"),
            ),
        ]
    )
    found = [
        row[1:]
        for row in table(made, "Answers not in time, by reason").rows
        if row[0] == "Statutory stage 1 within 10 working days"
    ]
    assert found == [
        ("no reason recorded", 3, 1, 1, 21),
        ("complex", 3, 0, 0, 15),
        ("staff absent", 1, 0, 0, 40),
    ]
    within_20 = "Statutory stage 1 within 20 working days"
    assert rows(made, "Answers not in time, by reason")[within_20][0] == "no reason recorded"


def test_the_challenge_pack_names_each_complaint_with_its_reason() -> None:
    in_june = received("2025-06-02")
    reason = extended("2025-06-10", reason="complex")
    told = [
        *many(1, "in time", in_june, answered("2025-06-16")),
        *many(1, "fifteen", in_june, reason, answered("2025-06-23")),
        *many(1, "never", in_june, ("stage2_requested", "2025-06-25")),
        *many(1, "open", in_june),
    ]
    june = date(2025, 6, 1), date(2025, 6, 30)
    made = challenge_pack.REPORT.make(findings(challenge_pack.REPORT, told, *june))
    due, none = date(2025, 6, 16), "no reason recorded"
    assert [(row[0], *row[2:6]) for row in table(made, "Complaints not answered in time").rows] == [
        ("open 0", due, None, None, none),
        ("fifteen 0", date(2025, 6, 30), date(2025, 6, 23), 15, "complex"),
        ("never 0", due, None, None, none),
    ]
