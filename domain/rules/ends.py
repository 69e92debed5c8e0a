"""What ends a clock: by doing the duty, by removing it, or by giving it another start."""

from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from domain.case.fact_names import FactName, attributes_of
from domain.rules.limits import FactConditions, RuleIds


class End(FactConditions):
    """What ends a clock: by doing the duty (``ends``) or by removing it (``stops``).

    ``another`` wants a fact of another review than the one that started the clock.
    ``may_precede`` lets something done before the start count ("before, else within").
    ``looks_to`` lets something recorded before the start count when the date in that
    attribute lies after the start (a meeting already booked). ``months_before`` lets something
    done in so many months before the start count, in whatever period. ``since_first`` lets
    something done since the first of the starts that this one replaced count (the report for a
    meeting that was moved). ``names`` is an attribute that may give the id of the starting event:
    where it does, no other start is meant. With ``unless_running`` the fact means this duty only
    where no clock of those rules runs: it means theirs first. ``lifts`` is the provision by which
    it lifts the limit, while the duty stands. What is ``implied`` shows that the duty had been done
    by then: a return that tells of nothing else could not show that it was done in time.
    """

    event: FactName
    another: Literal["review"] | None = None
    may_precede: bool = False
    looks_to: str | None = None
    months_before: int | None = Field(default=None, ge=1)
    since_first: bool = False
    names: str | None = None
    unless_running: RuleIds = ()
    lifts: str | None = None
    implied: bool = False

    @cached_property
    def only_follows(self) -> bool:
        """Whether any such fact after the start ends the clock, as of most ends."""
        asked = (self.another, self.names, self.unless_running, self.asks_of_event)
        return not any(asked)

    @cached_property
    def may_be_early(self) -> bool:
        """Whether something recorded before the start may count."""
        return bool(self.may_precede or self.looks_to or self.since_first or self.months_before)

    @model_validator(mode="after")
    def _looks_to_something(self) -> Self:
        for name in (self.looks_to, self.names):
            if name and name not in attributes_of(self.event):
                raise ValueError(f"{self.event} has no {name!r} to look at")
        return self
