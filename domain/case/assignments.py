"""Who has been assigned to what in a case."""

from collections.abc import Iterable

from domain.case.corrections import standing
from domain.case.events import Event

Assigned = dict[str, tuple[str | None, str | None]]


def assigned_roles(events: Iterable[Event]) -> Assigned:
    """The (person, team) last assigned to each role, from the case's ``responsible_assigned``.

    The team manager of the team responsible is told where nobody else is named, so the role
    ``team_manager`` takes the team of the social worker.
    """
    assigned: Assigned = {}
    named = [event for event in standing(events) if event.type == "responsible_assigned"]
    for event in sorted(named, key=lambda event: (event.on, event.source, event.id)):
        given = event.attributes
        assigned[given["role"]] = (given.get("person"), given.get("team"))
    _, team = assigned.get("social_worker", (None, None))
    if team is not None:
        assigned.setdefault("team_manager", (None, team))
    return assigned
