"""Child protection cases reviewed on time, a child at a time."""

from collections.abc import Iterator
from datetime import date

from domain.counting import add_months
from domain.measures.duty import Duty
from domain.measures.measure import Measure, Unit, Window, better_high
from domain.measures.record import Record
from domain.measures.spells import PLAN_EVENTS, Plan
from domain.rules.sources import Source

_FIRST = "cp.conference.first_review"
_LATER = "cp.conference.review"


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for a child who has been under a plan for three months at the end of the period."""
    day = window.end
    plan = next((one for one in record.plans if one.open_on(day)), None)
    if plan is None or add_months(plan.started_on, 3) > day:
        return
    duties = [one for one in record.of_rules((_FIRST, _LATER)) if _belongs(one, plan)]
    late = [duty for duty in duties if _was_late(duty, day)]
    in_time = not late
    if not any(duty.rule == _FIRST for duty in duties):
        in_time = in_time and _first_in_time(record, plan, day)
    shown = late or duties
    yield Unit(record.case, day, in_time, duty=shown[-1] if shown else None)


def _belongs(duty: Duty, plan: Plan) -> bool:
    """Whether a clock is of this plan. The conference that agrees a plan may come before it."""
    ended = duty.completed_on or duty.stopped_on or duty.superseded_on
    return duty.superseded_on is None and (ended is None or ended > plan.started_on)


def _was_late(duty: Duty, day: date) -> bool:
    if duty.done_by(day) and duty.completed_on is not None:
        return duty.late and duty.completed_on > add_months(day, -12)
    return duty.started_on <= day and duty.overdue_on(day)


def _first_in_time(record: Record, plan: Plan, day: date) -> bool:
    """Of a plan whose conference is not known: counted from the day the plan started."""
    due = add_months(plan.started_on, 3)
    held = record.of_type("review_conference_held")
    first = next((one.on for one in held if plan.started_on < one.on <= day), None)
    if first is None:
        return due >= day
    return first <= due or first <= add_months(day, -12)


MEASURE = Measure(
    id="cp.reviews.on_time",
    title="Child protection cases reviewed on time",
    unit="child",
    counts=(
        "those whose every review in the last twelve months was on time: the first within three "
        "months, later ones within six, none overdue at the end"
    ),
    of="children under a plan at the end of the period who have been for three months or more",
    source=Source(
        title="Children in need census (formerly PAF CF/C20, NI 67)",
        href="https://www.gov.uk/guidance/children-in-need-census",
    ),
    units=units,
    aims=better_high(),
    readings={"held": "by the day each review conference was held"},
    at_end=("held",),
    rules=(_FIRST, _LATER),
    events=PLAN_EVENTS,
    reviewer="conference_chair",
)
