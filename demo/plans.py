"""What else is owed to a child in care: plans, dental checks, schooling, getting ready to leave."""

from datetime import date
from random import Random
from typing import Final

from demo import lateness
from demo.diary import days_after, working_days_after
from demo.timeline import Spell
from domain.counting import add_months

# The demonstration's own shares.
PLAN_BEFORE_REVIEW: Final = 0.94
PERMANENCE_LATE: Final = 0.05
DENTAL_LATE: Final = 0.08
ASSESSMENT_LATE: Final = 0.07
SDQ_LATE: Final = 0.04
PERMANENCE_ACHIEVED: Final = 0.7

_PLANS: Final = ("long-term fostering", "return home", "special guardianship", "adoption")
_PLAN_WEIGHTS: Final = (45, 25, 18, 12)

SCHOOL_FROM_AGE: Final = 3
SDQ_FROM_AGE: Final = 4
LEAVING_AGE: Final = 16
COUNTS_FROM_AGE: Final = 14
WEEKS_IN_CARE: Final = 13

# The day on which each review was held and the day on which it was complete.
Reviews = list[tuple[date, date]]


def record_plans(
    spell: Spell, random: Random, born: date, reviews: Reviews, *, already: bool
) -> None:
    """Record the plans of one spell in care, what each review asks for, and the dental checks."""
    if not already:
        spell.record(
            "care_plan_recorded", lateness.CARE_PLAN.done_on(random, spell.start, spell.as_of)
        )
        _record_permanence(spell, random, reviews)
    record_updates(spell, random, reviews)
    _record_education(spell, random, born, reviews)
    _record_dental_checks(spell, random)
    _record_questionnaires(spell, random, born)


def record_updates(spell: Spell, random: Random, reviews: Reviews) -> None:
    """Record the care plan that is brought up to date after each review."""
    for _, completed in reviews:
        spell.record(
            "care_plan_recorded", lateness.CARE_PLAN_UPDATED.done_on(random, completed, spell.as_of)
        )


def record_leaving_assessment(spell: Spell, random: Random, born: date) -> None:
    """The assessment of a young person who turns sixteen in care, or is eligible after that."""
    counted_from = max(spell.start, add_months(born, COUNTS_FROM_AGE * 12))
    eligible_on = max(
        add_months(born, LEAVING_AGE * 12), days_after(counted_from, 7 * WEEKS_IN_CARE)
    )
    if eligible_on >= spell.end:
        return
    late = random.random() < ASSESSMENT_LATE
    taken = random.randint(95, 140) if late else random.randint(20, 85)
    # It is owed to one who has left care meanwhile, too: here it is made before they leave.
    made_on = min(days_after(eligible_on, taken), days_after(spell.end, -1))
    spell.record("pathway_assessment_completed", made_on)


def _record_permanence(spell: Spell, random: Random, reviews: Reviews) -> None:
    if not reviews:
        return
    first_held = reviews[0][0]
    due = add_months(first_held, 3)
    if random.random() < PERMANENCE_LATE:
        agreed_on = working_days_after(due, lateness.late_by(random, 30))
    else:
        agreed_on = working_days_after(due, -random.randint(2, 45))
    # Numbers of their own, so that a change to them leaves the rest of the county.
    own = Random(f"{spell.timeline.case} {spell.start} permanence")
    plan = own.choices(_PLANS, _PLAN_WEIGHTS)[0]
    spell.record("permanence_plan_agreed", agreed_on, plan=plan)
    if own.random() < PERMANENCE_ACHIEVED:
        spell.record("permanence_achieved", days_after(agreed_on, own.randint(60, 540)), plan=plan)


def _record_education(spell: Spell, random: Random, born: date, reviews: Reviews) -> None:
    at_school_on = max(spell.start, add_months(born, SCHOOL_FROM_AGE * 12))
    previous = spell.start
    for held, _ in reviews:
        made_on = working_days_after(held, -random.randint(2, 9))
        if random.random() >= PLAN_BEFORE_REVIEW:
            made_on = working_days_after(held, random.randint(1, 12))
        if max(previous, at_school_on) < made_on:
            spell.record("pep_completed", made_on)
        previous = held


def _record_questionnaires(spell: Spell, random: Random, born: date) -> None:
    """The questionnaire of strengths and difficulties, once in each whole year in care."""
    year = spell.start.year if spell.start <= date(spell.start.year, 4, 1) else spell.start.year + 1
    while not spell.is_over_by(begins := date(year, 4, 1)):
        late = random.random() < SDQ_LATE
        taken = random.randint(366, 420) if late else random.randint(20, 350)
        if add_months(born, SDQ_FROM_AGE * 12) < date(year + 1, 4, 1):
            spell.record("sdq_completed", days_after(begins, taken), score=random.randint(2, 28))
        year += 1


def _record_dental_checks(spell: Spell, random: Random) -> None:
    checked_on = working_days_after(spell.start, random.randint(10, 120))
    while not spell.is_over_by(checked_on):
        spell.record("dental_check_completed", checked_on)
        due = add_months(checked_on, 12)
        if random.random() < DENTAL_LATE:
            checked_on = working_days_after(due, lateness.late_by(random, 40))
        else:
            checked_on = working_days_after(due, -random.randint(2, 40))
