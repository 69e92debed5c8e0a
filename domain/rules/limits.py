"""How long a rule allows: in which unit, from where, and for which cases."""

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from domain.case.event_types import EVENT_TYPES
from domain.case.fact_names import DERIVED_FACTS, FactName, attributes_of, read_wanted
from domain.counting import Amount, Unit
from domain.parts import Part
from domain.rules.conditions import Conditions


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


RuleIds = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class FactConditions(Conditions, Part):
    """Conditions on the fact that ``event`` names, in the words that its events use."""

    @model_validator(mode="before")
    @classmethod
    def _in_the_words_of_events(cls, given: Any) -> Any:
        fact = given.get("event") if isinstance(given, dict) else None
        if not isinstance(fact, str) or not (fact in EVENT_TYPES or fact in DERIVED_FACTS):
            return given  # the field itself says what is wrong
        read = {
            key: read_wanted(fact, given[key])
            for key in ("when", "unless")
            if isinstance(given.get(key), dict)
        }
        return {**given, **read}


class Anchor(Part):
    """A date that a limit counts from or towards, other than the start itself.

    One of: an ``attribute`` of the starting event (``meeting_at``); the same ``attribute`` of
    the last ``event`` of a type since the start; the due date of another rule's clock that
    the same event started (``due_of``: the first of the rules named that has one).
    ``another`` wants an event of another review than the starting one, ``until`` one from before
    the next fact of that type (otherwise, the next of the start's own type). With ``previous`` the
    clock of ``due_of`` is the last one that started before this (an extension counts on from
    the time that it extends). ``end_of_term`` is the last day of the school term that the clock is
    for, ``opening`` the day on which the rule's period opened.
    """

    event: FactName | None = None
    attribute: str | None = None
    another: Literal["review"] | None = None
    until: FactName | None = None
    due_of: RuleIds = ()
    previous: bool = False
    end_of_term: bool = False
    opening: bool = False

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.until and not self.event:
            raise ValueError("until goes with an event to count from")
        if self.previous and not self.due_of:
            raise ValueError("previous says which clock of due_of is meant, so it needs one")
        kinds = (self.due_of, self.attribute, self.end_of_term, self.opening)
        if sum(map(bool, kinds)) != 1 or (self.event and not self.attribute):
            raise ValueError(
                "say what to count from: an attribute, an event with one, due_of, end_of_term or "
                "opening"
            )
        return self


def _several(given: Any) -> Any:
    return [given] if isinstance(given, dict) else given


Anchors = Annotated[tuple[Anchor, ...], BeforeValidator(_several)]


class Allowance(Part):
    """An amount of time in exactly one unit."""

    working_days: int | None = Field(default=None, ge=0)
    calendar_days: int | None = Field(default=None, ge=0)
    weeks: int | None = Field(default=None, ge=0)
    months: int | None = Field(default=None, ge=0)
    hours: int | None = Field(default=None, ge=0)

    @cached_property
    def amount(self) -> Amount | None:
        """The time allowed, or None when the file gives none."""
        for unit in Unit:
            number = getattr(self, unit.value)
            if number is not None:
                return Amount(number, unit)
        return None

    @cached_property
    def backwards(self) -> Amount | None:
        """The same, to be counted back from a date."""
        return -self.amount if self.amount else None

    @model_validator(mode="after")
    def _at_most_one_unit(self) -> Self:
        given = [unit.value for unit in Unit if getattr(self, unit.value) is not None]
        if len(given) > 1:
            raise ValueError(f"give the limit in one unit, not in {' and '.join(given)}")
        return self


class Extension(Allowance, FactConditions):
    """A longer limit, when it was agreed in time: the most that may be allowed in all.

    ``until`` is the attribute in which the agreement says the new day: that is then the date, as
    far as the most that is allowed. With ``on_top`` the amount is counted from the end of the time
    that is extended, and not from the start; with ``each`` every agreement in turn extends it
    again.
    """

    event: FactName
    until: str | None = None
    on_top: bool = False
    each: bool = False

    @model_validator(mode="after")
    def _says_how_long(self) -> Self:
        if self.amount is None:
            raise ValueError("an extension needs a limit with a unit")
        if self.until and self.until not in attributes_of(self.event):
            raise ValueError(f"{self.event} has no {self.until!r} to extend the time until")
        if self.each and not self.on_top:
            raise ValueError("each goes with on_top: what is extended again counts on from there")
        return self


