"""One indicator as people and programs see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from domain.measures.figures import Figure
from domain.measures.measure import Measure
from domain.measures.rating import Rag, Trend, quartile, rag, target_met, trend
from domain.measures.recorded import Comparator, Override
from domain.measures.spans import Span, year_before
from domain.rules.aims import SMALLEST_CHANGE, Aim


@dataclass(frozen=True)
class Indicator:
    """A figure of a measure for a period, and all that is said beside it.

    ``before`` is the figure of the same days a year earlier, and ``others`` those of the other
    readings. ``group`` is the part of the authority, of the kind that ``by`` names, or None for
    all of it.
    """

    measure: Measure
    span: Span
    as_at: date
    reading: str
    figure: Figure
    before: Figure | None
    others: Mapping[str, Figure]
    aim: Aim
    comparator: Comparator | None
    override: Override | None
    profile: str
    by: str | None = None
    group: str | None = None
    smallest_change: Decimal = SMALLEST_CHANGE

    @property
    def quartile(self) -> int | None:
        """The quarter of the comparators that the figure lies in, 1 the best."""
        exact = self.figure.exact
        if exact is None or self.comparator is None or self.measure.average:
            return None
        return quartile(exact, self.comparator.boundaries, self.aim.polarity)

    @property
    def worked_out_rag(self) -> Rag | None:
        """The colour, whatever a person recorded."""
        return rag(self.figure.exact, self.aim.target, self.aim.polarity, self.quartile)

    @property
    def rag(self) -> Rag | None:
        """The colour that a person recorded, else the one worked out."""
        return self.override.rag if self.override else self.worked_out_rag

    @property
    def below_target(self) -> bool:
        """Whether there is a target, and a figure that does not reach it."""
        exact, target = self.figure.exact, self.aim.target
        if exact is None or target is None:
            return False
        return not target_met(exact, target, self.aim.polarity)

    @property
    def change(self) -> Trend | None:
        """How the figure went since the same days a year earlier."""
        before = self.before.exact if self.before else None
        return trend(self.figure.exact, before, self.smallest_change)

    def as_json(self) -> dict[str, Any]:
        """One JSON object, the keys of the contract first."""
        figure = self.figure
        first, last = self.span
        return {
            "measure": self.measure.id,
            "title": self.measure.title,
            "from": first.isoformat(),
            "to": last.isoformat(),
            "as_at": self.as_at.isoformat(),
            **_figure_as_json(figure),
            "unit": self.measure.unit,
            "target": _number(self.aim.target),
            "rag": self.rag,
            "change": self.change,
            "profile": self.profile,
            "by": self.by,
            "group": self.group,
            "reading": self.reading,
            "reading_means": self.measure.readings[self.reading],
            "counts": self.measure.counts,
            "of": self.measure.of,
            "exact": _exact(figure.exact),
            "missed": figure.missed,
            "missed_value": _number(figure.missed_value),
            "outstanding": figure.outstanding,
            "in_doubt": figure.in_doubt,
            "bands": [
                {"band": band, "count": count, "value": _number(figure.share(count))}
                for band, count in figure.bands.items()
            ],
            "other_readings": [
                {
                    "reading": name,
                    "means": self.measure.readings[name],
                    **_figure_as_json(other),
                    **_beside_as_json(other),
                }
                for name, other in self.others.items()
            ],
            "polarity": self.aim.polarity,
            "before": self._before_as_json(),
            "quartile": self.quartile,
            "comparator": self._comparator_as_json(),
            "override": self._override_as_json(),
            **_beside_as_json(figure),
        }

    def _before_as_json(self) -> dict[str, Any] | None:
        if self.before is None:
            return None
        first, last = year_before(*self.span)
        return {
            "from": first.isoformat(),
            "to": last.isoformat(),
            **_figure_as_json(self.before),
        }

    def _comparator_as_json(self) -> dict[str, Any] | None:
        given = self.comparator
        if given is None:
            return None
        return {
            "from": given.first.isoformat(),
            "to": given.last.isoformat(),
            "boundaries": [_number(one) for one in given.boundaries],
            "average": _number(given.average),
        }

    def _override_as_json(self) -> dict[str, Any] | None:
        given = self.override
        if given is None:
            return None
        return {
            "reason": given.reason,
            "by": given.by,
            "instead_of": self.worked_out_rag,
        }


def _figure_as_json(figure: Figure) -> dict[str, Any]:
    return {
        "numerator": _number(figure.numerator),
        "denominator": figure.denominator,
        "value": _number(figure.value),
    }


def _beside_as_json(figure: Figure) -> dict[str, Any]:
    return {
        "median": _number(figure.median),
        "left_out": [{"why": why, "count": count} for why, count in figure.left_out.items()],
    }


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    # A percentage keeps its decimal, 75.0; a number of units has none.
    return float(value) if value.as_tuple().exponent else int(value)


def _exact(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), 6)
