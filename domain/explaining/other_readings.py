"""What another reading of the same words would give, where it gives another date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from calendars.library import calendar
from domain.clocks.reckoned import Reckoning
from domain.counting import Unit, add
from domain.wording import day_in_words

# 5 working days are a week in ordinary speech; a calendar without bank holidays reads it so.
_WORKING_DAYS_A_WEEK = 5


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Another reading and the date it gives (ISO)."""

    reading: str
    due_on: str
    sentence: str


def other_readings(reckoning: Reckoning) -> Iterator[OtherReading]:
    """Readings that people use and that give another date than ours.

    Working days counted as weeks (20 as 28 days, 65 as 13 weeks), and the bank holidays of any
    part of the United Kingdom, which the regulations on complaints leave open.
    """
    amount = reckoning.due.amount
    if (
        reckoning.due.sooner
        or amount is None
        or amount.unit is not Unit.WORKING_DAYS
        or amount.number == 0
    ):
        return
    anchor, due_on = reckoning.origin.on, reckoning.clock.due_on
    backwards = bool(reckoning.limit.before)
    signed = -amount if backwards else amount
    if amount.number % _WORKING_DAYS_A_WEEK == 0:
        weeks = signed.number // _WORKING_DAYS_A_WEEK
        other = anchor + timedelta(weeks=weeks)
        if other != due_on:
            words = f"{abs(weeks)} weeks ({abs(weeks) * 7} days)"
            yield OtherReading(
                words,
                other.isoformat(),
                f"Counted as {words}, bank holidays included: {day_in_words(other)}.",
            )
    if reckoning.rule.calendar != "any-uk":
        other = add(anchor, signed, calendar("any-uk"))
        if other != due_on:
            yield OtherReading(
                "bank holidays of any part of the United Kingdom",
                other.isoformat(),
                "Counted without the bank holidays of any part of the United Kingdom: "
                f"{day_in_words(other)}.",
            )
