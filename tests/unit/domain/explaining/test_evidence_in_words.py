"""An explanation says which sources tell the start and the end of a clock."""

from datetime import UTC, datetime

import pytest

from domain.case.events import Event
from domain.explaining.evidence_in_words import value_in_words
from domain.explaining.explanation import Explanation, explain
from tests.unit.domain.cases import CARE, day, event, reckonings, rules_of


def explained(*events: Event, rule: str = "lac.review.first") -> Explanation:
    [found] = reckonings(events, rule)
    return explain(found, day("2025-07-31"), rules_of("statutory")[0])


def test_each_source_is_named_with_what_it_says_and_which_counts() -> None:
    told = explained(
        event("became_looked_after", "2025-06-03", "X1", source="ssda903", legal_status="V2"),
        event("became_looked_after", "2025-06-04", "M1", legal_status="C2"),
        event("review_held", "2025-06-25", "X2", source="ssda903", participation="PN1"),
        event("review_held", "2025-06-25", "M2"),
    )
    assert told.told_by == (
        "The start, became looked after on Wednesday 4 June 2025: told by mosaic and ssda903. On "
        "the day, ssda903 says 3 June 2025, mosaic 4 June 2025: mosaic counts. On the legal "
        "status, ssda903 says V2, mosaic C2: mosaic counts.",
        "The end, review completed on Wednesday 25 June 2025: told by mosaic and ssda903. Only "
        "ssda903 says the participation.",
    )
    assert f"Who tells it:\n  {told.told_by[0]}\n" in told.as_text()


def test_what_only_one_of_several_sources_tells_is_marked() -> None:
    told = explained(CARE, event("review_held", "2025-06-25", source="ssda903"))
    assert told.told_by == (
        "The start, became looked after on Monday 2 June 2025: told only by mosaic.",
        "The end, review completed on Wednesday 25 June 2025: told only by ssda903.",
    )


def test_of_one_source_alone_nothing_is_said() -> None:
    told = explained(CARE, event("review_held", "2025-06-25"))
    assert told.told_by == ()
    assert "Who tells it" not in told.as_text()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (day("2025-06-03"), "3 June 2025"),
        (datetime(2025, 6, 3, 9, 30, tzinfo=UTC), "Tuesday 3 June 2025 at 10:30"),
        (True, "yes"),
        (False, "no"),
        ("no_plan", "no plan"),
        (2, "2"),
    ],
)
def test_what_a_source_says_is_in_words(value: object, words: str) -> None:
    assert value_in_words(value) == words
