"""Which sources tell a fact, and where they differ, in plain sentences."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from domain.case.agreed_facts import Agreement, Difference
from domain.case.events import Event
from domain.clocks.reckoned import Reckoning
from domain.wording import code_in_words, day_in_words, event_in_words, instant_in_words, short_day


def evidence_in_words(reckoning: Reckoning) -> Iterator[str]:
    """Say who tells the start and the end of a clock. Says nothing where all is of one source."""
    if reckoning.told is None:
        return
    yield from _of("start", reckoning.started.fact.event, reckoning.told)
    if reckoning.done is not None:
        yield from _of("end", reckoning.done, reckoning.told)


def difference_in_words(difference: Difference) -> str:
    """``On the day, ssda903 says 3 June 2025, mosaic 4 June 2025: mosaic counts.``"""
    counting, *others = difference.said
    counts, _ = counting
    (first, value), *more = (*others, counting)
    parts = [f"{first} says {value_in_words(value)}"]
    parts += [f"{source} {value_in_words(value)}" for source, value in more]
    return f"On the {code_in_words(difference.what)}, {', '.join(parts)}: {counts} counts."


def value_in_words(value: Any) -> str:
    """What a source says, for people to read."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return instant_in_words(value)
    return short_day(value) if isinstance(value, date) else code_in_words(str(value))


def _of(role: str, event: Event, told: Agreement) -> Iterator[str]:
    what = f"The {role}, {event_in_words(event.type)} on {day_in_words(event.on)}"
    fact = told.agreed.get((event.source, event.id))
    if fact is None:
        yield f"{what}: told only by {event.source}."
        return
    words = [f"{what}: told by {_listed(one.source for one in fact.evidence)}."]
    words += [difference_in_words(one) for one in fact.differences]
    words += [f"Only {source} says the {code_in_words(name)}." for name, source in fact.taken]
    yield " ".join(words)


def _listed(sources: Iterator[str]) -> str:
    *first, last = dict.fromkeys(sources)
    return f"{', '.join(first)} and {last}" if first else last
