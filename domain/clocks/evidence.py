"""Duties that a return starts but could never show as done, or as done in time."""

from collections.abc import Iterable

from domain.case.events import Event
from domain.case.history import History
from domain.clocks.clock import Clock
from domain.rules.rule import End

_IN_NEED_AND_PROTECTION = frozenset(
    {
        "referral_received",
        "assessment_started",
        "assessment_completed",
        "strategy_discussion_held",
        "initial_conference_held",
        "child_protection_plan_started",
        "review_conference_held",
        "child_protection_plan_ended",
    }
)
_IN_CARE = frozenset(
    {
        "became_looked_after",
        "legal_status_changed",
        "placement_started",
        "ceased_looked_after",
        "review_held",
        "review_completed",
    }
)
_DONE_IN_CARE = frozenset(
    {
        "child_visited",
        "health_assessment_completed",
        "dental_check_completed",
        "pathway_plan_reviewed",
        "decision_made",
        "placement_order_made",
        "match_approved",
        "placed_for_adoption",
        "adoption_order_made",
        "adoption_decision_reversed",
    }
)

# What each return can tell. A duty that began in a return and ends in something that the
# return does not carry would stand overdue for every child, and hide the ones that are.
CARRIED_BY_RETURN: dict[str, frozenset[str]] = {
    "ssda903": _IN_CARE | {"born", "placement_ended"},
    # No decision on a referral, core group, booking or report. That a referral needed no
    # assessment is told without its date, so it is no evidence of a decision in time.
    "cin-census": _IN_NEED_AND_PROTECTION
    | {"born", "case_closed", "child_born", "section_47_concluded"},
    "annex-a": _IN_NEED_AND_PROTECTION
    | _IN_CARE
    | _DONE_IN_CARE
    | {
        "adopter_accepted",
        "adopter_stage_completed",
        "adopter_stage_started",
        "adopter_withdrew",
        "born",
    },
    "standard-dataset": _IN_NEED_AND_PROTECTION
    | _IN_CARE
    | _DONE_IN_CARE
    | {"born", "found", "placement_ended", "sdq_completed", "section_47_concluded", "went_missing"},
}

# Of these a return tells only the latest: what was done before it is not there.
LATEST_ONLY: dict[str, frozenset[str]] = {
    "annex-a": frozenset(
        {
            "review_held",
            "review_completed",
            "child_visited",
            "health_assessment_completed",
            "dental_check_completed",
            "review_conference_held",
            "pathway_plan_reviewed",
        }
    ),
    "standard-dataset": frozenset({"pathway_plan_reviewed"}),
}


def can_be_evidenced(ends: Iterable[End], start: Event, history: History) -> bool:
    """Whether the case's sources could ever show that the duty was done, by one of ``ends``.

    False only for a duty started by a return that carries none of the facts that end it, in a
    case for which no other source has told of any either.
    """
    carried = CARRIED_BY_RETURN.get(start.source)
    return carried is None or any(
        end.event in carried
        or any(fact.event.source != start.source for fact in history.of_type(end.event))
        for end in ends
    )


def may_have_been_done_in_time(clock: Clock, start: Event, done: Event | None) -> bool:
    """Whether a clock that looks late may have been met by a fact that the return left out.

    So it is where one and the same import told when the duty began and the latest time it was
    done: visits or reviews may lie between the two. Where the start was known before, what was
    done in between would have been told, if the return comes often enough.
    """
    if done is None or done.on <= clock.due_on or done.source != start.source:
        return False
    if done.type not in LATEST_ONLY.get(done.source, ()):
        return False
    if start.recorded_at is None or done.recorded_at is None:
        return True
    return done.recorded_at <= start.recorded_at
