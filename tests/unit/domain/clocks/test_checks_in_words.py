"""Every check says in full what it found, and where it is written."""

from pathlib import Path

import pytest

from domain.case.events import Event
from domain.case.trust import Trust
from domain.clocks.case_checks import case_checks
from tests.unit.domain.cases import CARE, day, event, rules_of

APPROVED = Path(__file__).parent / "checks"

CASES: dict[str, tuple[str, list[Event]]] = {
    "a_plan_recorded_anew": (
        "2025-06-24",
        [
            CARE,
            event("care_plan_recorded", "2025-06-03"),
            event("care_plan_recorded", "2025-06-20"),
        ],
    ),
    "care_of_twenty_working_days": ("2025-07-10", [CARE]),
    "care_that_ended": ("2025-08-01", [CARE, event("ceased_looked_after", "2025-07-10")]),
    "an_approval": (
        "2025-08-01",
        [CARE, event("review_held", "2025-06-27"), event("ceasing_approved", "2025-07-09")],
    ),
    "a_review_without_a_meeting": (
        "2025-08-01",
        [event("review_held", "2025-06-20", without_meeting=True)],
    ),
    "a_short_break_without_an_end": (
        "2025-06-20",
        [
            event("became_looked_after", "2025-06-02", legal_status="V4"),
            event("short_break_started", "2025-06-02"),
        ],
    ),
}


def in_words(as_of: str, events: list[Event]) -> str:
    """The checks, a value a line and a paragraph a check."""
    found = case_checks(events, *rules_of("statutory"), day(as_of), Trust())
    return "\n".join(
        "".join(f"{name}: {value}\n" for name, value in one.as_json().items()) for one in found
    )


@pytest.mark.parametrize("name", CASES)
def test_a_check_reads_as_approved(name: str) -> None:
    assert in_words(*CASES[name]) == (APPROVED / f"{name}.txt").read_text("utf-8")


def test_every_approved_text_has_its_case() -> None:
    assert sorted(path.stem for path in APPROVED.iterdir()) == sorted(CASES)
