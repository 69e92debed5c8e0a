"""What a rule file says: when a duty starts, how long it allows, what ends it, who is told."""

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from calendars.library import CALENDAR_IDS
from domain.authority import Authority, Confidence
from domain.conditions import Conditions
from domain.counting import Amount, Unit
from domain.event_types import EVENT_TYPES
from domain.fact_names import DERIVED_FACTS, FactName, attributes_of, read_wanted
from domain.ladder import Rung, read_ladder

RULE_ID = r"^[a-z0-9_]+(\.[a-z0-9_]+)+$"


class Part(BaseModel):
    """A part of a rule file. Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


RuleIds = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Source(Part):
    """Where in the law, guidance or local procedure the duty is written."""

    title: str
    provision: str | None = None
    href: Annotated[str, Field(pattern=r"^https?://[^\s/]+\.[^\s]+$")] | None = None


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
    ``another`` wants an event of another review than the starting one.
    """

    event: FactName | None = None
    attribute: str | None = None
    another: Literal["review"] | None = None
    due_of: RuleIds = ()

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if bool(self.due_of) == bool(self.attribute) or (self.event and not self.attribute):
            raise ValueError("say what to count from: an attribute, an event with one, or due_of")
        return self


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

    @model_validator(mode="after")
    def _at_most_one_unit(self) -> Self:
        given = [unit.value for unit in Unit if getattr(self, unit.value) is not None]
        if len(given) > 1:
            raise ValueError(f"give the limit in one unit, not in {' and '.join(given)}")
        return self


class Extension(Allowance, FactConditions):
    """A longer limit, counted from the same start, when it was agreed in time."""

    event: FactName

    @model_validator(mode="after")
    def _has_a_length(self) -> Self:
        if self.amount is None:
            raise ValueError("an extension needs a limit with a unit")
        return self


class Limit(Allowance, Conditions):
    """How long a duty allows, for clocks that start on or after ``from``.

    Forward from the start, or from the date that ``after`` names where that is known; back from
    what ``before`` names; or half way to what ``halfway_to`` names. Of several limits of one
    date, the first whose conditions hold is used. ``beginning_on_start`` makes the starting day
    day 1. ``no_later_than`` names rules: where a clock of theirs runs already at the start and is
    due sooner, its date is the date.
    """

    since: date = Field(alias="from")
    before: Anchor | None = None
    after: Anchor | None = None
    halfway_to: tuple[Anchor, ...] = ()
    beginning_on_start: bool = False
    no_later_than: RuleIds = ()
    extension: Extension | None = None
    note: str | None = None

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Everything other than the start that it may count from or towards."""
        single = [anchor for anchor in (self.before, self.after) if anchor]
        return (*single, *self.halfway_to)

    @model_validator(mode="after")
    def _has_a_length(self) -> Self:
        if bool(self.halfway_to) == (self.amount is not None):
            raise ValueError("a limit needs a number with its unit, or halfway_to")
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


def _check_anchors(limits: tuple[Limit, ...], started_by: str | None) -> None:
    for anchor in (anchor for limit in limits for anchor in limit.anchors):
        fact = anchor.event or started_by
        if anchor.attribute and (fact is None or anchor.attribute not in attributes_of(fact)):
            raise ValueError(f"{fact or 'a breach'} has no {anchor.attribute!r} to count from")


class Breach(Part):
    """A start that is another duty's failure: so long after its start, still not done."""

    rule: str
    working_days: int = Field(ge=1)
    unless_extended: bool = False


class Start(FactConditions):
    """What starts a clock.

    ``nth`` takes only that occurrence in the period, ``from_nth`` that and all later ones.
    ``latest_until`` says that until a fact of that type, a later start replaces an earlier
    one (a meeting that is booked again). ``opens_period`` takes only the event that opened the
    period. ``during`` takes only events inside a period of that kind whose opening is known,
    ``outside`` only those that lie in none. ``limits`` and ``ends`` are used in place of the
    rule's own.
    """

    event: FactName | None = None
    breach_of: Breach | None = None
    nth: int | None = Field(default=None, ge=1)
    from_nth: int | None = Field(default=None, ge=1)
    latest_until: FactName | None = None
    opens_period: bool = False
    during: str | None = None
    outside: str | None = None
    limits: Limits = ()
    ends: tuple["End", ...] = ()

    @model_validator(mode="after")
    def _one_trigger(self) -> Self:
        if (self.event is None) == (self.breach_of is None):
            raise ValueError("a start is an event or the breach of another rule")
        _check_anchors(self.limits, self.event)
        return self


