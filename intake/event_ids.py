"""How the ids of the events that readers make are spelled.

They are in every store, and stores are upgraded, never made anew: nothing here may change. An event
of a return has an id made from what it tells of; what corrects it, takes it back or brings it back
has that id with a mark behind it: ``~2`` the second version, ``~gone1`` the first removal,
``~back1`` what undid that removal.
"""

import json
import re
from uuid import UUID, uuid5

from intake.whole_tables import Removal

# Another value would give every imported event a new id.
_NAMESPACE = UUID("6b0f2f2e-6f0a-5c39-9a8e-3d1f7c5b2a10")

_NATURAL = re.compile(r"[0-9a-f]{32}")
_VERSION = re.compile(r"(.+)~([1-9][0-9]*)")
_MARKS = {Removal.TAKEN_BACK: "gone", Removal.BROUGHT_BACK: "back"}
_REMOVALS = {mark: removal for removal, mark in _MARKS.items()}
_REMOVAL = re.compile(rf"([0-9a-f]{{32}})~({'|'.join(_REMOVALS)})[0-9]+")


def natural_id(source: str, subject: str, type_name: str, *key: str) -> str:
    """The id of an event read from a return, which gives none of its own.

    The same source, case, type and key give the same id in every import, and the id does not
    show the case number.
    """
    return uuid5(_NAMESPACE, json.dumps([source, subject, type_name, *key])).hex


def is_natural(event_id: str) -> bool:
    """Whether a reader made this id, for the first version of an event."""
    return _NATURAL.fullmatch(event_id) is not None


def version_id(first: str, version: int) -> str:
    """The id of the version with this number, from 1, of the event with the id ``first``."""
    return first if version == 1 else f"{first}~{version}"


def version_of(event_id: str) -> tuple[str, int]:
    """The id of the first version of an event, and the number of the version that this one is."""
    found = _VERSION.fullmatch(event_id)
    return (found[1], int(found[2])) if found else (event_id, 1)


def removal_id(first: str, removal: Removal, number: int) -> str:
    """The id of what takes the event with the id ``first`` back, or back in, for the nth time."""
    return f"{first}~{_MARKS[removal]}{number}"


def removal_of(event_id: str) -> tuple[str, Removal] | None:
    """The id of the event that this one takes back or brings back; None where it does neither."""
    found = _REMOVAL.fullmatch(event_id)
    return (found[1], _REMOVALS[found[2]]) if found else None
