"""How long ago each rule was read in its sources, and what has come out since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Reading:
    """When the sources of a rule were read, as of a day.

    ``read_on`` is the oldest day of them, and None where nobody has read any; ``days`` is how long
    ago that was. ``versions`` are what the numbers were taken from, ``later`` later editions that
    are known and were not read.
    """

    rule: Rule
    read_on: date | None
    days: int | None
    versions: tuple[str, ...]
    later: tuple[str, ...]


def by_age(rules: Iterable[Rule], as_of: date) -> list[Reading]:
    """The readings of the rules, those that nobody has read first, then the oldest.

    A reading after ``as_of`` had not been made by then, and does not count.
    """
    return sorted((_reading(rule, as_of) for rule in rules), key=_never_and_oldest_first)


def _reading(rule: Rule, as_of: date) -> Reading:
    days = [one.read_on for one in rule.sources if one.read_on and one.read_on <= as_of]
    read_on = min(days, default=None)
    return Reading(
        rule=rule,
        read_on=read_on,
        days=(as_of - read_on).days if read_on else None,
        versions=tuple(dict.fromkeys(one.version for one in rule.sources if one.version)),
        later=tuple(source.later for source in rule.sources if source.later),
    )


def _never_and_oldest_first(reading: Reading) -> tuple[date, str]:
    return reading.read_on or date.min, reading.rule.id
