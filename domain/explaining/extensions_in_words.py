"""Extensions of a time limit: those that were agreed, and what one could still give."""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.case.events import Event
from domain.case.fact_names import attributes_of
from domain.clocks.reckoned import Reckoning
from domain.counting import Unit, add
from domain.days import day_of
from domain.rules.limits import Extension
from domain.wording import code_in_words, day_in_words, event_in_words

_WORKING_DAYS_A_WEEK = 5


def agreed_in_words(reckoning: Reckoning) -> Iterator[str]:
    """Say of each extension when it was made, why, by whom, and until when."""
    due, extension = reckoning.due, reckoning.limit.extension
    if due.first_on is None or extension is None:
        return
    yield f"First due {day_in_words(due.first_on)}."
    for agreement in due.agreements:
        yield _agreement(agreement, extension)
    most = f"{due.amount} {'more' if extension.on_top else 'in all'}"
    if due.too_long:
        yield f"That is later than may be agreed: the most is {most}, and that is the date."
    elif not due.was_set and extension.until:
        yield f"The record does not say until when, so the most that may be agreed counts: {most}."
    elif not due.was_set:
        yield f"It gives {most}."


def _agreement(agreement: Event, extension: Extension) -> str:
    said = agreement.attributes
    until = said.get(extension.until) if extension.until else None
    words = [
        f"Extended on {day_in_words(agreement.on)} ({event_in_words(agreement.type)}), in time"
    ]
    if until is not None:
        words.append(f"until {day_in_words(day_of(until))}")
    if "agreed_by" in said:
        words.append(f"agreed by: {code_in_words(said['agreed_by'])}")
    if "reason" in said:
        words.append(f"because: {code_in_words(said['reason'])}")
    return f"{', '.join(words)}."


def possible_in_words(reckoning: Reckoning, as_of: date) -> Iterator[str]:
    """Say what an extension would give, or that it is too late for one, where the law knows one."""
    clock, extension = reckoning.clock, reckoning.limit.extension
    if extension is None or extension.amount is None or clock.extended_on or not clock.open:
        return
    due = day_in_words(clock.due_on)
    if as_of > clock.due_on:
        yield f"No extension was agreed by {due}; one that is agreed later moves nothing."
        return
    counted_from = clock.due_on if extension.on_top else clock.counted_from
    longer = add(counted_from, extension.amount, reckoning.calendar)
    most = f"{extension.amount} {'more' if extension.on_top else 'in all'}"
    yield f"An extension that is agreed by {due} may give {most}, to {day_in_words(longer)}."


def weeks_instead(reckoning: Reckoning) -> tuple[str, date] | None:
    """An extension's working days counted as weeks, as people do, and the wrong date it gives."""
    extension = reckoning.limit.extension
    if extension is None or extension.amount is None:
        return None
    weeks, rest = divmod(extension.amount.number, _WORKING_DAYS_A_WEEK)
    if rest or extension.amount.unit is not Unit.WORKING_DAYS or extension.on_top:
        return None
    counted_from = reckoning.clock.counted_from
    other = counted_from + timedelta(weeks=weeks)
    if other == add(counted_from, extension.amount, reckoning.calendar):
        return None
    return f"{weeks} weeks", other


def lacking_in_words(agreements: tuple[Event, ...]) -> Iterator[str]:
    """What an extension must say and one of these does not, where its type can say it."""
    for agreement in agreements:
        known = attributes_of(agreement.type)
        lacking = [
            words
            for name, words in (("reason", "why"), ("agreed_by", "who agreed to it"))
            if name in known and name not in agreement.attributes
        ]
        if lacking:
            yield f"The record of the extension does not say {' or '.join(lacking)}, and it must."