class End(FactConditions):
    """What ends a clock: by doing the duty (``ends``) or by removing it (``stops``).

    ``another`` wants a fact of another review than the one that started the clock.
    ``may_precede`` lets something done before the start count ("before, else within").
    ``looks_to`` lets something recorded before the start count when the date in that
    attribute lies after the start (a meeting already booked). ``since_first`` lets something done
    since the first of the starts that this one replaced count (the report for a meeting that was
    moved). ``names`` is an attribute that
    may give the id of the starting event: where it does, no other start is meant.
    """

    event: FactName
    another: Literal["review"] | None = None
    may_precede: bool = False
    looks_to: str | None = None
    since_first: bool = False
    names: str | None = None

    @model_validator(mode="after")
    def _looks_to_something(self) -> Self:
        for name in (self.looks_to, self.names):
            if name and name not in attributes_of(self.event):
                raise ValueError(f"{self.event} has no {name!r} to look at")
        return self


Ladder = dict[Rung, tuple[str, ...]]


class Rule(Part):
    """One duty, as one file of the rulebook says it.

    ``lapses`` marks time that belongs to somebody else, such as a complainant's time to ask for
    the next stage: when it runs out it has closed, and nothing is overdue. ``watch`` marks a point
    to warn of, such as two years under a plan: reaching it breaches nothing. ``off`` keeps a rule
    in the rulebook and sets no clock by it, because it has still to be checked.
    """

    id: str = Field(pattern=RULE_ID)
    title: str = Field(min_length=3)
    authority: Authority
    confidence: Confidence | None = Field(default=None, validate_default=True)
    period: str = "whole_history"
    responsible: str
    calendar: str = "england-and-wales"
    starts: tuple[Start, ...] = Field(min_length=1)
    ends: tuple[End, ...] = Field(min_length=1)
    stops: tuple[End, ...] = ()
    limits: Limits = Field(default=(), validate_default=True)
    ladder: Ladder = Field(min_length=1)
    sources: tuple[Source, ...] = Field(min_length=1)
    lapses: bool = False
    watch: bool = False
    off: bool = False
    notes: str | None = None

    @field_validator("ladder", mode="before")
    @classmethod
    def _rungs(cls, given: Any) -> Any:
        return read_ladder(given) if isinstance(given, dict) else given

    @field_validator("calendar")
    @classmethod
    def _known_calendar(cls, name: str) -> str:
        if name not in CALENDAR_IDS:
            raise ValueError(f"there is no calendar {name!r}; use one of {', '.join(CALENDAR_IDS)}")
        return name

    @field_validator("confidence")
    @classmethod
    def _confidence_is_said(cls, given: Confidence | None, found: ValidationInfo) -> Any:
        if given is None and found.data.get("authority") not in (Authority.LOCAL, None):
            raise ValueError("only a local rule may leave this out")
        return given

    @field_validator("limits")
    @classmethod
    def _limits_serve_every_start(cls, limits: Limits, found: ValidationInfo) -> Limits:
        for start in found.data.get("starts", ()):
            if not (start.limits or limits):
                raise ValueError("there is no limit: say from when, how many, and the unit")
            if not start.limits:
                _check_anchors(limits, start.event)
        return limits

    @field_validator("ladder")
    @classmethod
    def _no_rung_after_a_meeting(cls, ladder: Ladder, found: ValidationInfo) -> Ladder:
        limits = [limit for start in found.data.get("starts", ()) for limit in start.limits]
        backward = any(
            limit.before and limit.before.attribute
            for limit in (*limits, *found.data.get("limits", ()))
        )
        if backward and any(rung.after_due for rung in ladder):
            raise ValueError("a clock that counts back from a meeting has no rung after it")
        return ladder

    @model_validator(mode="after")
    def _parts_fit_each_other(self) -> Self:
        if (self.lapses or self.watch) and any(rung.after_due for rung in self.ladder):
            raise ValueError("time that lapses or is only watched has no rung after its end")
        replaced = all(start.latest_until for start in self.starts)
        if any(end.since_first for end in self.ends) and not replaced:
            raise ValueError("since_first needs starts with latest_until, which replace each other")
        return self

    @property
    def periods(self) -> frozenset[str]:
        """The kinds of period that this rule names."""
        asked = (name for start in self.starts for name in (start.during, start.outside))
        return frozenset({self.period, *filter(None, asked)})

    @property
    def family(self) -> str:
        """The first word of the id: ``lac``, ``cp``, ``complaint``."""
        return self.id.partition(".")[0]

    @property
    def needs(self) -> frozenset[str]:
        """The rules whose clocks this one's dates depend on."""
        needed = set()
        for start in self.starts:
            if start.breach_of:
                needed.add(start.breach_of.rule)
            for limit in start.limits or self.limits:
                needed.update(limit.no_later_than)
                for anchor in limit.anchors:
                    needed.update(anchor.due_of)
        return frozenset(needed)
