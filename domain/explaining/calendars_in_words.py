"""Which bank holidays an instrument's working days leave out, and where it says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.clocks.reckoned import Reckoning
from domain.counting import Unit
from domain.rules.rule import Rule

_CALENDAR_WORDS: Mapping[str, str] = {
    "england-and-wales": "England and Wales",
    "scotland": "Scotland",
    "northern-ireland": "Northern Ireland",
    "any-uk": "any part of the United Kingdom",
    "none": "nowhere",
}


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """Where an instrument defines its working day, and whether it names the part of the kingdom
    whose bank holidays are none."""

    provision: str
    names_jurisdiction: bool


# By the number that an instrument's title carries. Neither the Care Leavers Regulations 2010, nor
# those on visits to children in detention, nor guidance define a working day.
_WORKING_DAYS: Mapping[str, WorkingDay] = {
    "SI 2010/959": WorkingDay("regulation 2", names_jurisdiction=True),
    "SI 2011/581": WorkingDay("regulation 2", names_jurisdiction=True),
    "SI 2006/1738": WorkingDay("regulation 2", names_jurisdiction=False),
    "SI 2005/389": WorkingDay("regulation 2", names_jurisdiction=False),
    "SI 2005/1533": WorkingDay("regulation 2", names_jurisdiction=False),
}


def working_day_of(rule: Rule) -> WorkingDay | None:
    """The definition in the instrument that a rule rests on, or None where that has none."""
    for source in rule.sources:
        for number, found in _WORKING_DAYS.items():
            if f"({number})" in source.title:
                return found
    return None


def calendar_in_words(reckoning: Reckoning) -> str | None:
    """Whose bank holidays the counting left out and who says so, where it counted working days."""
    amount = reckoning.due.amount
    if amount is None or amount.unit is not Unit.WORKING_DAYS or not amount.number:
        return None
    whose = _CALENDAR_WORDS[reckoning.rule.calendar]
    found = working_day_of(reckoning.rule)
    if found is None:
        return (
            f"Working days leave out the bank holidays of {whose}; the source does not say whose."
        )
    if found.names_jurisdiction:
        return f"Working days leave out the bank holidays of {whose} ({found.provision})."
    return (
        f"Working days leave out the bank holidays of {whose}. {found.provision.capitalize()} does "
        "not say whose."
    )
