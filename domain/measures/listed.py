"""The units behind the figures, each with where it belongs, for a list."""

from dataclasses import dataclass

from domain.measures.case_files import CaseFiles
from domain.measures.declared import PEOPLE
from domain.measures.figures import units_of
from domain.measures.indicators import IndicatorQuestion, place_of
from domain.measures.measure import Measure, Unit
from domain.measures.record import Record
from domain.rules.aims import Polarity


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """One unit of a measure, for a list. ``iro``, ``team`` and ``area`` are those of its day."""

    measure: Measure
    unit: Unit
    iro: str
    team: str
    area: str


def listed_units(
    files: CaseFiles, asked: IndicatorQuestion, *, failed_only: bool = False
) -> list[ListedUnit]:
    """The units of the measures asked for, in the profile's reading, by measure and day.

    ``failed_only`` gives those to look into: the ones that did not count and the outstanding;
    of a measure where less is better, the ones that count. Those left out are among them, with why.
    """
    people = files.seen_by(PEOPLE)
    listed = []
    for measure in asked.measures:
        found = units_of(
            measure,
            files.with_units_for(measure.declared),
            (asked.first, asked.last),
            as_at=asked.as_at,
            reading=asked.choices.reading(measure),
            calendar=asked.calendar,
        )
        for unit in found:
            if not failed_only or _is_to_look_into(measure, unit):
                listed.append(_listed(measure, unit, people[unit.case], asked))
    return listed


def _is_to_look_into(measure: Measure, unit: Unit) -> bool:
    wanted = measure.aims[-1].polarity is Polarity.LOW
    return unit.counts is wanted or unit.left_out is not None


def _listed(measure: Measure, unit: Unit, record: Record, asked: IndicatorQuestion) -> ListedUnit:
    iro, team, area = (
        place_of(measure, unit, record, by, asked.choices) for by in ("iro", "team", "area")
    )
    return ListedUnit(measure=measure, unit=unit, iro=iro, team=team, area=area)
