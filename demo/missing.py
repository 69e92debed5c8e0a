"""Children who go missing, are found at any hour, and are asked about it afterwards."""

from datetime import datetime, time, timedelta
from random import Random
from typing import Final

from demo import lateness
from demo.diary import days_after, instant, working_days_after
from demo.timeline import Spell

# The county held 168 return interviews in the year; few children account for most of them.
OFTEN_MISSING: Final = 0.14
TIMES_A_YEAR_OFTEN: Final = 3.6
TIMES_A_YEAR: Final = 0.18
FROM_AGE: Final = 11
INTERVIEW_HOURS: Final = 72


def record_missing_episodes(spell: Spell, random: Random) -> None:
    """Record the times that a child of eleven or more goes missing during a spell."""
    often = random.random() < OFTEN_MISSING
    times_a_year = TIMES_A_YEAR_OFTEN if often else TIMES_A_YEAR
    day = spell.start
    while True:
        day = days_after(day, 7 + int(random.expovariate(times_a_year / 365)))
        if spell.is_over_by(days_after(day, 3)):
            return
        went_at = instant(day, time(random.randint(15, 23), random.randint(0, 59)))
        found_at = went_at + timedelta(minutes=random.randint(90, 40 * 60))
        interviewed_at = _interviewed_at(random, found_at, spell)
        spell.record("went_missing", went_at)
        spell.record("found", found_at)
        # The interview is owed to a child who has left care meanwhile, too.
        spell.timeline.record("return_interview_completed", interviewed_at)
        day = days_after(interviewed_at.date(), 1)


def _interviewed_at(random: Random, found_at: datetime, spell: Spell) -> datetime:
    limit = found_at + timedelta(hours=INTERVIEW_HOURS)
    if lateness.INTERVIEWS_OUTSTANDING.hold(random, limit.date(), spell.as_of):
        return instant(working_days_after(spell.as_of, random.randint(1, 5)), time(16))
    if random.random() < lateness.RETURN_INTERVIEWS_IN_TIME:
        day = days_after(found_at.date(), random.randint(1, 2))
        return instant(day, time(random.randint(9, 18), random.choice((0, 15, 30, 45))))
    day = working_days_after(limit.date(), lateness.late_by(random, 10))
    return instant(day, time(random.randint(9, 18)))
