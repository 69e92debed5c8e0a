"""The events of one child: referrals, assessments, section 47 enquiries, conferences, plans.

An event's key is its child, its type and the date that the record begins with, because a census
gives its records no number: a corrected end, outcome or conference corrects the earlier event.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from domain.counting import add_months
from intake.cin_census import SOURCE
from intake.cin_census.children import Assessment, Child, Enquiry, Episode, Plan
from intake.cin_census.header import Census
from intake.cin_census.modules import Module
from intake.event_ids import natural_id
from intake.keys import natural_event
from intake.overlaps import Lasting
from intake.pupils import Pupil

# Assessments of earlier years are not in a census. One that began later than its time limit of
# 45 working days, at least nine weeks, after the referral may have been the second.
_OWN_ASSESSMENT = timedelta(weeks=9)

# The first review is due within three months of the initial conference (Working Together), so a
# plan that starts later than that is not the plan of that conference.
_MONTHS_TO_FIRST_REVIEW = 3

_Key = tuple[str, ...]


def keep_events(child: Child, census: Census) -> None:
    """Keep the events of a child, each with the row that it came from."""
    assert child.number is not None
    events = _Events(child, child.number)
    said = child.module.element
    child.module.reading.pupils[SOURCE, child.number] = Pupil(
        said.text_of("UPN"), said.text_of("Sex") or said.text_of("GenderCurrent")
    )
    if child.born_on is not None:
        events.keep(child.module, "born", child.born_on)
        if _born_under_a_plan(child, child.born_on) and not census.is_before(child.born_on):
            events.keep(child.module, "child_born", child.born_on)
    elif child.expected_on is not None:
        child.module.set_aside("unborn_child")
    else:
        child.module.set_aside("no_date_of_birth")
    _leave_ends_that_are_contradicted(child)
    for episode in child.episodes:
        _referral(episode, events, census)
        for assessment in episode.assessments:
            _assessment(assessment, events)
    _conferences(events, census)
    for plan in child.plans:
        _plan(plan, events)


def _leave_ends_that_are_contradicted(child: Child) -> None:
    """Take the end off a plan while another goes on, and off an assessment where another record of
    the same first day has none or a later one."""
    plans, assessments = Lasting(), Lasting()
    for plan in child.plans:
        if plan.started_on is not None:
            plans.add(
                None, plan.started_on, plan.ended_on, keep=_nothing, doubt=partial(_go_on, plan)
            )
    for each in (each for episode in child.episodes for each in episode.assessments):
        if each.started_on is not None:
            day = each.started_on
            doubt = partial(_is_not_completed, each)
            assessments.add(day, day, each.completed_on, keep=_nothing, doubt=doubt)
    plans.settle()
    assessments.settle()


def _nothing() -> None:
    """What is believed stands as it was read."""


def _go_on(plan: Plan) -> None:
    plan.ended_on = None
    plan.module.warn("CPPendDate", "end_not_believed")


def _is_not_completed(assessment: Assessment) -> None:
    assessment.completed_on = None
    assessment.module.refuse("AssessmentAuthorisationDate", "contradicts_earlier_row")


def _born_under_a_plan(child: Child, born_on: date) -> bool:
    return any(
        plan.started_on is not None
        and plan.started_on < born_on
        and (plan.ended_on is None or plan.ended_on >= born_on)
        for plan in child.plans
    )


@dataclass(frozen=True, slots=True)
class _Said:
    on: date
    attributes: dict[str, Any]


class _Events:
    """The events kept of one child, each once."""

    def __init__(self, child: Child, number: str) -> None:
        self.child, self.number = child, number
        self._said: dict[tuple[str, _Key], _Said] = {}

    def keep(
        self,
        module: Module,
        type_name: str,
        on: date,
        attributes: dict[str, Any] | None = None,
        key: _Key = (),
    ) -> None:
        """Keep an event, unless an earlier record has told it already."""
        said = _Said(on, attributes or {})
        known = self._said.setdefault((type_name, key), said)
        if known is said:
            event = natural_event(SOURCE, self.number, type_name, on, attributes, key=key)
            module.reading.keep(module.number, event)
            module.gives_events = True
        elif known == said:
            module.reading.rows[module.number].repeats = True
        else:
            module.refuse(None, "contradicts_earlier_row")

    def id_of(self, type_name: str, key: _Key) -> str:
        """The id of an event with this key."""
        return natural_id(SOURCE, self.number, type_name, *key)


def _referral(episode: Episode, events: _Events, census: Census) -> None:
    module, referred_on, closed_on = episode.module, episode.referred_on, episode.closed_on
    if referred_on is None:
        return
    key = (referred_on.isoformat(),)
    if episode.ends_at_once:
        # The decision would stop the other referral's assessment too.
        if _another_is_open(episode, referred_on, events.child):
            module.set_aside("no_further_action_during_episode")
            return
        events.keep(module, "referral_received", referred_on, key=key)
        # The census has no date of the decision; it serves only to show that nothing is due.
        decided_on = closed_on or referred_on
        attributes = {"assessment_required": False}
        events.keep(module, "referral_decided", decided_on, attributes, key)
        return
    if not census.is_before(referred_on) or _has_own_assessment(episode):
        events.keep(module, "referral_received", referred_on, key=key)
    if closed_on is not None and not _another_is_open(episode, closed_on, events.child):
        reason = {} if episode.reason_closed is None else {"reason": episode.reason_closed}
        events.keep(module, "case_closed", closed_on, reason, key)
    if not module.gives_events and not module.reading.rows[module.number].repeats:
        module.set_aside("referred_before_the_year")


def _another_is_open(episode: Episode, day: date, child: Child) -> bool:
    return any(
        each.is_open_on(day)
        for each in child.episodes
        if each is not episode and not each.ends_at_once
    )


def _has_own_assessment(episode: Episode) -> bool:
    begun = [each.started_on for each in episode.assessments if each.started_on is not None]
    referred_on = episode.referred_on
    return referred_on is not None and any(
        referred_on <= day <= referred_on + _OWN_ASSESSMENT for day in begun
    )


def _assessment(assessment: Assessment, events: _Events) -> None:
    if assessment.started_on is None:
        return
    key = (assessment.started_on.isoformat(),)
    events.keep(assessment.module, "assessment_started", assessment.started_on, key=key)
    if assessment.completed_on is not None:
        on = assessment.completed_on
        events.keep(assessment.module, "assessment_completed", on, key=key)


@dataclass(slots=True)
class _Conference:
    """An initial conference, before it is known whether a plan was made there."""

    on: date
    module: Module
    key: _Key
    plan: Plan | None = None


def _conferences(events: _Events, census: Census) -> None:
    held: dict[date, _Conference] = {}
    episodes = events.child.episodes
    for episode in episodes:
        for conference in _of_episode(episode):
            held.setdefault(conference.on, conference)
    for episode in episodes:
        _match_plans(episode, held, census)
    for conference in held.values():
        outcome = {"outcome": "no_plan" if conference.plan is None else "plan"}
        events.keep(
            conference.module, "initial_conference_held", conference.on, outcome, conference.key
        )
    for episode in episodes:
        for enquiry in episode.enquiries:
            _enquiry(enquiry, events)


def _of_episode(episode: Episode) -> list[_Conference]:
    found = []
    for each in episode.enquiries:
        if each.conference_on is not None:
            began = (each.started_on or each.conference_on).isoformat()
            found.append(_Conference(each.conference_on, each.module, ("section_47", began)))
    if episode.conference_on is not None:
        began = (episode.referred_on or episode.conference_on).isoformat()
        found.append(_Conference(episode.conference_on, episode.module, ("episode", began)))
    return found


def _match_plans(episode: Episode, held: dict[date, _Conference], census: Census) -> None:
    """Say at which conference each plan was made, and add one where the census has none."""
    apart: list[Plan] = []
    for plan in episode.plans:
        if plan.started_on in held:
            held[plan.started_on].plan = plan
        elif plan.started_on is not None:
            apart.append(plan)
    for plan in apart:
        started_on = plan.started_on or date.min
        before = [
            each
            for each in (held[one.on] for one in _of_episode(episode))
            if each.plan is None
            and each.on < started_on <= add_months(each.on, _MONTHS_TO_FIRST_REVIEW)
        ]
        if before:
            max(before, key=lambda each: each.on).plan = plan
            plan.module.warn("CPPstartDate", "cin_2885")
        elif not census.is_before(started_on):
            conference = _taken_from(plan, started_on, episode)
            held.setdefault(started_on, conference).plan = plan
            plan.module.warn("CPPstartDate", "plan_without_conference")


def _taken_from(plan: Plan, started_on: date, episode: Episode) -> _Conference:
    waiting = [
        each.started_on
        for each in episode.enquiries
        if each.conference_on is None
        and not each.not_required
        and each.started_on is not None
        and each.started_on <= started_on
    ]
    if waiting:
        # The key that the conference will have once it is recorded at the enquiry.
        return _Conference(started_on, plan.module, ("section_47", max(waiting).isoformat()))
    return _Conference(started_on, plan.module, ("plan", started_on.isoformat()))


def _enquiry(enquiry: Enquiry, events: _Events) -> None:
    started_on, conference_on = enquiry.started_on, enquiry.conference_on
    if started_on is None:
        return
    module, key = enquiry.module, (started_on.isoformat(),)
    initiated = {"section_47_initiated": True}
    events.keep(module, "strategy_discussion_held", started_on, initiated, key)
    if conference_on is None and not enquiry.not_required:
        return
    attributes = {
        "conference_required": conference_on is not None,
        "strategy_discussion": events.id_of("strategy_discussion_held", key),
    }
    # Where no conference was required the census has no date of that decision. The first day it
    # can have been made leaves no enquiry overdue that was not.
    concluded_on = conference_on or started_on
    events.keep(module, "section_47_concluded", concluded_on, attributes, key)


def _plan(plan: Plan, events: _Events) -> None:
    if plan.started_on is not None:
        key = (plan.started_on.isoformat(),)
        attributes: dict[str, Any] = {}
        if plan.category is not None:
            attributes["category"] = plan.category
        if plan.previous is not None:
            attributes["number"] = plan.previous
        module = plan.module
        events.keep(module, "child_protection_plan_started", plan.started_on, attributes, key)
        if plan.ended_on is not None:
            events.keep(module, "child_protection_plan_ended", plan.ended_on, key=key)
    for review in plan.reviews:
        on = review.held_on
        if on is None:
            continue
        outcome = {}
        if plan.ended_on is None or on <= plan.ended_on:
            outcome = {"outcome": "no_plan" if on == plan.ended_on else "plan"}
        key = (on.isoformat(),)
        events.keep(review.module, "review_conference_held", on, outcome, key)
