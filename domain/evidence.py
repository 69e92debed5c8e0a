"""Duties that a yearly return starts but could never show as done."""

from domain.events import Event
from domain.history import History
from domain.rules import Rule

# What each return can tell. A duty that began in a return and ends in something that the
# return does not carry would stand overdue for every child, and hide the ones that are.
CARRIED_BY_RETURN: dict[str, frozenset[str]] = {
    "ssda903": frozenset(
        {
            "born",
            "became_looked_after",
            "legal_status_changed",
            "placement_started",
            "placement_ended",
            "ceased_looked_after",
            "review_held",
            "review_completed",
        }
    ),
    # No decision on a referral, core group, booking or report. That a referral needed no
    # assessment is told without its date, so it is no evidence of a decision in time.
    "cin-census": frozenset(
        {
            "born",
            "child_born",
            "referral_received",
            "assessment_started",
            "assessment_completed",
            "strategy_discussion_held",
            "section_47_concluded",
            "initial_conference_held",
            "child_protection_plan_started",
            "review_conference_held",
            "child_protection_plan_ended",
            "case_closed",
        }
    ),
}


def can_be_evidenced(rule: Rule, start: Event, history: History) -> bool:
    """Whether the case's sources could ever show that the duty was done.

    False only for a duty started by a return that carries none of the facts that end it, in a
    case for which no other source has told of any either.
    """
    carried = CARRIED_BY_RETURN.get(start.source)
    if carried is None:
        return True
    return any(
        end.event in carried
        or any(fact.event.source != start.source for fact in history.of_type(end.event))
        for end in rule.ends
    )
