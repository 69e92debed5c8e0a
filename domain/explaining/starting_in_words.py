"""What began a clock, in plain sentences."""

from collections.abc import Iterator
from datetime import date

from domain.clocks.reckoned import Reckoning
from domain.counting import birthday
from domain.rules.rulebooks import Rulebook
from domain.wording import day_in_words, event_in_words, short_day


def starting_in_words(reckoning: Reckoning, rulebook: Rulebook) -> Iterator[str]:
    """Say which event began the clock and, where the duty is not of that day, from when it is."""
    event = reckoning.started.fact.event
    yield (
        f"Started by: {event_in_words(event.type)} on {day_in_words(event.on)} "
        f"(event {event.id} from {event.source})."
    )
    held_on, passed = event.attributes.get("held_on"), event.attributes.get("limit_passed")
    if isinstance(held_on, date):
        yield f"The review was held in two parts, the first on {day_in_words(held_on)}."
    if passed:
        yield (
            f"The stay that began on {day_in_words(event.attributes['stay_began_on'])} passed the "
            f"limit of {passed} that day. The rules for such stays no longer apply to it, and the "
            "ordinary ones do."
        )
    if not reckoning.started.arises:
        return
    rule = reckoning.rule
    if any(start.breach_of for start in rule.starts):
        yield _breach(reckoning, rulebook)
    elif term := reckoning.started.term:
        yield f"The duty arises on {day_in_words(reckoning.started.on)}."
        yield f"{term.name} runs from {day_in_words(term.begins)} to {day_in_words(term.ends)}."
    elif reckoning.started.repeats:
        begins_on = day_in_words(reckoning.started.on)
        yield f"The duty comes round each year: this one begins on {begins_on}."
    else:
        yield _birthday(reckoning)


def _birthday(reckoning: Reckoning) -> str:
    arises_on = reckoning.started.on
    start = next((one for one in reckoning.rule.starts if one.birthday), None)
    if start is None or start.birthday is None:
        return f"The duty arises on {day_in_words(arises_on)}."
    day = birthday(reckoning.started.fact.event.on, start.birthday)
    if arises_on == day or start.after is None:
        return f"The duty arises on {day_in_words(arises_on)}, at the age of {start.birthday}."
    return (
        f"The duty arises on {day_in_words(arises_on)}, the first day of eligibility. It asks for "
        f"{start.after.weeks} weeks in care since the age of {start.after.since_age} and for care "
        f"still, which did not hold at the age of {start.birthday}, on {day_in_words(day)}."
    )


def _breach(reckoning: Reckoning, rulebook: Rulebook) -> str:
    breach = next(start.breach_of for start in reckoning.rule.starts if start.breach_of)
    start = reckoning.started.fact.event.on
    last_day = reckoning.calendar.add_working_days(reckoning.started.on, -1)
    return (
        f"The {breach.working_days} working days from {short_day(start)} ended on "
        f"{day_in_words(last_day)} without: {rulebook.rule(breach.rule).title}. "
        "The duty arises on the next working day."
    )
