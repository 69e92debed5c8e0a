"""Where looked-after children live, and how often they are seen there."""

from datetime import date, timedelta
from random import Random
from typing import Final

from demo import lateness
from demo.diary import days_after, on_or_before
from demo.timeline import Spell
from domain.counting import add_months

# The demonstration's own shares.
UNPLANNED: Final = 0.12
VISITS_IN_TIME: Final = 0.96
LONG_TERM: Final = 0.85
WITH_PARENTS: Final = 0.03

FIRST_VISIT_DAYS: Final = 7
VISIT_DAYS: Final = 42
LONG_TERM_VISIT_MONTHS: Final = 3

_TYPES: Final = ("foster", "connected person", "residential home", "supported lodgings")
_TYPE_WEIGHTS: Final = (70, 16, 10, 4)
_MOVES: Final = ("planned move", "placement broke down", "carer gave notice")


def record_placements(spell: Spell, random: Random, *, already: bool) -> list[date]:
    """Record every placement of a spell; gives the dates of the unplanned moves.

    With ``already``, the child was placed before the records begin: that placement is not in
    them, only its visits and the moves that follow it.
    """
    unplanned_on: list[date] = []
    start = spell.start
    while not spell.is_over_by(start):
        first = start == spell.start
        days = _length(random, first)
        end = min(days_after(start, days), spell.end)
        if (spell.end - end).days < FIRST_VISIT_DAYS * 3:
            end = spell.end
        unplanned = not first and random.random() < UNPLANNED
        if unplanned:
            unplanned_on.append(start)
        long_term = (end - start).days > VISIT_DAYS * 4 and random.random() < LONG_TERM
        if first and already:
            record_visits(Spell(spell.timeline, start, end), random, long_term=False)
        else:
            _record_placement(spell, random, start, end, unplanned=unplanned, long_term=long_term)
        start = end
    return unplanned_on


def _length(random: Random, first: bool) -> int:
    if first:
        return random.randint(30, 300) if random.random() < 0.45 else random.randint(300, 2600)
    return random.randint(45, 400) if random.random() < 0.3 else random.randint(400, 2600)


def _record_placement(
    spell: Spell, random: Random, start: date, end: date, *, unplanned: bool, long_term: bool
) -> None:
    first = start == spell.start
    if not first:
        reason = random.choice(_MOVES[1:]) if unplanned else _MOVES[0]
        spell.record("placement_ended", start, reason=reason)
    with_parents = not long_term and random.random() < WITH_PARENTS
    kind = "parents" if with_parents else random.choices(_TYPES, _TYPE_WEIGHTS)[0]
    emergency = unplanned and random.random() < 0.5
    spell.record(
        "placement_started",
        start,
        type=kind,
        planned=not unplanned,
        emergency=emergency,
        long_term=long_term,
        with_parents=with_parents,
    )
    lived_in = Spell(spell.timeline, start, end)
    lived_in.record(
        "placement_plan_recorded", lateness.PLACEMENT_PLAN.done_on(random, start, spell.as_of)
    )
    if emergency:
        _record_emergency(lived_in, fostered=kind == "foster")
    record_visits(lived_in, random, long_term=long_term, with_parents=with_parents)


def _record_emergency(spell: Spell, *, fostered: bool) -> None:
    """The notice of an emergency placement, and the approval of a foster carer for this child."""
    # Numbers of their own, so that a change to them leaves the rest of the county.
    random = Random(f"{spell.timeline.case} {spell.start}")
    notified_on = lateness.PLACEMENT_NOTICE.done_on(random, spell.start, spell.as_of)
    spell.record("placement_notified", notified_on)
    if fostered:
        approved_on = lateness.FOSTER_APPROVAL.done_on(random, spell.start, spell.as_of)
        spell.record("foster_carer_approved", approved_on)


def record_visits(
    spell: Spell, random: Random, *, long_term: bool, with_parents: bool = False
) -> None:
    """Visits by the social worker: in the first week, each six weeks, later each three months.

    A child who lives with parents is seen every week.
    """
    a_year_on = add_months(spell.start, 12)
    previous, due = spell.start, days_after(spell.start, FIRST_VISIT_DAYS)
    while not spell.is_over_by(previous):
        if random.random() < VISITS_IN_TIME:
            early = random.randint(0, min(6, (due - previous).days - 2))
            visited_on = max(on_or_before(days_after(due, -early)), previous + timedelta(days=1))
        else:
            visited_on = days_after(due, lateness.late_by(random, 25))
        spell.record("child_visited", visited_on, seen_alone=random.random() < 0.9)
        previous = visited_on
        if long_term and visited_on > a_year_on:
            due = add_months(visited_on, LONG_TERM_VISIT_MONTHS)
        else:
            due = days_after(visited_on, FIRST_VISIT_DAYS if with_parents else VISIT_DAYS)
