"""From the events of a case to its clocks: the one function that everything else serves."""

from collections.abc import Iterable, Mapping

from calendars.working_days import WorkingDayCalendar
from domain.case.events import Event
from domain.case.history import History
from domain.case.trust import Trust
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.clock import Clock
from domain.clocks.endings import find_ending
from domain.clocks.evidence import (
    Evidence,
    can_be_evidenced,
    may_have_been_done_in_time,
    usual_trust,
)
from domain.clocks.reckoned import Reckoning
from domain.clocks.reckoning import keep_evidence, reckon
from domain.clocks.starts import starts_of
from domain.rules.rule import Rule
from domain.rules.rulebooks import Rulebook

Calendars = Mapping[str, WorkingDayCalendar]


def schedule(
    events: Iterable[Event],
    rulebook: Rulebook,
    calendars: Calendars,
    evidence: Evidence,
    trust: Trust | None = None,
) -> list[Clock]:
    """Every clock that the events of one case set, in the order of the rulebook.

    ``events`` may come in any order, with duplicates, corrections and removals; the answer is
    the same. ``calendars`` holds every calendar that the rules name, ``evidence`` what each return
    can show: a duty that a return starts and cannot show as done has no clock. ``trust`` is the
    order in which sources are trusted, the usual one where none is given: what several of them tell
    is one fact. Pure: no wall clock, no database. What had happened by a past day is asked by
    passing the events up to that day.
    """
    return [found.clock for found in reckon_case(events, rulebook, calendars, evidence, trust)]


def reckon_case(
    events: Iterable[Event],
    rulebook: Rulebook,
    calendars: Calendars,
    evidence: Evidence,
    trust: Trust | None = None,
) -> list[Reckoning]:
    """The clocks of a case with the counting behind each, for explanations."""
    trust = usual_trust(evidence) if trust is None else trust
    case = CaseSoFar(History(events, rulebook.stays, trust), rulebook, calendars)
    told = set(case.history.facts)
    found: list[Reckoning] = []
    for rule in rulebook.in_order:
        if not rule.triggers or not rule.triggers.isdisjoint(told):
            clocks = _clocks_of(rule, case, evidence)
            case.keep(rule.id, clocks)
            found.extend(clocks)
    agreement = case.history.agreement
    if agreement.sources:
        for one in found:
            keep_evidence(one, agreement)
    return found


def _clocks_of(rule: Rule, case: CaseSoFar, evidence: Evidence) -> list[Reckoning]:
    """The clocks of one rule, the starts taken in order so that each end is used as it should."""
    clocks: list[Reckoning] = []
    used: set[int] = set()
    lineage: str | None = None
    previous_position = -1
    moved = False
    for started in starts_of(rule, case):
        if not (started.continues or moved):
            lineage = None
        event = started.fact.event
        if event.source in evidence and not can_be_evidenced(
            started.ends or rule.ends, event, case.history, evidence
        ):
            continue
        ending = find_ending(rule, started, case, after=previous_position, used=used)
        if started.arises and ending.on is not None and ending.on < started.on:
            continue  # it was done, or fell away, before the duty arose
        reckoning = reckon(rule, started, ending, case, lineage=lineage, before=clocks)
        if reckoning is None:
            continue
        clock = reckoning.clock
        lineage, moved = clock.lineage, ending.moved_on is not None
        late = reckoning.done is not None and reckoning.done.on > clock.due_on
        if not (late and may_have_been_done_in_time(reckoning, case.history.agreement, evidence)):
            clocks.append(reckoning)
        if started.superseded_on is None:
            previous_position = started.fact.position
            if ending.done is not None:
                used.add(ending.done.position)
    return clocks
