"""Complaints that were not answered in time, in the annual report, from cases that are known."""

from datetime import date
from fractions import Fraction

from domain.case.events import Event
from reports.made.complaints_annual import REPORT
from reports.report import Report
from tests.unit.reports.told import findings, many, rows

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
