"""What each source tells: how many facts of a kind, and from which day to which."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.case.agreed_facts import AgreedFact
from domain.case.event_types import EVENT_TYPES
from domain.case.events import Event
from domain.measures.record import Record
from domain.wording import event_in_words
from reports.findings import Findings
from reports.parts import counts, days
from reports.report import Column, Table

# Whatever a source may tell; who is responsible is each system's own business.
EVENTS = tuple(name for name in EVENT_TYPES if name not in {"responsible_assigned", "event_voided"})


@dataclass(slots=True)
class Told:
    """How many facts of one kind a source tells, and the first and the last day of them."""

    facts: int
    first: date
    last: date


Window = dict[tuple[str, str], Told]


def facts_of(record: Record) -> Iterator[tuple[Event, AgreedFact | None]]:
    """The facts of a case, with what each source says where several tell it."""
    for name in EVENTS:
        for event in record.of_type(name):
            yield event, record.agreed(event)


def told_of(findings: Findings) -> Window:
    """What each source tells of each kind, up to the as-at day, by source and type."""
    found: Window = {}
    for record in findings.records.values():
        for event, fact in facts_of(record):
            for one in fact.evidence if fact else (event,):
                if one.on > findings.as_at:
                    continue
                so_far = found.get((one.source, event.type))
                if so_far is None:
                    found[one.source, event.type] = Told(1, one.on, one.on)
                else:
                    so_far.facts += 1
                    so_far.first = min(so_far.first, one.on)
                    so_far.last = max(so_far.last, one.on)
    return found


def could_have_told(source: str, event: Event, told: Window, findings: Findings) -> bool:
    """Whether a source that tells of the case would have told a fact, had it happened.

    It tells every fact of the kind, and not only the latest, and of days before and after. Where
    what was imported is about certain days it is of one of them: a return also tells what began
    before its year and went on into it, and nothing else of that time.
    """
    known, of_return = told.get((source, event.type)), findings.evidence.get(source)
    if known is None or not known.first <= event.on <= known.last:
        return False
    if of_return is not None and of_return.tells_only_the_latest(event.type):
        return False
    about = [one for one in findings.covered.get(source, ()) if event.type in one.since]
    return not about or any(one.covers(event) for one in about)


def table(told: Window) -> Table:
    """What each source tells, by source and kind."""
    return Table(
        "What each source tells",
        (Column("Source"), Column("Kind of fact"), counts("Facts"), days("First"), days("Last")),
        tuple(
            (source, event_in_words(name), one.facts, one.first, one.last)
            for (source, name), one in sorted(told.items())
            if name != "born"
        ),
        note="Up to the as-at day. That a source says nothing of a day outside its first and last "
        "is no difference.",
    )
