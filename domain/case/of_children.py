"""Whether a case is that of a child, by the types of events that tell of it."""

from domain.case.event_types import EVENT_TYPES


def tells_of_no_child(type_name: str) -> bool:
    """Whether events of a type tell of a complaint, a foster carer or an adopter.

    Such a case is never one with a child's: a complaint concerns a child.
    """
    known = EVENT_TYPES.get(type_name)
    return type_name.startswith(("foster_", "adopter_")) or (
        known is not None and known.family == "complaints"
    )


def tells_of_a_child(type_name: str) -> bool:
    """Whether events of a type tell of a child: its birth, its care or its protection."""
    known = EVENT_TYPES.get(type_name)
    of_children = known is not None and known.family in ("looked_after", "child_protection")
    return of_children or type_name == "born"
