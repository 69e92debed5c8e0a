"""What must hold of every answer of a reader, whatever it was fed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache

from calendars.library import CalendarError, calendar
from domain.case.events import Event
from domain.clocks.schedule import Calendars, schedule
from domain.errors import ProblemError
from domain.rules.rulebooks import Rulebook, calendars_needed
from intake.accounting import Fate, account, highest
from intake.catalogue import evidence_of_returns
from intake.keys import content_digest
from intake.other_files.rule_files import read_rulebook
from intake.reading import Reading, Refusal
from tests.fuzz.odd_values import CANARY_MARKS

_PROFILE = "leicestershire"


def check_reading(reading: Reading, *, corrects: bool, canaries: bool) -> Iterator[str]:
    """What is wrong with a reading; nothing where it is as it should be.

    ``corrects`` as in ``engine.importing``. With ``canaries`` no value of a row may stand in
    what is said of it.
    """
    yield from _rows_not_accounted_for(reading, corrects=corrects)
    yield from _refused_without_a_word(reading)
    if canaries:
        yield from _canaries_told([*reading.refusals, *reading.warnings])
        yield from _canaries_kept(reading)
    yield from check_events(read.event for read in reading.events)


def check_problem(problem: ProblemError) -> Iterator[str]:
    """What is wrong with a refusal of everything that was given."""
    if _has_canary(problem.message, problem.remedy):
        yield f"{problem.code} repeats a value"


def check_events(events: Iterable[Event]) -> Iterator[str]:
    """What is wrong with events: one that cannot be stored, a case that breaks the schedule."""
    cases: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        cases[event.source, event.case].append(event)
        for text in _texts(event):
            if not _can_be_stored(text):
                yield f"{event.type} holds a text that no database takes"
    rulebook, calendars = _rulebook()
    for told in cases.values():
        # A date beyond the calendars: the case is set aside and told of.
        with suppress(CalendarError):
            schedule(told, rulebook, calendars, evidence_of_returns())


def _rows_not_accounted_for(reading: Reading, *, corrects: bool) -> Iterator[str]:
    known: dict[tuple[str, str], str] = {}
    fates: list[tuple[int, Fate]] = []
    made: Counter[int] = Counter()
    for read in reading.events:
        key, digest = (read.event.source, read.event.id), content_digest(read.event)
        before = known.setdefault(key, digest)
        if before is digest:
            fate = Fate.MADE
            made[read.row] += 1
        elif before == digest:
            fate = Fate.UNCHANGED
        else:
            fate = Fate.CORRECTED if corrects else Fate.QUARANTINED
        fates.append((read.row, fate))
    for line in account(reading, highest(fates), made):
        if line.accounted_for != line.rows_read:
            yield f"{line.table}: {line.rows_read - line.accounted_for} rows not accounted for"


def _refused_without_a_word(reading: Reading) -> Iterator[str]:
    said = {refusal.code for refusal in reading.refusals}
    for code in {row.refused for row in reading.rows if row.refused} - said:
        yield f"rows are refused for {code}, which no refusal names"


def _canaries_told(refusals: Iterable[Refusal]) -> Iterator[str]:
    for told in {(each.code, each.message, each.remedy, each.column or "") for each in refusals}:
        if _has_canary(*told):
            yield f"{told[0]} repeats a value"


def _canaries_kept(reading: Reading) -> Iterator[str]:
    for read in reading.events:
        event = read.event
        if _has_canary(event.type, *map(str, event.attributes.values()), *event.attributes):
            yield f"{event.type} keeps a name and address"


def _has_canary(*texts: str) -> bool:
    return any(mark in text.lower() for text in texts for mark in CANARY_MARKS)


def _texts(event: Event) -> Iterator[str]:
    yield from (event.source, event.id, event.case, event.type)
    yield from (text for text in (event.corrects, event.voids) if text is not None)
    yield from (value for value in event.attributes.values() if isinstance(value, str))


def _can_be_stored(text: str) -> bool:
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


@cache
def _rulebook() -> tuple[Rulebook, Calendars]:
    rulebook = read_rulebook(_PROFILE)
    return rulebook, {name: calendar(name) for name in calendars_needed(rulebook.rules.values())}
