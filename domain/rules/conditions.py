"""Conditions that a rule puts on an event, and on the period of the case it falls in."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, field_validator

from domain.case.events import Event
from domain.case.periods import Period
from domain.counting import add_months

Wanted = tuple[Any, ...]


def _listed(given: dict[str, Any]) -> dict[str, Wanted]:
    return {
        name: tuple(value) if isinstance(value, list | tuple) else (value,)
        for name, value in given.items()
    }


class Conditions(BaseModel):
    """What must hold of an event. Everything given must hold; nothing given always holds.

    ``when`` wants an attribute to have one of the values listed; ``unless`` wants it not to
    (an attribute that is not given passes ``unless`` and fails ``when``). ``period_when`` and
    ``period_unless`` ask the same of the event that opened the period, and
    ``period_lasted_months`` and ``period_lasted_days`` want the period to have lasted that long.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    when: dict[str, Wanted] = Field(default_factory=dict)
    unless: dict[str, Wanted] = Field(default_factory=dict)
    period_when: dict[str, Wanted] = Field(default_factory=dict)
    period_unless: dict[str, Wanted] = Field(default_factory=dict)
    period_lasted_months: int | None = Field(default=None, ge=1)
    period_lasted_days: int | None = Field(default=None, ge=1)

    @field_validator("when", "unless", "period_when", "period_unless", mode="before")
    @classmethod
    def _values_as_lists(cls, given: dict[str, Any]) -> dict[str, Wanted]:
        return _listed(given) if isinstance(given, dict) else given

    @cached_property
    def unconditional(self) -> bool:
        """Whether nothing is asked at all: most limits and starts, and asked of every clock."""
        asked = (self.when, self.unless, self.period_when, self.period_unless)
        return not any(asked) and not (self.period_lasted_months or self.period_lasted_days)

    @cached_property
    def asks_of_period(self) -> bool:
        """Whether anything is asked of what opened the period."""
        return bool(self.period_when or self.period_unless)

    @cached_property
    def asks_how_long(self) -> bool:
        """Whether the period must have lasted some time."""
        return bool(self.period_lasted_months or self.period_lasted_days)

    @cached_property
    def asks_of_event(self) -> bool:
        """Whether anything is asked of the event itself."""
        return bool(self.when or self.unless)

    def hold_for(self, event: Event) -> bool:
        """Whether the event's own attributes fit."""
        if not self.when and not self.unless:
            return True
        return _fits(self.when, self.unless, event.attributes)

    def fit_period(self, period: Period) -> bool:
        """Whether what opened the period fits, whichever day is asked about."""
        if not self.period_when and not self.period_unless:
            return True
        return _fits(self.period_when, self.period_unless, period.attributes)

    def hold_in(self, period: Period, day: date) -> bool:
        """Whether the period fits, on that day."""
        return self.fit_period(period) and self.lasted(period, day)

    def lasted(self, period: Period, day: date) -> bool:
        """Whether the period had lasted as long as is asked by that day."""
        opened_on = period.opened_on
        if self.period_lasted_months is not None:
            return opened_on is not None and add_months(opened_on, self.period_lasted_months) <= day
        if self.period_lasted_days is not None:
            return opened_on is not None and (day - opened_on).days >= self.period_lasted_days
        return True


def _fits(
    when: Mapping[str, Wanted], unless: Mapping[str, Wanted], attributes: Mapping[str, Any]
) -> bool:
    for name, wanted in when.items():
        if attributes.get(name) not in wanted:
            return False
    return not unless or all(attributes.get(name) not in no for name, no in unless.items())
