"""Education, health and care plans: from the request, by advice and draft, to yearly reviews."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from demo.diary import days_after, on_or_before, working_days_after
from demo.lateness import Arrears, Practice
from demo.people import EHC_COORDINATORS, EHC_TEAM, Assignment
from demo.timeline import Timeline
from domain.case.events import Event
from domain.counting import add_months

# All shares here are the demonstration's own.
A_YEAR: Final = 60
HISTORY_YEARS: Final = 2
ASSESSED: Final = 0.8
EXCEPTIONS: Final = 0.06
AMENDED: Final = 0.4
MOVING_ON: Final = 0.25
FIRST_NUMBER: Final = 50001

DECISION = Practice(29, 0.94, latest=10, earliest=15, arrears=Arrears(0.1, 10))
ADVICE = Practice(29, 0.75, latest=20, earliest=12, arrears=Arrears(0.2, 15))
FINAL = Practice(97, 0.7, latest=40, earliest=75, arrears=Arrears(0.15, 30))
REVIEW = Practice(250, 0.85, latest=30, earliest=215, arrears=Arrears(0.15, 25))
REPORT = Practice(10, 0.85, latest=10, earliest=3, arrears=Arrears(0.15, 10))
REVIEW_DECISION = Practice(20, 0.85, latest=15, earliest=10, arrears=Arrears(0.15, 10))
AMENDED_PLAN = Practice(39, 0.85, latest=20, earliest=20, arrears=Arrears(0.15, 15))


def education_plan_cases(random: Random, as_of: date) -> Iterator[list[Event]]:
    """The events of each request for a plan in the last two years."""
    asked = sorted(
        on_or_before(days_after(as_of, -random.randint(1, 365 * HISTORY_YEARS)))
        for _ in range(A_YEAR * HISTORY_YEARS)
    )
    for number, asked_on in enumerate(asked, start=FIRST_NUMBER):
        timeline = Timeline(str(number), as_of)
        timeline.record("born", days_after(asked_on, -random.randint(4 * 365, 15 * 365)))
        coordinator = Assignment("ehc_coordinator", random.choice(EHC_COORDINATORS), EHC_TEAM)
        timeline.assign(asked_on, [coordinator])
        timeline.record("ehc_request_received", asked_on)
        _record_request(timeline, random, asked_on)
        yield timeline.events()


def _record_request(timeline: Timeline, random: Random, asked_on: date) -> None:
    decided_on = DECISION.done_on(random, asked_on, timeline.as_of)
    assessed = random.random() < ASSESSED
    timeline.record("ehc_decision_made", decided_on, assessment_required=assessed)
    if not assessed or decided_on > timeline.as_of:
        return
    requested_on = working_days_after(decided_on, 1)
    timeline.record("advice_requested", requested_on)
    timeline.record("advice_received", ADVICE.done_on(random, requested_on, timeline.as_of))
    if random.random() < EXCEPTIONS:
        excepted_on = working_days_after(requested_on, 10)
        timeline.record("ehc_exception_applied", excepted_on, limit="final", reason="school closed")
    final_on = FINAL.done_on(random, asked_on, timeline.as_of)
    timeline.record("ehc_draft_plan_sent", max(working_days_after(final_on, -20), requested_on))
    timeline.record("ehc_plan_finalised", final_on)
    if final_on <= timeline.as_of:
        _record_reviews(timeline, random, final_on)


def _record_reviews(timeline: Timeline, random: Random, final_on: date) -> None:
    held_on = REVIEW.done_on(random, final_on, timeline.as_of)
    while held_on <= timeline.as_of:
        timeline.record("ehc_review_held", held_on)
        timeline.record("ehc_review_reported", REPORT.done_on(random, held_on, timeline.as_of))
        decided_on = REVIEW_DECISION.done_on(random, held_on, timeline.as_of)
        timeline.record("ehc_review_decided", decided_on)
        if random.random() < AMENDED and decided_on <= timeline.as_of:
            timeline.record("ehc_amendment_notified", decided_on)
            amended_on = AMENDED_PLAN.done_on(random, decided_on, timeline.as_of)
            timeline.record("ehc_plan_finalised", amended_on)
        held_on = REVIEW.done_on(random, held_on, timeline.as_of)
    if random.random() < MOVING_ON:
        _record_move(timeline, random, final_on)


def _record_move(timeline: Timeline, random: Random, final_on: date) -> None:
    """A move between phases of education in the autumn after next; the plan is amended for it."""
    due_on = date(final_on.year + (final_on.month >= 10), 10, 1)
    kind = random.choice(("school", "school", "post_16"))
    timeline.record("ehc_phase_transfer_due", due_on, kind=kind)
    by = date(due_on.year + 1, 2, 15) if kind == "school" else date(due_on.year + 1, 3, 31)
    timeline.record("ehc_plan_finalised", working_days_after(add_months(by, 0), -4))
