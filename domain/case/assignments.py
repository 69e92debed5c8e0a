"""Who has been assigned to what in a case."""

from collections.abc import Iterable

from domain.case.agreement import agree
from domain.case.corrections import standing
from domain.case.events import Event
from domain.case.trust import Trust

Assigned = dict[str, tuple[str | None, str | None]]


def assigned_roles(events: Iterable[Event], trust: Trust | None = None) -> Assigned:
    """The (person, team) last assigned to each role, from the case's ``responsible_assigned``.

    ``trust`` decides between sources, where the events are not the agreed facts already.
    The team manager of the team responsible is told where nobody else is named, so the role
    ``team_manager`` takes the team of the social worker.
    """
    assigned: Assigned = {}
    told = [event for event in standing(events) if event.type == "responsible_assigned"]
    named = agree(told, trust).events
    for event in sorted(named, key=lambda event: (event.on, event.source, event.id)):
        given = event.attributes
        assigned[given["role"]] = (given.get("person"), given.get("team"))
    _, team = assigned.get("social_worker", (None, None))
    if team is not None:
        assigned.setdefault("team_manager", (None, team))
    return assigned
