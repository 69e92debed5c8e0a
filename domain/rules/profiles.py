"""An authority's profile: local rules of its own, and what it changes in those of the core."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from domain.errors import ProblemError
from domain.parts import Part
from domain.rules.aims import SMALLEST_CHANGE, Aim, Choice, Polarity
from domain.rules.limits import Limits
from domain.rules.rule import Rule
from domain.rules.sources import Authority, Source
from domain.rules.tightening import find_looser


class Variation(Part):
    """One rule of the core as this authority applies it, and why: with other limits, or by one of
    the readings that the rule's file names."""

    rule: str
    reading: str | None = None
    limits: Limits = ()
    because: str = Field(min_length=10)
    source: Source

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not (self.limits or self.reading):
            raise ValueError("say what is varied: the limits, the reading or both")
        return self


class SwitchedOn(Part):
    """A rule of the core that is switched off, and that this authority works by; and why."""

    rule: str
    because: str = Field(min_length=10)
    source: Source


class OwnAim(Part):
    """What the authority aims at with a measure from a date on."""

    since: date = Field(alias="from")
    polarity: Polarity = Polarity.HIGH
    target: Decimal | None = Field(default=None, ge=0)


class MeasureChoice(Part):
    """How this authority reads a measure, and what it aims at."""

    measure: str
    reading: str | None = None
    aims: tuple[OwnAim, ...] = ()
    smallest_change: Decimal = Field(default=SMALLEST_CHANGE, ge=0)
    source: Source | None = None

    def choice(self) -> Choice:
        """The same as the measures take it."""
        aims = (Aim(one.since, one.polarity, one.target) for one in self.aims)
        return Choice(self.reading, tuple(aims), self.smallest_change)


class Profile(Part):
    """What an authority's ``profile.yaml`` says. Its own rules lie in files beside it."""

    id: str
    title: str
    vary: tuple[Variation, ...] = ()
    switch_on: tuple[SwitchedOn, ...] = ()
    measures: tuple[MeasureChoice, ...] = ()


def vary(rules: Mapping[str, Rule], profile: Profile) -> tuple[dict[str, Rule], dict[str, str]]:
    """The rules as the profile varies them, and for each varied one the reason to show.

    A profile may tighten a limit that statute sets and never loosen one: ProblemError
    ``statute_loosened``. It may choose a reading that the rule's own file names, and no other:
    ``unknown_reading``. It may vary guidance either way. Clocks that start before the first
    date it names keep the core's limit.
    """
    varied_rules, reasons = dict(rules), {}
    for change in profile.vary:
        rule = rules.get(change.rule)
        if rule is None:
            raise ProblemError(
                "unknown_rule",
                f"{profile.id}/profile.yaml varies {change.rule}, which does not exist.",
                "Correct the id. To list them: timescales rules list",
            )
        if change.reading is not None:
            if change.reading not in rule.readings:
                known = ", ".join(sorted(rule.readings)) or "none"
                raise ProblemError(
                    "unknown_reading",
                    f"{profile.id}/profile.yaml: {rule.id} has no reading {change.reading!r}.",
                    f"Use one that its file names: {known}.",
                )
            rule = rule.read_as(change.reading)
        if change.limits and rule.authority is Authority.STATUTE:
            looser = find_looser(change.limits, rule.limits)
            if looser is not None:
                raise ProblemError(
                    "statute_loosened",
                    f"{profile.id}/profile.yaml, {rule.id}: the law allows {looser.amount}, and "
                    "this allows more, counts in another way, or leaves cases out.",
                    "Allow at most what the law does, in the same unit and for every case.",
                )
        first = change.limits[-1].since if change.limits else date.max
        earlier = [limit for limit in rule.limits if limit.since < first]
        varied_rules[rule.id] = rule.model_copy(
            update={
                "limits": (*change.limits, *earlier),
                "sources": _with(rule.sources, change.source),
            }
        )
        reasons[rule.id] = change.because
    return varied_rules, reasons


def switch_on(
    rules: Mapping[str, Rule], profile: Profile
) -> tuple[dict[str, Rule], dict[str, str]]:
    """The rules with those on that the profile chooses, and for each the reason to show.

    Raises ProblemError ``unknown_rule``, or ``rule_in_force_already`` for one that is not off.
    """
    chosen_rules, reasons = dict(rules), {}
    for choice in profile.switch_on:
        rule = chosen_rules.get(choice.rule)
        if rule is None:
            raise ProblemError(
                "unknown_rule",
                f"{profile.id}/profile.yaml switches on {choice.rule}, which does not exist.",
                "Correct the id. To list them: timescales rules list",
            )
        if not rule.off:
            raise ProblemError(
                "rule_in_force_already",
                f"{profile.id}/profile.yaml switches on {rule.id}, which is not switched off.",
                "Leave it out: the rule is in force without it.",
            )
        sources = _with(rule.sources, choice.source)
        chosen_rules[rule.id] = rule.model_copy(update={"off": False, "sources": sources})
        reasons[rule.id] = choice.because
    return chosen_rules, reasons


def _with(sources: tuple[Source, ...], another: Source) -> tuple[Source, ...]:
    """The sources and another one, which is named once where it is among them."""
    return sources if another in sources else (*sources, another)
