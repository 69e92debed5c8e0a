"""Who is told: roles turned into people, or into a role's shared mailbox."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to tell: ``code`` is a staff code, or a role's shared mailbox.

    ``role`` is why they are told, ``team`` is the team where one is known.
    """

    code: str
    role: str
    team: str | None


def recipients(
    roles: Iterable[str], assigned: Mapping[str, tuple[str | None, str | None]]
) -> list[Recipient]:
    """Whom to tell, in the order of the roles, nobody twice.

    ``assigned`` gives (person, team) for the roles that an event filled. A role without a
    person goes to its shared mailbox, ``team_manager:North`` where the team is known and
    ``iro_manager`` where it is not. The caller has turned ``responsible`` into the rule's role.
    """
    found: dict[str, Recipient] = {}
    for role in roles:
        person, team = assigned.get(role, (None, None))
        code = person or (f"{role}:{team}" if team else role)
        found.setdefault(code, Recipient(code, role, team))
    return list(found.values())


def address_of(code: str, role: str | None, contacts: Mapping[str, str]) -> str | None:
    """The e-mail address for a recipient, or None when nobody has entered one.

    Tried in turn: the code itself, the role without its team, the role that made them a
    recipient. So an alert for somebody without an address reaches their role's mailbox.
    """
    for name in (code, code.partition(":")[0], role):
        if name and (address := contacts.get(name)):
            return address
    return None
