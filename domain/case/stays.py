"""Stays away from home within limits: so many days a stay, so many in all.

A series of short breaks is under rules of its own only while each stay and all of them together
keep within limits. The day on which a stay passes one is a fact that no event tells: it is worked
out here, so that periods and rules can name it like any other.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from domain.case.events import Event
from domain.case.fact_names import FactName
from domain.counting import add_months
from domain.parts import Part

_DAY = timedelta(days=1)


class StayLimit(Part):
    """How long stays may be from a day on: one of them (``days_a_stay``) and, in any
    ``in_months``, all of them (``days_in_all``). What is left out has no limit."""

    since: date = Field(alias="from")
    days_a_stay: int | None = Field(default=None, ge=1)
    days_in_all: int | None = Field(default=None, ge=1)
    in_months: int = Field(default=12, ge=1)
    note: str | None = None


def _latest_first(limits: tuple[StayLimit, ...]) -> tuple[StayLimit, ...]:
    days = [limit.since for limit in limits]
    if len(days) > len(set(days)):
        raise ValueError("two limits are in force from the same day")
    return tuple(sorted(limits, key=lambda limit: limit.since, reverse=True))


class Stays(Part):
    """Which events begin and end a stay, its limits, and the fact that one was passed.

    A stay of which no end was told is not counted: how long it lasted is not known.
    """

    begins: FactName
    ends: FactName
    passes: FactName
    limits: Annotated[tuple[StayLimit, ...], AfterValidator(_latest_first)] = Field(min_length=1)

    @model_validator(mode="after")
    def _begins_and_ends_differ(self) -> Self:
        if self.begins == self.ends:
            raise ValueError("a stay begins with one event and ends with another")
        return self

    def facts(self, ordered: Iterable[Event]) -> Iterator[Event]:
        """Of each stay that passed a limit, the fact of its first day past it.

        ``ordered`` are the events of one case in order. The day a stay begins is day 0 of it, so
        that one from the 2nd to the 19th lasts 17 days. The fact bears the name of the event that
        began the stay.
        """
        days: deque[date] = deque()
        for begun, ended_on in self._stays(ordered):
            fact: Event | None = None
            day = begun.on + _DAY
            while day <= ended_on:
                days.append(day)
                limit = self._in_force(day)
                passed = _passed(limit, begun.on, day, days) if limit and fact is None else None
                if passed is not None:
                    fact = self._fact(begun, day, passed)
                day += _DAY
            if fact is not None:
                yield fact

    def _fact(self, begun: Event, day: date, passed: str) -> Event:
        said = {"limit_passed": passed, "stay_began_on": begun.on}
        return Event(
            source=begun.source,
            id=begun.id,
            case=begun.case,
            type=self.passes,
            on=day,
            at=None,
            attributes=said,
            own_case=begun.own_case,
        )

    def _stays(self, ordered: Iterable[Event]) -> Iterator[tuple[Event, date]]:
        begun: Event | None = None
        for event in ordered:
            if event.type == self.begins:
                begun = event
            elif event.type == self.ends and begun is not None:
                yield begun, event.on
                begun = None

    def _in_force(self, day: date) -> StayLimit | None:
        return next((limit for limit in self.limits if limit.since <= day), None)


def _passed(limit: StayLimit, begun_on: date, day: date, days: deque[date]) -> str | None:
    """The limit that is passed on a day of a stay, in words, or None."""
    if limit.days_a_stay is not None and (day - begun_on).days > limit.days_a_stay:
        return f"{limit.days_a_stay} days a stay"
    if limit.days_in_all is None:
        return None
    since = add_months(day, -limit.in_months)
    while days and days[0] <= since:
        days.popleft()
    if len(days) <= limit.days_in_all:
        return None
    return f"{limit.days_in_all} days in {limit.in_months} months"
