"""What stands beside a case's clocks: gates that the law sets without a time, and what to look at.

A gate has no date to meet: something must come before something else. So it is a check, which is
shown with the case and raises no alert.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

from domain.case.corrections import standing_by
from domain.case.events import Event
from domain.case.history import Fact, History
from domain.case.periods import Period
from domain.case.trust import Trust
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.schedule import Calendars
from domain.counting import add_months
from domain.rules.rulebooks import Rulebook
from domain.wording import short_day

# Regulation 39(4): looked after for at least so many working days.
_WORKING_DAYS_BEFORE_APPROVAL = 20
# How long a foster placement must have lasted before a review may do without a meeting.
_MONTHS_BEFORE_NO_MEETING = 12
_CALENDAR = "england-and-wales"
_REGULATIONS = "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959)"


class CaseCheckState(StrEnum):
    """How a check stands on the day asked about."""

    STANDS = "stands"  # it must still be kept to
    PASSED = "passed"  # what it asks for is on record
    LOOK = "look"  # the record does not show that it was kept to


@dataclass(frozen=True, slots=True)
class CaseCheck:
    """One check on one case. ``since`` is the day from which it stands, or of what to look at."""

    check: str
    case: str
    state: CaseCheckState
    since: date | None
    sentence: str
    source: str

    def as_json(self) -> dict[str, Any]:
        """One JSON object."""
        return {
            "check": self.check,
            "case_ref": self.case,
            "state": self.state.value,
            "since": self.since.isoformat() if self.since else None,
            "sentence": self.sentence,
            "source": self.source,
        }


def case_checks(
    events: Iterable[Event],
    rulebook: Rulebook,
    calendars: Calendars,
    as_of: date,
    trust: Trust,
) -> list[CaseCheck]:
    """The checks of one case on ``as_of``, from what had happened by then.

    The same rulebook, calendars and trust as for its clocks. Pure: the answer is the same whatever
    the order of the events.
    """
    history = History(standing_by(events, as_of), rulebook.stays, trust)
    if not history.events:
        return []
    name = history.events[0].case
    case = CaseSoFar(history, rulebook, calendars)
    found: list[CaseCheck] = []
    told = history.facts.keys()
    if told & {"became_looked_after", "legal_status_changed", "placement_started", "review_held"}:
        for period in case.periods("looked_after"):
            is_last = period is case.periods("looked_after")[-1]
            found += _plan_changes(name, case, period)
            found += _ceasing(name, case, period, as_of) if is_last else ()
    found += _reviews_without_meeting(name, case)
    found += _stays_without_end(name, case, as_of)
    return found


def _plan_changes(name: str, case: CaseSoFar, period: Period) -> Iterator[CaseCheck]:
    """Regulation 32(2): a review considers a significant change of the plan before it is made."""
    source = f"{_REGULATIONS}, regulation 32(2)"
    plans = _within(period, case.history.of_type("care_plan_recorded"))
    reviews = _within(period, case.history.of_type("review_completed"))
    for before, plan in pairwise(plans):
        if not any(before.event.on <= review.event.on <= plan.event.on for review in reviews):
            yield CaseCheck(
                check="lac.gate.plan_change",
                case=name,
                state=CaseCheckState.LOOK,
                since=plan.event.on,
                sentence=f"The care plan was recorded anew on {short_day(plan.event.on)}, and no "
                "review was "
                f"complete since that of {short_day(before.event.on)}. A significant change is "
                "considered at a review first, where that is reasonably practicable.",
                source=source,
            )
    if period.closing is None:
        last = (
            f"The last was complete on {short_day(reviews[-1].event.on)}."
            if reviews
            else "None is complete yet."
        )
        yield CaseCheck(
            check="lac.gate.plan_change",
            case=name,
            state=CaseCheckState.STANDS,
            since=period.opened_on,
            sentence="No significant change is made to the care plan before a review has "
            "considered it, "
            f"where that is reasonably practicable. {last}",
            source=source,
        )


def _ceasing(name: str, case: CaseSoFar, period: Period, as_of: date) -> Iterator[CaseCheck]:
    """Regulation 39(4): approval before ceasing to look after a child of 20 working days or more.

    Of care whose beginning nobody told, it is taken that the days are over.
    """
    calendar = case.calendars[_CALENDAR]
    reached_on = (
        calendar.add_working_days(period.opened_on, _WORKING_DAYS_BEFORE_APPROVAL)
        if period.opened_on
        else None
    )
    until = period.closed_on or as_of
    if reached_on is not None and reached_on > until:
        return
    ended = period.closing is not None and period.closing.type == "ceased_looked_after"
    if period.closing is not None and not ended:
        return
    approved = _within(period, case.history.of_type("ceasing_approved"))
    since: date | None = until
    how_long = f"{_WORKING_DAYS_BEFORE_APPROVAL} working days or more"
    if approved:
        state, given_on = CaseCheckState.PASSED, approved[-1].event.on
        since = given_on
        sentence = (
            f"The decision to cease to look after the child was approved on {short_day(given_on)}."
        )
    elif ended:
        state = CaseCheckState.LOOK
        sentence = (
            f"The child was looked after for {how_long} when care ended on {short_day(until)}, and "
            "no approval of the decision is on record."
        )
    else:
        state, since = CaseCheckState.STANDS, reached_on
        sentence = (
            f"The child has been looked after for {how_long}: the decision to cease to do so is "
            "approved before it is carried out."
        )
    source = f"{_REGULATIONS}, regulation 39(4)"
    yield CaseCheck(
        check="lac.gate.ceasing",
        case=name,
        state=state,
        since=since,
        sentence=sentence,
        source=source,
    )


def _reviews_without_meeting(name: str, case: CaseSoFar) -> Iterator[CaseCheck]:
    for review in case.history.of_type("review_completed"):
        if not review.event.attributes.get("without_meeting"):
            continue
        placement = case.period_at("placement", review.position)
        settled = (
            placement is not None
            and placement.opened_on is not None
            and placement.attributes.get("long_term") is True
            and add_months(placement.opened_on, _MONTHS_BEFORE_NO_MEETING) < review.event.on
        )
        if not settled:
            yield CaseCheck(
                check="lac.review.without_meeting",
                case=name,
                state=CaseCheckState.LOOK,
                since=review.event.on,
                sentence=f"The review of {short_day(review.event.on)} was held without a meeting, "
                "and the "
                "record shows no long-term foster placement of over twelve months.",
                source=f"{_REGULATIONS}, regulation 33",
            )


def _stays_without_end(name: str, case: CaseSoFar, as_of: date) -> Iterator[CaseCheck]:
    """A short break that may have passed the limit of a single stay, as nobody told of its end."""
    for stays in case.rulebook.stays:
        limit = next((one for one in stays.limits if one.since <= as_of), None)
        begun = case.history.of_type(stays.begins)
        if limit is None or limit.days_a_stay is None or not begun:
            continue
        last = begun[-1]
        ended = any(one.position > last.position for one in case.history.of_type(stays.ends))
        left = any(
            one.position > last.position for one in case.history.of_type("ceased_looked_after")
        )
        over_on = last.event.on + timedelta(days=limit.days_a_stay + 1)
        if not (ended or left) and over_on <= as_of:
            yield CaseCheck(
                check="lac.short_break.no_end",
                case=name,
                state=CaseCheckState.LOOK,
                since=over_on,
                sentence="No end is recorded of the short break that began on "
                f"{short_day(last.event.on)}. "
                f"If it went on past {limit.days_a_stay} days, the child is looked after like any "
                f"other from {short_day(over_on)}: record the day it ended.",
                source=f"{_REGULATIONS}, regulation 48",
            )


def _within(period: Period, facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if period.first < fact.position <= period.last]
