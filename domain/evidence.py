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
}


def can_be_evidenced(rule: Rule, start: Event, history: History) -> bool:
    """Whether the case's sources could ever show that the duty was done.

    False only for a duty started by a return that carries none of the facts that end it, in a
    case for which no other source has told of any either.
    """
    carried = CARRIED_BY_RETURN.get(start.source)
    if carried is None:
        return True
    return any(end.event in carried or history.of_type(end.event) for end in rule.ends)