class Length(Allowance):
    """An amount of time that must be given."""

    @model_validator(mode="after")
    def _has_a_length(self) -> Self:
        if self.amount is None or self.amount.unit is Unit.HOURS:
            raise ValueError("say how long: a number of working_days, calendar_days, weeks, months")
        return self


def _month_and_day(given: Any) -> Any:
    try:
        date.fromisoformat(f"2001-{given}")  # no leap year: every year must have the day
    except ValueError:
        raise ValueError(f"{given!r} is not a month and day: write 04-01 for 1 April") from None
    return given


MonthAndDay = Annotated[str, BeforeValidator(_month_and_day)]


class Limit(Allowance, Conditions):
    """How long a duty allows, for clocks that start on or after ``from``.

    Forward from the start, or from the date that ``after`` names where that is known; back from
    what ``before`` names; or half way to what ``halfway_to`` names; of several named there, the
    first that is known. Of several limits of one
    date, the first whose conditions hold is used. ``beginning_on_start`` makes the starting day
    day 1. ``not_before`` is a floor, counted from the start: what is done sooner does not meet
    the duty. ``target`` is an earlier day to aim at, counted from the start; missing it is no
    breach. ``no_later_than`` names rules: where a clock of theirs runs already at the start and
    is due sooner, its date is the date.

    ``until`` is an attribute of the starting event: where it gives a day or an instant, such as the
    end that a court set, that is the date. ``on_day`` is a day of the year (month and day): the
    date is the first such day from the start on. ``in_any_days`` goes with hours, which are then
    counted together over all that the rule's clocks ran in any so many days on end. With
    ``as_soon_as_practicable`` the law sets no day: the date is the first on which the duty can be
    done (``not_before``, or what the amount gives), and nothing is overdue after it.
    """

    since: date = Field(alias="from")
    before: Anchors = ()
    after: Anchor | None = None
    halfway_to: Anchors = ()
    beginning_on_start: bool = False
    no_later_than: RuleIds = ()
    extension: Extension | None = None
    not_before: Length | None = None
    target: Length | None = None
    until: str | None = None
    on_day: MonthAndDay | None = None
    in_any_days: int | None = Field(default=None, ge=2)
    as_soon_as_practicable: bool = False
    note: str | None = None

    @cached_property
    def only_counts(self) -> bool:
        """Whether the date is a number counted out and nothing else, as it is of most limits."""
        other = (self.until, self.in_any_days, self.extension, self.no_later_than)
        return self.amount is not None and not any(other)

    @cached_property
    def from_the_start(self) -> bool:
        """Whether it counts days, weeks or months from the start itself, as most do."""
        return not self.anchors and self.hours is None

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """Everything other than the start that it may count from or towards."""
        return (*self.before, *((self.after,) if self.after else ()), *self.halfway_to)

    @model_validator(mode="after")
    def _has_a_length(self) -> Self:
        from_the_floor = self.as_soon_as_practicable and self.amount is None
        ways = (self.halfway_to, self.on_day, from_the_floor, self.amount is not None)
        if sum(map(bool, ways)) != 1:
            raise ValueError("a limit needs a number with its unit, halfway_to or on_day")
        if from_the_floor and self.not_before is None:
            raise ValueError("without a number, as_soon_as_practicable needs not_before")
        if self.in_any_days and self.hours is None:
            raise ValueError("in_any_days goes with hours, which are counted together")
        return self


def _latest_first(limits: tuple[Limit, ...]) -> tuple[Limit, ...]:
    for_all: set[date] = set()
    for limit in limits:
        if limit.since in for_all:
            raise ValueError(
                f"the limit before this one holds for every case from {limit.since}, so this one "
                "is never used"
            )
        if not limit.model_fields_set & Conditions.model_fields.keys():
            for_all.add(limit.since)
    return tuple(sorted(limits, key=lambda limit: limit.since, reverse=True))


Limits = Annotated[tuple[Limit, ...], AfterValidator(_latest_first)]


def check_anchors(limits: tuple[Limit, ...], started_by: str | None) -> None:
    """Raise ValueError where what a limit counts from is nothing that its event says."""
    for limit in limits:
        if limit.until and (started_by is None or limit.until not in attributes_of(started_by)):
            raise ValueError(f"{started_by or 'a breach'} has no {limit.until!r} to set the end")
    for anchor in (anchor for limit in limits for anchor in limit.anchors):
        fact = anchor.event or started_by
        if anchor.attribute and (fact is None or anchor.attribute not in attributes_of(fact)):
            raise ValueError(f"{fact or 'a breach'} has no {anchor.attribute!r} to count from")
