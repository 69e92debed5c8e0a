"""How often the county is late, and by how much.

The rates named here are published: Leicestershire's reports of 2019 to 2023. The rates that
no report gives are this demonstration's own and say so.
"""

from dataclasses import dataclass
from datetime import date
from math import exp
from random import Random
from typing import Final

from demo.diary import WORKING_DAYS, days_after, working_days_after

# Reviews, 2020/21: of 1,524, 16 were late. Nine of these were first reviews of children whom
# nobody had told the reviewing unit about; about 250 children come into care in a year.
FIRST_REVIEW_UNNOTIFIED: Final = 9 / 250
REVIEW_LATE_FOR_SICKNESS: Final = 7 / 1524
# The county's target for five-day decisions and twenty-day records, which it checks by hand.
RECORDS_IN_TIME: Final = 0.95
# Quarterly dashboard: assessments within 45 working days.
ASSESSMENTS_IN_TIME: Final = 755 / 895
# Child protection: 75.7 % of children had every review on time; with one or two reviews for
# each child in a year, that is about this share of the reviews.
CONFERENCE_REVIEWS_IN_TIME: Final = 0.86
# Initial conferences within 15 working days: the demonstration's own, near the national rate.
INITIAL_CONFERENCES_IN_TIME: Final = 0.85
RETURN_INTERVIEWS_IN_TIME: Final = 125 / 168
# Complaints, one year: statutory stage 1 in 20 working days, stage 3, corporate stages.
STAGE_1_WITHIN_20: Final = 31 / 86
STAGE_3_IN_TIME: Final = 3 / 4
CORPORATE_STAGE_1_LATE: Final = 114 / 781
CORPORATE_STAGE_2_LATE: Final = 52 / 83
# None of ten stage 2 investigations was done in 65 working days; a few are, over three years.
STAGE_2_WITHIN_65: Final = 0.05

# Nothing has been left undone for longer than this, in calendar days.
OLDEST_ARREAR: Final = 65


@dataclass(frozen=True, slots=True)
class Arrears:
    """What is still undone at the end of the history, of what fell due not long before.

    ``share`` is the chance that something due yesterday is undone; it fades by a factor of
    e for each ``fading_days`` (calendar) that it lies further back.
    """

    share: float
    fading_days: float

    def hold(self, random: Random, due: date, as_of: date) -> bool:
        """Whether a duty that fell due on ``due`` is still undone on ``as_of``."""
        age = (as_of - due).days
        if not 1 <= age <= OLDEST_ARREAR:
            return False
        return random.random() < self.share * exp(-age / self.fading_days)


NO_ARREARS = Arrears(0, 1)


@dataclass(frozen=True, slots=True)
class Practice:
    """How one duty with a limit in working days is kept.

    A share ``in_time`` is done after ``earliest`` to ``limit`` working days; the rest is
    late by up to ``latest`` working days, most of it by less.
    """

    limit: int
    in_time: float
    latest: int
    earliest: int = 1
    arrears: Arrears = NO_ARREARS

    def done_on(self, random: Random, start: date, as_of: date) -> date:
        """The day on which it is done; after ``as_of`` when it is among the arrears."""
        if self.arrears.hold(random, working_days_after(start, self.limit), as_of):
            return working_days_after(as_of, random.randint(1, 10))
        if random.random() < self.in_time:
            taken = round(random.triangular(self.earliest, self.limit, self.limit * 0.8))
        else:
            taken = self.limit + late_by(random, self.latest)
        return working_days_after(start, taken)


def late_by(random: Random, latest: int) -> int:
    """How late something is, from 1 to ``latest``; a third of ``latest`` in the middle."""
    return min(1 + int(random.expovariate(3 / latest)), latest)


def still_undone_until(random: Random, as_of: date, within: int = 20) -> date:
    """A working day soon after ``as_of`` for what is put off until then."""
    day = days_after(as_of, random.randint(1, within))
    return WORKING_DAYS.first_working_day_on_or_after(day)


# The shares in time below that have no name above are the demonstration's own.
DECISIONS = Practice(5, 0.92, latest=15, earliest=0, arrears=Arrears(0.10, 8))
RECORD = Practice(20, 0.97, latest=20, earliest=5, arrears=Arrears(0.16, 20))
DISTRIBUTION = Practice(20, RECORDS_IN_TIME / RECORD.in_time, latest=15, earliest=6)
UNIT_NOTIFIED = Practice(2, 0.97, latest=2, earliest=0)
FIRST_BOOKING = Practice(2, 0.95, latest=4, earliest=0, arrears=Arrears(0.25, 7))
PLACEMENT_PLAN = Practice(5, 0.9, latest=15, arrears=Arrears(0.1, 15))
PLACEMENT_NOTICE = Practice(5, 0.9, latest=8)
FOSTER_APPROVAL = Practice(6, 0.88, latest=8, earliest=2)
CARE_PLAN = Practice(10, 0.92, latest=15, earliest=2, arrears=Arrears(0.1, 10))
CARE_PLAN_UPDATED = Practice(10, 0.94, latest=15, earliest=2, arrears=Arrears(0.06, 10))
INITIAL_HEALTH = Practice(20, 0.85, latest=25, earliest=6, arrears=Arrears(0.15, 15))
REFERRAL_DECISION = Practice(1, 0.97, latest=2)
ASSESSMENT = Practice(45, ASSESSMENTS_IN_TIME, latest=35, earliest=8, arrears=Arrears(0.06, 15))
INITIAL_CONFERENCE = Practice(15, INITIAL_CONFERENCES_IN_TIME, latest=15, earliest=6)
FIRST_CORE_GROUP = Practice(10, 0.93, latest=10, earliest=4)

REVIEWS_PUT_OFF = Arrears(0.17, 18)
BOOKINGS_MISSED = Arrears(0.28, 9)
CONFERENCE_REVIEWS_PUT_OFF = Arrears(0.03, 20)
INTERVIEWS_OUTSTANDING = Arrears(0.3, 6)
