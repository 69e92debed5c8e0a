"""Days that an authority publishes: its school terms, and when its offices are closed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Self, TypeVar

from pydantic import AfterValidator, Field, ValidationError, model_validator

from calendars.working_days import WorkingDayCalendar
from domain.parts import Part
from domain.rules.sources import Source

# The longest terms last sixteen weeks. A longer one has a year mistyped.
_LONGEST_TERM = timedelta(weeks=26)


class Stretch(Part):
    """Days from ``begins`` to ``ends``, both included. ``source``: the file's unless given."""

    name: str = Field(min_length=3)
    begins: date
    ends: date
    source: Source | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.ends < self.begins:
            raise ValueError("it ends before it begins")
        return self

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.begins <= day <= self.ends


class SchoolTerm(Stretch):
    """One school term, half-term holiday included."""

    @model_validator(mode="after")
    def _is_no_longer_than_terms_are(self) -> Self:
        if self.ends - self.begins > _LONGEST_TERM:
            raise ValueError("no school term lasts half a year: check the years")
        return self


class Closure(Stretch):
    """Days on which the authority's offices are closed. They move no date."""


Days = TypeVar("Days", bound=Stretch)


def _apart(given: tuple[Days, ...]) -> tuple[Days, ...]:
    """The stretches in order. Raises ValidationError where two overlap or share a name."""
    in_order = sorted(enumerate(given), key=lambda item: item[1].begins)
    names: set[str] = set()
    for place, (index, one) in enumerate(in_order):
        before = in_order[place - 1][1] if place else None
        if before is not None and one.begins <= before.ends:
            raise _fault(index, "begins", one, f"it begins before {before.name!r} has ended")
        if one.name in names:
            raise _fault(index, "name", one, "another has the same name: add the year")
        names.add(one.name)
    return tuple(one for _, one in in_order)


def _fault(index: int, key: str, one: Stretch, what: str) -> ValidationError:
    """A fault at one entry, so that the reader of the file can say its line."""
    found = {"error": ValueError(what)}
    return ValidationError.from_exception_data(
        "days", [{"type": "value_error", "loc": (index, key), "input": one.name, "ctx": found}]
    )


class SchoolTerms(Part):
    """What a profile's ``school_terms.yaml`` says."""

    source: Source
    terms: Annotated[tuple[SchoolTerm, ...], AfterValidator(_apart)] = Field(min_length=1)
    notes: str | None = None

    @property
    def listed(self) -> tuple[SchoolTerm, ...]:
        """The terms in order, each with its source."""
        return _sourced(self.terms, self.source)


class ClosureDays(Part):
    """What a profile's ``closure_days.yaml`` says."""

    source: Source
    closures: Annotated[tuple[Closure, ...], AfterValidator(_apart)] = Field(min_length=1)
    notes: str | None = None

    @property
    def listed(self) -> tuple[Closure, ...]:
        """The closures in order, each with its source."""
        return _sourced(self.closures, self.source)


def _sourced(given: tuple[Days, ...], source: Source) -> tuple[Days, ...]:
    return tuple(one if one.source else one.model_copy(update={"source": source}) for one in given)


def closure_on(closures: Sequence[Closure], day: date) -> Closure | None:
    """The closure in which a day lies, or None."""
    return next((one for one in closures if one.holds(day)), None)


def last_open_day(closures: Sequence[Closure], day: date, calendar: WorkingDayCalendar) -> date:
    """The last working day on or before ``day`` on which the offices are open."""
    while (closure := closure_on(closures, day)) is not None:
        day = calendar.last_working_day_on_or_before(closure.begins - timedelta(days=1))
    return day
