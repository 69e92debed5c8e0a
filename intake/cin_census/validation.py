"""What is odd about a child's dates, though each can be used: the DfE's rules, as warnings."""

from datetime import date, timedelta
from itertools import pairwise

from intake.cin_census.children import Child, Enquiry, Episode, Plan
from intake.cin_census.header import Census

_LONGEST_ID = 20
_IDS_CHECKED_FROM = 2025
_PREGNANCY = timedelta(weeks=40)
_SATURDAY = 5

_FAR_AHEAD = date.max


def check(child: Child, census: Census) -> None:
    """Note on its rows what is odd about a child."""
    _identity(child, census)
    for episode in child.episodes:
        _episode(episode, child, census)
        _assessments(episode, census)
        _enquiries(episode, census)
        for plan in episode.plans:
            _plan(plan, episode, census)
    _episodes_together([each for each in child.episodes if not each.no_further_action])
    _plans_together(child.plans)


def _identity(child: Child, census: Census) -> None:
    module = child.module
    if (child.born_on is None) == (child.expected_on is None):
        module.warn("PersonBirthDate", "cin_8525Q")
    if child.born_on is not None and census.is_after(child.born_on):
        module.warn("PersonBirthDate", "cin_8520")
    if not child.episodes:
        module.warn(None, "cin_8590")
    if child.number is not None and census.year >= _IDS_CHECKED_FROM:
        if len(child.number) > _LONGEST_ID:
            module.warn("LAchildID", "cin_1570")
        if not (child.number.isascii() and child.number.isalnum()):
            module.warn("LAchildID", "cin_1580")


def _episode(episode: Episode, child: Child, census: Census) -> None:
    module, referred_on = episode.module, episode.referred_on
    if referred_on is not None and census.is_after(referred_on):
        module.warn("CINreferralDate", "cin_8600")
    born_on = child.born_on or child.expected_on
    if referred_on is not None and born_on is not None and born_on - referred_on > _PREGNANCY:
        module.warn("CINreferralDate", "cin_8606")
    if episode.no_further_action and episode.has_activity:
        module.warn("ReferralNFA", "cin_8831")
    if episode.closed_on is not None and not census.holds(episode.closed_on):
        module.warn("CINclosureDate", "cin_8620")
    if episode.closed_on is not None and episode.reason_closed is None and not module.refused:
        module.warn("CINclosureDate", "cin_8805")
    if episode.closed_on is None and episode.reason_closed is not None and not module.refused:
        module.warn("ReasonForClosure", "cin_8810")
    if episode.conference_on is not None:
        _conference(episode.conference_on, episode, census)
        if any(each.conference_on is not None for each in episode.enquiries):
            module.warn("DateOfInitialCPC", "cin_2884")


def _conference(on: date, episode: Episode, census: Census, at: Enquiry | None = None) -> None:
    module = episode.module if at is None else at.module
    if episode.referred_on is not None and on < episode.referred_on:
        module.warn("DateOfInitialCPC", "cin_1104")
    if not census.holds(on):
        module.warn("DateOfInitialCPC", "cin_8715")
    if on.weekday() >= _SATURDAY:
        module.warn("DateOfInitialCPC", "cin_8875")


def _assessments(episode: Episode, census: Census) -> None:
    dated = [each for each in episode.assessments if each.started_on is not None]
    for each in dated:
        module, started_on = each.module, each.started_on or date.min
        if episode.referred_on is not None and started_on < episode.referred_on:
            module.warn("AssessmentActualStartDate", "cin_1103")
        if episode.closed_on is not None and started_on > episode.closed_on:
            module.warn("AssessmentActualStartDate", "cin_8565")
        if each.completed_on is not None and not census.holds(each.completed_on):
            module.warn("AssessmentAuthorisationDate", "cin_8696")
        if each.completed_on is None and not module.refused:
            if not census.holds(started_on):
                module.warn("AssessmentActualStartDate", "cin_8736")
            if episode.closed_on is not None:
                module.warn(None, "cin_8867")
    if sum(each.completed_on is None for each in dated) > 1:
        episode.module.warn("Assessments", "cin_8896")
    until = date.min
    for each in sorted(dated, key=lambda each: each.started_on or date.min):
        if (each.started_on or date.min) < until:
            each.module.warn("AssessmentActualStartDate", "cin_8863Q")
        until = max(until, each.completed_on or _FAR_AHEAD)


def _enquiries(episode: Episode, census: Census) -> None:
    dated = [each for each in episode.enquiries if each.started_on is not None]
    for each in dated:
        module, started_on = each.module, each.started_on or date.min
        if episode.referred_on is not None and started_on < episode.referred_on:
            module.warn("S47ActualStartDate", "cin_2889")
        if episode.closed_on is not None and started_on > episode.closed_on:
            module.warn("S47ActualStartDate", "cin_8565")
        if each.conference_on is not None:
            _conference(each.conference_on, episode, census, each)
            if each.not_required:
                module.warn("ICPCnotRequired", "conference_held_and_not_required")
        elif not each.not_required and not module.refused:
            if not census.holds(started_on):
                module.warn("S47ActualStartDate", "cin_8740")
            if episode.closed_on is not None:
                module.warn(None, "cin_8868")
    if dated and not episode.assessments:
        episode.module.warn(None, "cin_2991Q")
    undecided = [each for each in dated if each.conference_on is None and not each.not_required]
    if len(undecided) > 1:
        episode.module.warn("Section47", "cin_8839")
    until = date.min
    for each in sorted(dated, key=lambda each: each.started_on or date.min):
        if (each.started_on or date.min) < until:
            each.module.warn("S47ActualStartDate", "cin_8890")
        until = max(until, each.conference_on or (date.min if each.not_required else _FAR_AHEAD))


def _plan(plan: Plan, episode: Episode, census: Census) -> None:
    module, started_on = plan.module, plan.started_on
    if started_on is not None:
        if census.is_after(started_on):
            module.warn("CPPstartDate", "cin_8720")
        if episode.referred_on is not None and started_on < episode.referred_on:
            module.warn("CPPstartDate", "cin_1105")
        if episode.closed_on is not None and started_on > episode.closed_on:
            module.warn("CPPstartDate", "cin_8565")
        if plan.ended_on == started_on:
            module.warn("CPPendDate", "cin_8840")
    if plan.ended_on is not None and not census.holds(plan.ended_on):
        module.warn("CPPendDate", "cin_8930")
    for review in plan.reviews:
        if (review.held_on or date.min) > (plan.ended_on or _FAR_AHEAD):
            review.module.warn(None, "review_after_plan_ended")


def _episodes_together(episodes: list[Episode]) -> None:
    dated = [each for each in episodes if each.referred_on is not None]
    dated.sort(key=lambda each: each.referred_on or date.min)
    open_ones = [each for each in dated if each.closed_on is None]
    for each in open_ones[1:]:
        each.module.warn("CINreferralDate", "cin_8815")
    for before, after in pairwise(dated):
        if (after.referred_on or date.min) < (before.closed_on or _FAR_AHEAD):
            after.module.warn("CINreferralDate", "cin_8820")


def _plans_together(plans: list[Plan]) -> None:
    dated = [each for each in plans if each.started_on is not None]
    dated.sort(key=lambda each: each.started_on or date.min)
    for each in [each for each in dated if each.ended_on is None][1:]:
        each.module.warn("CPPstartDate", "cin_8935")
    for before, after in pairwise(dated):
        if (after.started_on or date.min) < (before.ended_on or _FAR_AHEAD):
            after.module.warn("CPPstartDate", "cin_8940")
