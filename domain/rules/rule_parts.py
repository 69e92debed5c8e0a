"""Smaller parts of a rule file: ages, a breach that starts a clock, a caution, a relaxation."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from domain.case.fact_names import FactName, FactNames, Standing, attributes_of
from domain.parts import Part
from domain.rules.limits import FactConditions


class AgreedDay(FactConditions):
    """A day that an agreement names in one of its attributes."""

    event: FactName
    attribute: str

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if self.attribute not in attributes_of(self.event):
            raise ValueError(f"{self.event} has no {self.attribute!r} that could name a day")
        return self


class Breach(Part):
    """A start that is another duty's failure: so long after its start, still not done.

    ``later_day`` is an agreement to a later day: the duty is not failed before that has passed.
    """

    rule: str
    working_days: int = Field(ge=1)
    unless_extended: bool = False
    later_day: AgreedDay | None = None


class UntilAge(Part):
    """A duty that ends at a birthday: where it would fall due on that day or later, none is set.

    It goes on to the birthday ``or_age`` where a fact of the type ``once`` has been told. Where
    the date of birth is not known it has no end.
    """

    age: int = Field(ge=1, le=30)
    or_age: int | None = Field(default=None, ge=1, le=30)
    once: FactName | None = None

    @model_validator(mode="after")
    def _later_age_has_a_reason(self) -> Self:
        if (self.or_age is None) != (self.once is None):
            raise ValueError("or_age and once go together: until which age, and once what is told")
        if self.or_age is not None and self.or_age <= self.age:
            raise ValueError("or_age is the later of the two ages")
        return self


class Caution(Part):
    """What to warn of in an explanation, where all of this holds of the case.

    ``standing``: it last said this of an attribute. ``during``: it is in such a period, or was when
    the clock ended. ``told``: it has told of such a fact by then.
    """

    standing: Standing = Field(default_factory=dict)
    during: str | None = None
    told: FactNames = ()
    says: str = Field(min_length=10)

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if not (self.standing or self.during or self.told):
            raise ValueError("say when to warn: standing, during or told")
        return self


class Saving(FactConditions):
    """What, told between the first and the last day, keeps temporary law in force for a clock."""

    event: FactName


class Relaxation(Part):
    """Temporary law that loosened a limit, and what it said, from its first to its last day.

    It held of a clock that fell due on one of those days. After them it held where the law saved
    it: for a case that told of one of the facts in ``saved`` on one of those days, before the clock
    started or as it did, or, with ``saved_while_running``, for a clock that was running on the last
    of them. With ``only_saved`` what the law looked at was when the duty began, and not when it
    fell due.
    """

    since: date = Field(alias="from")
    to: date
    provision: str = Field(min_length=5)
    says: str = Field(min_length=10)
    saved: tuple[Saving, ...] = ()
    saved_while_running: bool = False
    only_saved: bool = False

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.to < self.since:
            raise ValueError("it ends before it begins")
        return self


class Age(Part):
    """How old the child must be on the day of the start, or ``in_months`` after it.

    At least ``reached`` and not yet ``under`` years. Where the date of birth is not known, a
    child counts as old enough and not as young enough.
    """

    reached: int | None = Field(default=None, ge=1, le=25)
    under: int | None = Field(default=None, ge=1, le=25)
    in_months: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _says_an_age(self) -> Self:
        if self.reached is None and self.under is None:
            raise ValueError("say the age in years: reached, under or both")
        if self.reached and self.under and self.reached >= self.under:
            raise ValueError("nobody is old enough and young enough for this")
        return self


class TimeIn(Part):
    """So many weeks, all together, in periods of one kind since a birthday."""

    period: str
    weeks: int = Field(ge=1)
    since_age: int = Field(ge=1, le=25)
