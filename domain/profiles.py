"""An authority's profile: local rules of its own, and what it changes in those of the core."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pydantic import Field

from domain.authority import Authority
from domain.errors import ProblemError
from domain.limits import Limits, Part
from domain.measures.found import chosen
from domain.measures.measure import Aim, Polarity
from domain.measures.rating import SMALLEST_CHANGE
from domain.measures.recorded import Choice
from domain.rules import Rule, Source
from domain.tightening import find_looser


class Variation(Part):
    """One rule of the core as this authority applies it, and why."""

    rule: str
    limits: Limits = Field(min_length=1)
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
    measures: tuple[MeasureChoice, ...] = ()

    def check_measures(self) -> None:
        """Raises ProblemError ``unknown_measure`` or ``unknown_reading``."""
        for one in self.measures:
            [measure] = chosen([one.measure])
            if one.reading is not None and one.reading not in measure.readings:
                raise ProblemError(
                    "unknown_reading",
                    f"{self.id}/profile.yaml, {measure.id}: the measure has no such reading.",
                    f"Use one of: {', '.join(measure.readings)}.",
                )


def vary(rules: Mapping[str, Rule], profile: Profile) -> tuple[dict[str, Rule], dict[str, str]]:
    """The rules as the profile varies them, and for each varied one the reason to show.

    A profile may tighten a limit that statute sets and never loosen one: ProblemError
    ``statute_loosened``. It may vary guidance either way. Clocks that start before the first
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
        if rule.authority is Authority.STATUTE:
            looser = find_looser(change.limits, rule.limits)
            if looser is not None:
                raise ProblemError(
                    "statute_loosened",
                    f"{profile.id}/profile.yaml, {rule.id}: the law allows {looser.amount}, and "
                    "this allows more, counts in another way, or leaves cases out.",
                    "Allow at most what the law does, in the same unit and for every case.",
                )
        earlier = [limit for limit in rule.limits if limit.since < change.limits[-1].since]
        varied_rules[rule.id] = rule.model_copy(
            update={
                "limits": (*change.limits, *earlier),
                "sources": (*rule.sources, change.source),
            }
        )
        reasons[rule.id] = change.because
    return varied_rules, reasons
