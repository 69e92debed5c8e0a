"""Why a stored clock has its date, and how that date has moved."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.case.corrections import standing_by
from domain.clocks.clock import Clock
from domain.clocks.doubt import doubt_of
from domain.clocks.moves import ClockMove
from domain.days import day_of
from domain.errors import ProblemError
from domain.explaining.explanation import Explanation, explain
from domain.wording import short_day
from engine.recalculate import CASE_ERRORS
from engine.references import clock_named
from engine.schedule_catalogue import schedule_of
from engine.workspace import Workspace
from store.filters import ClockFilter


@dataclass(frozen=True, slots=True)
class ClockExplanation:
    """The explanation of a clock with the history of its date, and what it was worked out by.

    ``rules_since`` is when the rules of the profile were put in force, None where they have been
    since the store began; ``bank_holidays_of`` the day of the snapshot counted by.
    """

    case_ref: str
    explanation: Explanation
    history: tuple[str, ...]
    profile: str
    rules_since: datetime | None
    bank_holidays_of: date

    def as_json(self) -> dict[str, Any]:
        """One JSON object."""
        return {
            "case_ref": self.case_ref,
            **self.explanation.as_json(),
            "profile": self.profile,
            "rules_in_force_since": self.rules_since.isoformat() if self.rules_since else None,
            "bank_holidays_of": self.bank_holidays_of.isoformat(),
            "history": list(self.history),
        }

    def as_text(self) -> str:
        """For reading."""
        text = f"{self.explanation.as_text()}\n\nCase {self.case_ref}\n{self._worked_out_by()}"
        if self.history:
            text += "\n\nHow the date has moved:\n" + "\n".join(f"  {one}" for one in self.history)
        return text

    def _worked_out_by(self) -> str:
        since = f" in force since {short_day(day_of(self.rules_since))}" if self.rules_since else ""
        snapshot = short_day(self.bank_holidays_of)
        return f"By the rules of {self.profile}{since} and the bank holidays of {snapshot}."


def explain_clock(
    workspace: Workspace, clock_id: str, as_of: date, known_at: datetime | None = None
) -> ClockExplanation:
    """Explain the clock with that id, or whose id begins so, as it stood on ``as_of``.

    ``known_at`` (UTC) leaves out what the engine learned later, and how the date moved since;
    it counts by the rules and bank holidays in force then. Raises ProblemError ``clock_gone``,
    ``clock_not_known``, ``case_not_scheduled``, ``rules_of_then_unreadable`` and those of
    ``clock_named``.
    """
    if known_at is not None:
        workspace = workspace.as_known(known_at)
    with workspace.database.reading() as work:
        (clock,) = work.clocks.search(ClockFilter(clocks=[clock_named(work, clock_id)]))
        events = work.events.of_cases([clock.case], known_at=known_at)[clock.case]
        moves = work.moves.of_clocks([clock.clock])[clock.clock]
        doubts = work.doubts.of_cases([clock.case], known_at).get(clock.case, [])
    by_then = standing_by(events, max(as_of, clock.started_on))
    try:
        reckonings = workspace.reckonings_of(by_then)
    except CASE_ERRORS:
        raise ProblemError(
            "case_not_scheduled",
            "The clocks of this case can no longer be worked out; the stored ones are kept.",
            "Check the dates of its events, and correct or void the one that cannot be.",
        ) from None
    for reckoning in reckonings:
        if clock.clock in (reckoning.clock.clock, *reckoning.clock.also):
            reckoning.clock.doubt = doubt_of(reckoning.clock, workspace.rulebook, doubts)
            explanation = explain(reckoning, as_of, workspace.rulebook)
            history = tuple(
                _in_words(move) for move in moves if known_at is None or move.moved_at <= known_at
            )
            return ClockExplanation(
                case_ref=clock.case,
                explanation=explanation,
                history=history,
                profile=workspace.rulebook.profile,
                rules_since=workspace.rules_since,
                bank_holidays_of=workspace.calendar_taken_on,
            )
    raise _not_set(known_at, clock)


def _not_set(known_at: datetime | None, clock: Clock) -> ProblemError:
    if known_at is not None:
        return ProblemError(
            "clock_not_known",
            "Nothing that was known then set this clock.",
            "Ask for a later --known-at, or leave it out.",
        )
    return ProblemError(
        "clock_gone",
        "The events no longer set this clock.",
        "Bring the clocks up to date with: timescales rerun "
        f"{schedule_of(clock.rule).key} --apply --reason TEXT",
    )


def _in_words(move: ClockMove) -> str:
    day = short_day(day_of(move.moved_at))
    cause = move.because.replace("_", " ")
    reason = f", reason given: {move.reason}" if move.reason else ""
    if move.from_due_on and move.to_due_on and move.from_due_on != move.to_due_on:
        dates = f"from {short_day(move.from_due_on)} to {short_day(move.to_due_on)}"
        return f"{day}: moved {dates} ({cause}{reason})."
    return f"{day}: {move.kind.value} ({cause}{reason})."
