"""The children that complaints concern: kept by a reference, found whenever they are asked for.

What an event says of the child is a reference that stands for a number. Which case has that number
is worked out when it is asked, so that a child who arrives later, and cases that are joined or
parted, need nothing to be put right.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from domain.case.concerned import (
    CHILD_CONCERNED,
    ChildNamed,
    NoChildBecause,
    Numberings,
    child_concerned,
)
from domain.case.corrections import standing
from domain.case.events import Event
from domain.case.of_children import tells_of_a_child, tells_of_no_child
from engine.joining import chosen_in_force, groups_in_force
from engine.sources_apart import sources_of_children
from intake.reading import Reading
from store.database import Database
from store.unit_of_work import UnitOfWork


def keep_child_numbers(database: Database, reading: Reading, new_ref: Callable[[], str]) -> None:
    """Put a reference in the place of each child's number in the events of a reading.

    The same number of the same source has the same reference for ever, so that an event that is
    read again says the same again.
    """
    naming = [
        (place, read)
        for place, read in enumerate(reading.events)
        if CHILD_CONCERNED in read.event.attributes
    ]
    if not naming:
        return
    keys = [(read.event.source, read.event.attributes[CHILD_CONCERNED]) for _, read in naming]
    with database.unit_of_work() as work:
        refs = work.concerned.refs_for(sorted(set(keys)), new_ref)
    for (place, read), key in zip(naming, keys, strict=True):
        said = {**read.event.attributes, CHILD_CONCERNED: refs[key]}
        reading.events[place] = replace(read, event=replace(read.event, attributes=said))


def note_cases_of_no_child(work: UnitOfWork, added: Sequence[Event]) -> None:
    """Keep which cases tell of a complaint, a carer or an adopter and of no child, from events
    that were just stored."""
    cases = {event.case for event in added}
    looked_at = {event.case for event in added if tells_of_no_child(event.type)}
    looked_at |= work.joins.of_no_child(cases)
    if looked_at:
        told = work.events.types_told(looked_at)
        work.joins.note_no_children(
            {ref: not any(tells_of_a_child(name) for name in told[ref]) for ref in looked_at}
        )


def numberings_in_force(work: UnitOfWork) -> Numberings:
    """Which sources call the same child by the same number, as the cases were last joined by."""
    return Numberings(
        group_of=groups_in_force(work),
        chosen=chosen_in_force(work),
        of_children=sources_of_children(work),
    )


def children_concerned(
    work: UnitOfWork, complaint: Sequence[str], numberings: Numberings
) -> list[str | NoChildBecause]:
    """The children that a case concerns, given the references that lead to it: the living case of
    each, or why it cannot be told. Empty for a case that names none."""
    named = _named_in(work, complaint)
    return [found for _, found in _found(work, work.concerned.named(named), numberings)]


def complaints_concerning(
    work: UnitOfWork, child: Sequence[str], numberings: Numberings
) -> list[str]:
    """The complaints that concern a child, given the references that lead to its case, its own
    first."""
    subjects = {subject for _, subject in work.cases.subjects(child).values()}
    meant = {
        one.ref
        for one, found in _found(work, work.concerned.numbered(subjects), numberings)
        if found == child[0]
    }
    if not meant:
        return []
    told = work.events.of_cases(work.events.cases_concerning(CHILD_CONCERNED, meant))
    return sorted(case for case, events in told.items() if meant & _names(events))


def _named_in(work: UnitOfWork, refs: Sequence[str]) -> list[str]:
    told = work.events.of_cases(refs[:1])
    return sorted(_names(event for events in told.values() for event in events))


def _names(events: Iterable[Event]) -> set[str]:
    return {
        event.attributes[CHILD_CONCERNED]
        for event in standing(events)
        if CHILD_CONCERNED in event.attributes
    }


def _found(
    work: UnitOfWork, named: Sequence[ChildNamed], numberings: Numberings
) -> list[tuple[ChildNamed, str | NoChildBecause]]:
    numbers = work.joins.called({one.subject for one in named})
    lives_as = work.cases.living(number.ref for number in numbers)
    return [(one, child_concerned(one, numbers, numberings, lives_as)) for one in named]
