"""Smaller parts of a rule file: ages, a breach that starts a clock, a caution."""

from typing import Self

from pydantic import Field, model_validator

from domain.case.fact_names import FactName, Standing
from domain.parts import Part


class Breach(Part):
    """A start that is another duty's failure: so long after its start, still not done."""

    rule: str
    working_days: int = Field(ge=1)
    unless_extended: bool = False


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
    """What to warn of in an explanation where the case last said this of an attribute."""

    standing: Standing = Field(min_length=1)
    says: str = Field(min_length=10)


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
