"""What starts a clock: an event of the case, or the failure of another duty."""

from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from domain.case.fact_names import FactName, FactNames, Standing
from domain.rules.ends import End
from domain.rules.limits import FactConditions, Limits, MonthAndDay, check_anchors
from domain.rules.rule_parts import Age, Breach, TimeIn


class Start(FactConditions):
    """What starts a clock.

    ``nth`` takes only that occurrence in the period, ``from_nth`` that and all later ones.
    ``latest_until`` says that until a fact of those types, a later start replaces an earlier
    one (a meeting that is booked again). ``opens_period`` takes only the event that opened the
    period. ``during`` takes only events inside a period of that kind whose opening is known,
    ``outside`` only those that lie in none, and ``closes`` only the event that ended one.
    ``limits`` and ``ends`` are used in place of the rule's own.

    ``before_first`` takes only what comes before the first fact of those types in the period,
    ``after_first`` only what comes after it. ``standing`` and ``not_standing`` ask what the
    case last said of an attribute, such as the legal status. ``age`` asks how old the child is.
    ``birthday`` starts the clock of a ``born`` on that birthday, or later: not before the case
    has spent the time that ``after`` asks for. ``each_year_on`` (month and day) starts the clock
    anew on that day of each year in the period that the event opened, once the year before is
    done; ``age`` is then that of the last day of the year. ``each_school_term`` starts a clock for
    each term of the profile that lies in the period: on the term's first day, or on the period's
    where that is later, and ``age`` is that of this day.
    """

    event: FactName | None = None
    breach_of: Breach | None = None
    nth: int | None = Field(default=None, ge=1)
    from_nth: int | None = Field(default=None, ge=1)
    latest_until: FactNames = ()
    opens_period: bool = False
    during: str | None = None
    outside: str | None = None
    closes: str | None = None
    before_first: FactNames = ()
    after_first: FactNames = ()
    standing: Standing = Field(default_factory=dict)
    not_standing: Standing = Field(default_factory=dict)
    age: Age | None = None
    birthday: int | None = Field(default=None, ge=1, le=25)
    each_year_on: MonthAndDay | None = None
    each_school_term: bool = False
    after: TimeIn | None = None
    limits: Limits = ()
    ends: tuple[End, ...] = ()

    @cached_property
    def opening(self) -> Self:
        """What opens the period whose years or school terms are counted."""
        return self.model_copy(
            update={"each_year_on": None, "each_school_term": False, "age": None}
        )

    @cached_property
    def is_each_event(self) -> bool:
        """Whether every event that fits starts a clock, as of most starts."""
        other = (self.breach_of, self.birthday, self.each_year_on, self.latest_until)
        return not (any(other) or self.each_school_term)

    @cached_property
    def narrows(self) -> bool:
        """Whether it asks for more than an event of its type inside the rule's period."""
        return bool(
            self.opens_period or self.during or self.outside or self.closes or self.asks_of_the_case
        )

    @cached_property
    def asks_of_the_case(self) -> bool:
        """Whether it asks more than its own event and period can tell."""
        asked = (self.before_first, self.after_first, self.standing, self.not_standing, self.age)
        return any(asked)

    @model_validator(mode="after")
    def _one_trigger(self) -> Self:
        if (self.event is None) == (self.breach_of is None):
            raise ValueError("a start is an event or the breach of another rule")
        if self.each_year_on and not self.opens_period:
            raise ValueError("each_year_on needs opens_period: years are counted in a period")
        if self.each_school_term and (not self.opens_period or self.each_year_on):
            raise ValueError("each_school_term needs opens_period, and goes with no each_year_on")
        if (self.birthday and self.event != "born") or (self.after and not self.birthday):
            raise ValueError("a birthday is a start of the event born, and after belongs to it")
        check_anchors(self.limits, self.event)
        return self
