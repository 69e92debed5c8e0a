"""How a date was counted, step by step, in plain sentences."""

from collections.abc import Iterator
from datetime import datetime

from domain.clocks.reckoned import Reckoning
from domain.counting import Unit
from domain.days import LONDON
from domain.rules.rulebooks import Rulebook
from domain.wording import counted, day_in_words, event_in_words, exact_instant

_SECONDS_AN_HOUR = 3600
_ATTRIBUTES = {
    "meeting_at": "the time of the meeting",
    "received_on": "the day it was received",
    "aware_on": "the day the person first had notice of the matter",
    "start_on": "the later day that was agreed at the complainant's request",
}


def rule_in_words(rule_id: str, rulebook: Rulebook) -> str:
    """A rule by its title and its id."""
    return f"{rulebook.rule(rule_id).title} ({rule_id})"


def counting_in_words(reckoning: Reckoning, rulebook: Rulebook) -> Iterator[str]:
    """Say what was counted from, and which days counted and which did not."""
    yield from _counted_from(reckoning, rulebook)
    amount = reckoning.due.amount
    if reckoning.due.sooner:
        running_since = day_in_words(reckoning.due.sooner.started_on)
        yield (
            f"{amount} would end later. {rule_in_words(reckoning.due.sooner.rule, rulebook)} was "
            f"already running, from {running_since}, and its date is the sooner of the two."
        )
    elif reckoning.due.was_set or reckoning.limit.on_day:
        return
    elif amount is None and reckoning.limit.as_soon_as_practicable:
        yield from _floor(reckoning)
    elif amount is None:
        yield from _half_way(reckoning)
    elif amount.number:
        match amount.unit:
            case Unit.WORKING_DAYS:
                yield from _working_days(reckoning)
            case Unit.MONTHS:
                yield from _months(reckoning)
            case Unit.HOURS:
                yield from _hours(reckoning)
            case Unit.WEEKS | Unit.CALENDAR_DAYS:
                yield "Every day counts, weekends and bank holidays too."


def _counted_from(reckoning: Reckoning, rulebook: Rulebook) -> Iterator[str]:
    limit, anchor = reckoning.limit, reckoning.origin.at
    named = reckoning.origin.named
    if named is None or (limit.amount and limit.amount.number == 0):
        return
    when = exact_instant(anchor) if isinstance(anchor, datetime) else day_in_words(anchor)
    how = "Counted back from" if limit.before else "Counted from"
    if limit.halfway_to:
        how = "Half way is counted to"
    if named.attribute:
        what = _ATTRIBUTES.get(named.attribute, event_in_words(named.attribute))
        what = what if isinstance(anchor, datetime) else what.replace("the time", "the day")
        yield f"{how} {when}, {what}."
    elif named.opening:
        began = event_in_words(reckoning.started.period.opened_by or "")
        yield f"{how} {when}, when this began: {began}."
    elif named.end_of_term:
        yield f"{how} {when}, the end of the school term."
    elif reckoning.origin.due_of:
        other = rule_in_words(reckoning.origin.due_of, rulebook)
        what = "the end of the time before it" if named.previous else "the due date of"
        yield f"{how} {when}, {what}: {other}."


def _floor(reckoning: Reckoning) -> Iterator[str]:
    floor = reckoning.limit.not_before
    if floor is not None and floor.amount is not None:
        begins = day_in_words(reckoning.clock.started_on)
        yield f"{floor.amount} beginning with {begins} come first."


def _half_way(reckoning: Reckoning) -> Iterator[str]:
    days = (reckoning.origin.on - reckoning.clock.started_on).days
    lie = "lies" if days == 1 else "lie"
    middle = f"{counted(days, 'day')} {lie} between, and half of that is {days // 2}"
    yield f"{middle}." if days % 2 == 0 else f"{middle}; of the two middle days the earlier counts."


def _working_days(reckoning: Reckoning) -> Iterator[str]:
    start = reckoning.origin.on
    first, last = sorted([start, reckoning.clock.due_on])
    day = 1 if reckoning.limit.beginning_on_start else 0
    yield f"{day_in_words(start)} is day {day}."
    skipped = reckoning.calendar.workings(first, last)
    weekend = [item for item in skipped if item.why in ("Saturday", "Sunday")]
    if weekend:
        many = len(weekend) > 1
        yield (
            f"Not counted: {len(weekend)} Saturdays and Sundays."
            if many
            else (f"Not counted: {day_in_words(weekend[0].day)}.")
        )
    for item in skipped:
        if item not in weekend:
            yield f"Not counted: {day_in_words(item.day)}, {item.why}."


def _months(reckoning: Reckoning) -> Iterator[str]:
    start, due_on = reckoning.origin.on, reckoning.clock.due_on
    if reckoning.limit.beginning_on_start:
        yield (
            f"The time begins with {day_in_words(start)}, which counts as its first day, so it "
            "ends on the day before the same date."
        )
    elif due_on.day != start.day:
        yield (
            f"{due_on:%B %Y} has no day {start.day}, so its last day counts "
            "(the corresponding date rule)."
        )
    else:
        yield "Months run to the same date; every day counts."


def _hours(reckoning: Reckoning) -> Iterator[str]:
    anchor, due_at = reckoning.origin.at, reckoning.clock.due_at
    if not isinstance(anchor, datetime) or due_at is None:
        yield "Only the date is known, so whole days are counted, to the end of the last."
        yield from _spent(reckoning)
        return
    yield "Every hour counts, nights, weekends and bank holidays too."
    yield from _spent(reckoning)
    if anchor.astimezone(LONDON).utcoffset() != due_at.astimezone(LONDON).utcoffset():
        yield "The clocks change in between, so it ends at another time of day."


def _spent(reckoning: Reckoning) -> Iterator[str]:
    """What earlier stays had used of hours that are counted together."""
    if reckoning.due.spent is None:
        return
    hours = -int(-reckoning.due.spent.total_seconds() // _SECONDS_AN_HOUR)
    yield (
        f"In the {reckoning.limit.in_any_days} days on end before that, {counted(hours, 'hour')} "
        "had been spent already: all of them together count."
    )
