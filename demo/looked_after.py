"""Children looked after: who comes into care, for how long, and all that follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from demo import lateness
from demo.child_protection import record_conference_story
from demo.diary import days_after, on_or_before, working_days_after
from demo.missing import FROM_AGE, record_missing_episodes
from demo.people import business_support, next_social_worker, team_around
from demo.placements import record_placements, record_visits
from demo.plans import record_leaving_assessment, record_plans, record_updates
from demo.quality_alerts import record_alerts
from demo.review_diary import ReviewDiary
from demo.reviews import ReviewChain
from demo.timeline import Spell, Timeline
from domain.case.events import Event
from domain.counting import add_months

# A county of 700: about 250 come into care and 250 leave in a year.
ENTRIES_A_YEAR: Final = 250
HISTORY_YEARS: Final = 3
LONGEST_STAY_YEARS: Final = 6
# The demonstration's own shares.
STAYS_SHORT: Final = 0.22
RETURNS: Final = 0.10
SHORT_BREAKS: Final = 0.025
# Of those who come into care how many are under a child protection plan by then.
PROTECTED: Final = 0.1
# How many days before that the referral came.
REFERRED_BEFORE: Final = (50, 110)
SIBLINGS: Final = ((1, 78), (2, 15), (3, 7))

FIRST_NUMBER: Final = 10001
# The demonstration's own: of the decisions to cease, how many the record shows approved.
CEASING_APPROVED: Final = 0.95
# Police protection is over in 72 hours: see ``emergencies``.
_ENTRY_STATUS: Final = ("V2", "C1", "V2", "J1")
_ENTRY_WEIGHTS: Final = (52, 38, 5, 5)
_REASONS: Final = ("returned home", "adopted", "special guardianship", "moved on")


@dataclass(frozen=True, slots=True)
class Child:
    """A child who is or was in care. Brothers and sisters share the seed and the dates."""

    born: date
    stays: tuple[tuple[date, date], ...]
    short_breaks: bool
    seed: int


def looked_after_cases(random: Random, as_of: date) -> Iterator[list[Event]]:
    """The events of each child in care on ``as_of``, or in the three years before it.

    The records begin three years before ``as_of``. Of a child who was in care by then they
    say just that, and what has happened since.
    """
    oldest = add_months(as_of, -12 * HISTORY_YEARS)
    number = FIRST_NUMBER
    for child in _children(random, as_of):
        if child.stays[-1][1] > oldest:
            yield _events_of(child, str(number), as_of, oldest)
            number += 1


def _children(random: Random, as_of: date) -> Iterator[Child]:
    days = 365 * (LONGEST_STAY_YEARS + HISTORY_YEARS)
    sizes, weights = zip(*SIBLINGS, strict=True)
    mean_size = sum(size * weight for size, weight in SIBLINGS) / sum(weights)
    families = round(ENTRIES_A_YEAR * days / 365 / mean_size / (1 + RETURNS))
    for came_on in sorted(days_after(as_of, -random.randint(0, days)) for _ in range(families)):
        size = random.choices(sizes, weights)[0]
        seed, short_breaks = random.getrandbits(48), size == 1 and random.random() < SHORT_BREAKS
        length, gap, second = _stay(random), random.randint(30, 400), _stay(random)
        returns = random.random() < RETURNS
        for _ in range(size):
            born = days_after(came_on, -random.randint(3, round(365.25 * 16.5)))
            stays = _stays(came_on, born, (length, gap, second) if returns else (length,), as_of)
            yield Child(born, stays, short_breaks, seed)


def _stay(random: Random) -> int:
    """How many days a stay in care lasts."""
    if random.random() < STAYS_SHORT:
        return random.randint(6, 300)
    return round(random.triangular(600, 365 * LONGEST_STAY_YEARS, 1250))


def _stays(
    came_on: date, born: date, lengths: tuple[int, ...], as_of: date
) -> tuple[tuple[date, date], ...]:
    grown_up = add_months(born, 18 * 12)
    first_end = min(days_after(came_on, lengths[0]), grown_up)
    stays = [(came_on, first_end)]
    if len(lengths) > 1:
        back_on = days_after(first_end, lengths[1])
        if back_on < days_after(grown_up, -90) and back_on <= as_of:
            stays.append((back_on, min(days_after(back_on, lengths[2]), grown_up)))
    return tuple(stays)


def _events_of(child: Child, case: str, as_of: date, oldest: date) -> list[Event]:
    random = Random(child.seed)
    timeline = Timeline(case, as_of)
    timeline.record("born", child.born)
    for start, end in child.stays:
        if end > oldest:
            spell = Spell(timeline, max(start, oldest), end)
            _record_stay(spell, child, random, already=start < oldest)
    _record_protection(timeline, child, oldest)
    return timeline.events()


def _record_protection(timeline: Timeline, child: Child, oldest: date) -> None:
    """Of some children the enquiry and the plan that came before care, and go on in it."""
    # From numbers of the family's own: brothers and sisters are under plans together.
    random = Random(f"{child.seed} protection")
    came_on, _ = child.stays[0]
    opened_on = on_or_before(days_after(came_on, -random.randint(*REFERRED_BEFORE)))
    protected = random.random() < PROTECTED and not child.short_breaks
    if protected and max(oldest, child.born) < opened_on:
        timeline.assign(opened_on, team_around(random, "conference_chair"))
        record_conference_story(timeline, random, opened_on)


def _record_stay(spell: Spell, child: Child, random: Random, *, already: bool) -> None:
    iro, *team_others = team_around(random, "iro")
    team = iro.team
    support = business_support(random, team)
    status = _record_status(spell, child, random)
    if already:
        spell.record(
            "became_looked_after", spell.start, legal_status=status, already_looked_after=True
        )
        spell.assign(spell.start, [iro, *team_others, support])
    else:
        spell.record("became_looked_after", spell.start, legal_status=status)
        spell.assign(spell.start, [*team_others, support])
    moves: list[date] = []
    if child.short_breaks:
        spell.record("short_break_started", spell.start)
        record_visits(spell, random, long_term=False)
    else:
        moves = record_placements(spell, random, already=already)
    diary = ReviewDiary(spell, random, moves, iro)
    reviews = ReviewChain(
        spell, random, child.born, diary, short_breaks=child.short_breaks, already=already
    )
    reviews.record()
    _record_health(spell, child, random, already=already)
    # From numbers of their own, so that a change to them leaves the rest of the county.
    others = Random(f"{child.seed} {spell.timeline.case} {spell.start}")
    if child.short_breaks:
        record_updates(spell, others, reviews.held)
    else:
        record_plans(spell, others, child.born, reviews.held, already=already)
        record_alerts(spell, team, reviews.held)
        record_leaving_assessment(spell, others, child.born)
    moved_on = days_after(spell.start, random.randint(200, 1500))
    if not spell.is_over_by(moved_on):
        spell.assign(moved_on, [next_social_worker(random, team)])
    if days_after(child.born, round(FROM_AGE * 365.25)) < spell.end and not child.short_breaks:
        since = max(spell.start, add_months(child.born, FROM_AGE * 12))
        record_missing_episodes(Spell(spell.timeline, since, spell.end), random)
    spell.timeline.record("ceased_looked_after", spell.end, reason=random.choice(_REASONS))
    _record_approval(spell)


def _record_approval(spell: Spell) -> None:
    """The approval of the decision to cease, which most records show."""
    # Numbers of their own, so that a change to them leaves the rest of the county.
    random = Random(f"{spell.timeline.case} {spell.end}")
    if random.random() < CEASING_APPROVED:
        approved_on = on_or_before(days_after(spell.end, -random.randint(1, 6)))
        spell.record("ceasing_approved", max(approved_on, spell.start))


def _record_status(spell: Spell, child: Child, random: Random) -> str:
    """The legal status on coming into care; records the full care order that may follow."""
    if child.short_breaks:
        return random.choice(("V3", "V4"))
    status = random.choices(_ENTRY_STATUS, _ENTRY_WEIGHTS)[0]
    ordered_on = days_after(spell.start, random.randint(150, 260))
    if status == "C1":
        spell.record("legal_status_changed", ordered_on, legal_status="C2")
    return status


def _record_health(spell: Spell, child: Child, random: Random, *, already: bool) -> None:
    if already:
        seen_on = working_days_after(spell.start, random.randint(5, 240))
    else:
        seen_on = lateness.INITIAL_HEALTH.done_on(random, spell.start, spell.as_of)
    while not spell.is_over_by(seen_on):
        spell.record("health_assessment_completed", seen_on)
        months = 12 if seen_on >= add_months(child.born, 5 * 12) else 6
        seen_on = working_days_after(add_months(seen_on, months), random.randint(-15, -2))
