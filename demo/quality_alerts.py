"""Quality alerts: what a reviewing officer finds good in a case, or has to have put right."""

from datetime import date
from random import Random
from typing import Final

from demo.diary import days_after, working_days_after
from demo.timeline import Spell

# The demonstration's own shares.
RAISED_AT_A_REVIEW: Final = 0.14
CONCERN: Final = 0.72
FORMAL: Final = 0.3
ANSWERED_IN_TIME: Final = 0.78
CLOSED_AFTER_ANSWER: Final = 0.95

ANSWER_LIMIT: Final = 10

_CONCERNS: Final = (
    "drift and delay",
    "report not ready",
    "health assessment",
    "personal education plan",
    "visits to the child",
    "placement",
    "contact with family",
    "equality",
    "voice of the child",
)
_CONCERN_WEIGHTS: Final = (22, 18, 12, 12, 10, 10, 8, 4, 4)
_PRAISED: Final = ("voice of the child", "direct work", "report", "equality")
_PRAISED_WEIGHTS: Final = (40, 35, 20, 5)


def record_alerts(spell: Spell, team: str, reviews: list[tuple[date, date]]) -> None:
    """Record the alerts that were raised after the reviews of a spell, one at a time."""
    # Numbers of their own, so that a change to them leaves the rest of the county.
    random = Random(f"{spell.timeline.case} {spell.start} quality")
    free_on = spell.start
    for _, completed in reviews:
        raised_on = working_days_after(completed, random.randint(0, 4))
        if random.random() < RAISED_AT_A_REVIEW and raised_on > free_on:
            free_on = _record_alert(spell, random, team, raised_on)


def _record_alert(spell: Spell, random: Random, team: str, on: date) -> date:
    """Record one alert; gives the day it was closed, or would have been."""
    if random.random() >= CONCERN:
        praised = random.choices(_PRAISED, _PRAISED_WEIGHTS)[0]
        spell.record(
            "quality_alert_raised",
            on,
            kind="good_practice",
            formal=False,
            category=praised,
            team=team,
        )
        return on
    formal = random.random() < FORMAL
    category = random.choices(_CONCERNS, _CONCERN_WEIGHTS)[0]
    spell.record(
        "quality_alert_raised", on, kind="concern", formal=formal, category=category, team=team
    )
    in_time = random.random() < ANSWERED_IN_TIME
    taken = random.randint(1, ANSWER_LIMIT) if in_time else ANSWER_LIMIT + random.randint(1, 15)
    # Nothing is left unanswered when the child leaves care.
    answered_on = min(working_days_after(on, taken), days_after(spell.end, -1))
    spell.record("quality_alert_responded", answered_on)
    closed_on = working_days_after(answered_on, random.randint(0, 10))
    if random.random() < CLOSED_AFTER_ANSWER:
        spell.record("quality_alert_closed", closed_on)
    return closed_on
