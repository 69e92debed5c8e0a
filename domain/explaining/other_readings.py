"""What other dates people find for the same words: those that can be held in law, and errors."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from calendars.library import calendar
from domain.clocks.reckoned import Reckoning
from domain.counting import Unit, add, add_beginning_on
from domain.explaining.calendars_in_words import working_day_of
from domain.explaining.extensions_in_words import weeks_instead
from domain.rules.sources import Authority
from domain.wording import counted, day_in_words

# 5 working days are a week in ordinary speech, and bank holidays make that wrong.
_WORKING_DAYS_A_WEEK = 5
_ANY_UK = "any-uk"


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Another date for the same words (ISO), and how people come to it."""

    reading: str
    due_on: str
    sentence: str


def other_readings(reckoning: Reckoning) -> Iterator[OtherReading]:
    """Readings that somebody can hold in law and that give another date than ours.

    The bank holidays of any part of the United Kingdom, where the instrument defines a working day
    by them and names no part.
    """
    found, amount = working_day_of(reckoning.rule), reckoning.due.amount
    if found is None or found.names_jurisdiction or reckoning.rule.calendar == _ANY_UK:
        return
    if amount is None or not _counts_working_days(reckoning):
        return
    any_uk = calendar(_ANY_UK)
    if reckoning.limit.beginning_on_start:
        other = add_beginning_on(reckoning.origin.on, amount, any_uk)
    else:
        other = add(reckoning.origin.on, -amount if reckoning.limit.before else amount, any_uk)
    if other != reckoning.clock.due_on:
        yield OtherReading(
            "bank holidays of any part of the United Kingdom",
            other.isoformat(),
            "Counted without the bank holidays of any part of the United Kingdom: "
            f"{day_in_words(other)}.",
        )


def common_errors(reckoning: Reckoning) -> Iterator[OtherReading]:
    """Dates that are printed elsewhere and are not the law: working days counted as weeks (20 as 28
    days or 4 weeks, 65 as 13 weeks), bank holidays included."""
    if reckoning.rule.authority is Authority.LOCAL:
        return
    extended = weeks_instead(reckoning)
    if extended is not None and reckoning.clock.open and not reckoning.due.agreements:
        words, other = extended
        yield OtherReading(
            f"an extension of {words}",
            other.isoformat(),
            f"An extension counted as {words} in all: {day_in_words(other)}.",
        )
    amount = reckoning.due.amount
    if amount is None or not _counts_working_days(reckoning):
        return
    weeks, rest = divmod(amount.number, _WORKING_DAYS_A_WEEK)
    other = reckoning.origin.on + timedelta(weeks=-weeks if reckoning.limit.before else weeks)
    if not rest and other != reckoning.clock.due_on:
        words = f"{counted(weeks, 'week')} ({weeks * 7} days)"
        yield OtherReading(
            words,
            other.isoformat(),
            f"Counted as {words}, bank holidays included: {day_in_words(other)}.",
        )


def _counts_working_days(reckoning: Reckoning) -> bool:
    """Whether the date is that of an amount of working days, counted out."""
    due = reckoning.due
    if due.sooner or due.was_set or due.amount is None:
        return False
    return due.amount.unit is Unit.WORKING_DAYS and due.amount.number > 0
