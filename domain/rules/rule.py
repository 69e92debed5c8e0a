"""What a rule file says: when a duty starts, how long it allows, what ends it, who is told."""

from functools import cached_property
from typing import Any, Self

from pydantic import (
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from calendars.library import CALENDAR_IDS
from domain.parts import Part
from domain.rules.after_due import AfterDue
from domain.rules.ends import End
from domain.rules.limits import Limits, check_anchors
from domain.rules.rule_parts import Caution, Relaxation, UntilAge
from domain.rules.rungs import Rung, read_ladder
from domain.rules.sources import Authority, Confidence, Source
from domain.rules.starts import Start

RULE_ID = r"^[a-z0-9_]+(\.[a-z0-9_]+)+$"


class Reading(Part):
    """Another way to read the words, which a profile may choose: what then starts, ends or stops
    the clock in place of the rule's own."""

    title: str = Field(min_length=10)
    starts: tuple[Start, ...] = ()
    ends: tuple[End, ...] = ()
    stops: tuple[End, ...] = ()

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not (self.starts or self.ends or self.stops):
            raise ValueError("a reading gives other starts, ends or stops")
        return self


Ladder = dict[Rung, tuple[str, ...]]


class Rule(Part):
    """One duty, as one file of the rulebook says it.

    ``outside`` names a period in which the duty does not run: other rules do. ``moved_by`` are the
    facts that give the duty another start date: the clock is replaced, and the next start goes on
    with it.
    ``lapses`` marks time that belongs to somebody else, such as a complainant's time to ask for
    the next stage: when it runs out it has closed, and nothing is overdue. ``watch`` marks a point
    to warn of, such as two years under a plan: reaching it breaches nothing. ``off`` keeps a rule
    in the rulebook and sets no clock by it, because it has still to be checked. ``until_age`` ends
    the duty at a birthday. ``readings`` are other ways to read the rule, by the names under which a
    profile may choose one. ``cautions`` are shown with the clocks of the cases that they name, and
    ``relaxed`` with the clocks that temporary law gave more time.
    """

    id: str = Field(pattern=RULE_ID)
    title: str = Field(min_length=3)
    authority: Authority
    confidence: Confidence | None = Field(default=None, validate_default=True)
    period: str = "whole_history"
    outside: str | None = None
    until_age: UntilAge | None = None
    responsible: str
    calendar: str = "england-and-wales"
    starts: tuple[Start, ...] = Field(min_length=1)
    ends: tuple[End, ...] = Field(min_length=1)
    stops: tuple[End, ...] = ()
    moved_by: tuple[End, ...] = ()
    limits: Limits = Field(default=(), validate_default=True)
    ladder: Ladder = Field(min_length=1)
    sources: tuple[Source, ...] = Field(min_length=1)
    lapses: bool = False
    watch: bool = False
    off: bool = False
    readings: dict[str, Reading] = Field(default_factory=dict)
    cautions: tuple[Caution, ...] = ()
    relaxed: tuple[Relaxation, ...] = ()
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
                check_anchors(limits, start.event)
        return limits

    @field_validator("ladder")
    @classmethod
    def _no_rung_after_a_meeting(cls, ladder: Ladder, found: ValidationInfo) -> Ladder:
        limits = [limit for start in found.data.get("starts", ()) for limit in start.limits]
        backward = any(
            any(anchor.attribute for anchor in limit.before)
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
        limits = [*self.limits, *(limit for start in self.starts for limit in start.limits)]
        by_term = any(anchor.end_of_term for limit in limits for anchor in limit.anchors)
        if by_term and not all(start.each_school_term for start in self.starts):
            raise ValueError("end_of_term needs starts with each_school_term")
        return self

    @model_validator(mode="after")
    def _what_was_read_can_be_found(self) -> Self:
        seen = self.confidence in (Confidence.READ, Confidence.QUOTED)
        found = self.authority is Authority.LOCAL or any(source.href for source in self.sources)
        if seen and not found:
            raise ValueError(
                f"what was {self.confidence} has a source with an address (href); without one it "
                "is secondary"
            )
        return self

    @model_validator(mode="after")
    def _every_reading_makes_a_rule(self) -> Self:
        for name in self.readings:
            try:
                self.read_as(name)
            except ValidationError as wrong:
                said = wrong.errors()[0]["msg"].removeprefix("Value error, ")
                raise ValueError(f"the reading {name}: {said}") from None
        return self

    def read_as(self, reading: str) -> "Rule":
        """The rule under one of its ``readings``."""
        chosen = self.readings[reading]
        own = {name: getattr(self, name) for name in type(self).model_fields}
        other = {name: getattr(chosen, name) for name in ("starts", "ends", "stops")}
        changed = {name: parts for name, parts in other.items() if parts}
        return Rule.model_validate({**own, **changed, "readings": {}})

    @cached_property
    def triggers(self) -> frozenset[str]:
        """The facts without which it starts no clock; empty where a breach may start one."""
        if any(start.breach_of for start in self.starts):
            return frozenset()
        return frozenset(start.event for start in self.starts if start.event)

    @cached_property
    def confidence_word(self) -> str | None:
        """How far the number was checked, as clocks carry it."""
        return self.confidence.value if self.confidence else None

    @cached_property
    def after_due(self) -> AfterDue:
        """What it means of its clocks that the due date has gone by."""
        if self.watch:
            return AfterDue.WATCHED
        return AfterDue.LAPSES if self.lapses else AfterDue.OVERDUE

    @cached_property
    def stopping(self) -> tuple[End, ...]:
        """What removes the duty, and what gives it another start."""
        return (*self.stops, *self.moved_by)

    @cached_property
    def has_floor(self) -> bool:
        """Whether any limit says that what is done too soon does not count."""
        limits = [*self.limits, *(limit for start in self.starts for limit in start.limits)]
        return any(limit.not_before for limit in limits)

    @cached_property
    def by_school_terms(self) -> bool:
        """Whether it sets a clock for each school term, and so needs the profile's terms."""
        return any(start.each_school_term for start in self.starts)

    @property
    def periods(self) -> frozenset[str]:
        """The periods that the rule names."""
        named = {start.after.period for start in self.starts if start.after}
        asked = [
            name for start in self.starts for name in (start.during, start.outside, start.closes)
        ]
        asked += [caution.during for caution in self.cautions]
        return frozenset({self.period, *named, *filter(None, [self.outside, *asked])})

    @cached_property
    def by_age(self) -> bool:
        """Whether a birthday decides whether, or until when, it sets a clock."""
        return self.until_age is not None or any(
            start.birthday or start.age or start.after for start in self.starts
        )

    @property
    def family(self) -> str:
        """The first word of the id: ``lac``, ``cp``, ``complaint``."""
        return self.id.partition(".")[0]

    @property
    def needs(self) -> frozenset[str]:
        """The rules whose clocks this one's dates depend on."""
        needed = {rule for stop in self.stops for rule in stop.unless_running}
        for start in self.starts:
            if start.breach_of:
                needed.add(start.breach_of.rule)
            for limit in start.limits or self.limits:
                needed.update(limit.no_later_than)
                for anchor in limit.anchors:
                    needed.update(anchor.due_of)
        return frozenset(needed)
