"""As it was, and as it was known: what the engine would have said with what it had been told."""

from datetime import date

import pytest

from domain.days import end_of_day
from domain.errors import ProblemError
from engine.explaining import explain_clock
from engine.queries import ClockQuestion, clocks
from engine.workspace import Workspace
from store.filters import ClockFilter
from tests.support.workspaces import at, fact, tell

FIRST = ClockFilter(rules=["lac.review.first"])
BEFORE, AFTER = date(2026, 3, 5), date(2026, 3, 10)


@pytest.fixture
def corrected(workspace: Workspace) -> Workspace:
    """Care began on 2 March, we were told; on 9 March the date is corrected to 27 February."""
    told = fact("1", "became_looked_after", "2026-03-02", id="L-1")
    tell(workspace, told, now=at("2026-03-03 09:00"))
    correction = fact("1", "became_looked_after", "2026-02-27", id="L-2", corrects="L-1")
    tell(workspace, correction, now=at("2026-03-09 09:00"))
    return workspace


def due_on(workspace: Workspace, as_of: date, known_on: date | None) -> list[str]:
    """When the first review was due."""
    known_at = end_of_day(known_on) if known_on else None
    question = ClockQuestion(as_of, known_at=known_at, filter=FIRST)
    return [view["due_on"] for view in clocks(workspace, question)]


def test_a_past_day_is_answered_by_all_that_is_known_unless_asked_otherwise(
    corrected: Workspace,
) -> None:
    assert due_on(corrected, BEFORE, None) == ["2026-03-27"]
    assert due_on(corrected, BEFORE, BEFORE) == ["2026-03-30"]
    assert due_on(corrected, AFTER, AFTER) == ["2026-03-27"]


def test_what_nobody_had_told_us_yet_was_not_known(corrected: Workspace) -> None:
    assert due_on(corrected, BEFORE, date(2026, 3, 2)) == []


def test_an_explanation_rests_on_what_was_known_then(corrected: Workspace) -> None:
    (view,) = clocks(corrected, ClockQuestion(AFTER, filter=FIRST))
    now = explain_clock(corrected, view["clock"], AFTER)
    then = explain_clock(corrected, view["clock"], BEFORE, end_of_day(BEFORE))
    assert now.explanation.sentence.startswith("Due Friday 27 March 2026")
    assert "moved from 30 March 2026 to 27 March 2026" in now.as_text()
    assert then.explanation.sentence.startswith("Due Monday 30 March 2026")
    assert then.history == ()
    with pytest.raises(ProblemError) as problem:
        explain_clock(corrected, view["clock"], BEFORE, end_of_day(date(2026, 3, 1)))
    assert problem.value.code == "clock_not_known"
