"""Why a stored clock has its date, and how that date has moved."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.clock_moves import ClockMove
from domain.corrections import standing_by
from domain.days import day_of
from domain.errors import ProblemError
from domain.explain import Explanation, explain
from domain.schedule import reckon_case
from domain.wording import short_day
from engine.recalculate import CASE_ERRORS
from engine.workspace import Workspace
from store.filters import ClockFilter


@dataclass(frozen=True, slots=True)
class ClockExplanation:
    """The explanation of a clock with the history of its date."""

    case_ref: str
    explanation: Explanation
    history: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """One JSON object."""
        return {
            "case_ref": self.case_ref,
            **self.explanation.as_json(),
            "history": list(self.history),
        }

    def as_text(self) -> str:
        """For reading."""
        text = f"{self.explanation.as_text()}\n\nCase {self.case_ref}"
        if self.history:
            text += "\n\nHow the date has moved:\n" + "\n".join(f"  {one}" for one in self.history)
        return text


def explain_clock(
    workspace: Workspace, clock_id: str, as_of: date, known_at: datetime | None = None
) -> ClockExplanation:
    """Explain the clock with that id, or whose id begins so, as it stood on ``as_of``.

    ``known_at`` (UTC) leaves out what the engine learned later, and how the date moved since.
    Raises ProblemError ``unknown_clock``, ``several_clocks``, ``clock_gone``,
    ``clock_not_known`` or ``case_not_scheduled``.
    """
    with workspace.database.reading() as work:
        found = work.clocks.search(ClockFilter(clocks=[clock_id]))
        if not found:
            found = work.clocks.beginning(clock_id)
        if not found:
            raise ProblemError(
                "unknown_clock",
                "There is no clock with this id.",
                "Copy an id from: timescales clocks list",
            )
        if len(found) > 1:
            raise ProblemError(
                "several_clocks",
                f"{len(found)} clocks have an id that begins like this.",
                "Give more of the id.",
            )
        clock = found[0]
        events = work.events.of_cases([clock.case], known_at=known_at)[clock.case]
        moves = work.moves.of_clocks([clock.clock])[clock.clock]
    by_then = standing_by(events, max(as_of, clock.started_on))
    try:
        reckonings = reckon_case(by_then, workspace.rulebook, workspace.calendars)
    except CASE_ERRORS:
        raise ProblemError(
            "case_not_scheduled",
            "The clocks of this case can no longer be worked out; the stored ones are kept.",
            "Check the dates of its events, and correct or void the one that cannot be.",
        ) from None
    for reckoning in reckonings:
        if reckoning.clock.clock == clock.clock:
            explanation = explain(reckoning, as_of, workspace.rulebook)
            history = tuple(
                _in_words(move) for move in moves if known_at is None or move.moved_at <= known_at
            )
            return ClockExplanation(clock.case, explanation, history)
    if known_at is not None:
        raise ProblemError(
            "clock_not_known",
            "Nothing that was known then set this clock.",
            "Ask for a later --known-at, or leave it out.",
        )
    raise ProblemError(
        "clock_gone",
        "The events no longer set this clock.",
        "Bring the clocks up to date with: timescales rerun review-schedule --apply --reason TEXT",
    )


def _in_words(move: ClockMove) -> str:
    day = short_day(day_of(move.moved_at))
    cause = move.because.replace("_", " ")
    reason = f", reason given: {move.reason}" if move.reason else ""
    if move.from_due_on and move.to_due_on and move.from_due_on != move.to_due_on:
        dates = f"from {short_day(move.from_due_on)} to {short_day(move.to_due_on)}"
        return f"{day}: moved {dates} ({cause}{reason})."
    return f"{day}: {move.kind.value} ({cause}{reason})."
