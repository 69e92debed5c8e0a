"""Every type of event the engine accepts, and what each may say about its case.

The types lie in ``event_families``, one module a family; their attributes are read as
``attribute_readers`` says. Anything else is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.case.attribute_readers import Reader
from domain.case.event_families import any_case, child_protection, complaints, looked_after, others
from domain.errors import ProblemError


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of event: the family it belongs to and the attributes it may carry."""

    name: str
    family: str
    attributes: Mapping[str, Reader]
    required: frozenset[str] = frozenset()


_FAMILIES = {
    "any": any_case,
    "looked_after": looked_after,
    "child_protection": child_protection,
    "complaints": complaints,
    "others": others,
}

EVENT_TYPES: Mapping[str, EventType] = {
    name: EventType(
        name, family, attributes, getattr(module, "REQUIRED", {}).get(name, frozenset())
    )
    for family, module in _FAMILIES.items()
    for name, attributes in module.TYPES.items()
}


def read_attribute(type_name: str, name: str, value: Any) -> Any:
    """Check and normalise one attribute of a type that there is.

    Raises ProblemError with code ``unknown_attribute`` or ``bad_attribute``.
    """
    return _read(EVENT_TYPES[type_name], type_name, name, value)


def read_attributes(type_name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Check and normalise the attributes of one event.

    Raises ProblemError with code ``unknown_type``, ``unknown_attribute``, ``bad_attribute``
    or ``missing_attribute``. An attribute that is empty (None or "") counts as not given.
    """
    event_type = EVENT_TYPES.get(type_name)
    if event_type is None:
        raise ProblemError(
            "unknown_type",
            "The engine has no event of this type.",
            "Use a type from docs/reference/events.md, or ask for the type to be added.",
        )
    values: dict[str, Any] = {}
    for name, value in given.items():
        if value is None or value == "":
            continue
        values[name] = _read(event_type, type_name, name, value)
    for name in sorted(event_type.required - values.keys()):
        raise ProblemError(
            "missing_attribute",
            f"{type_name} needs {name}, which decides the dates that follow.",
            f"Add {name} to the attributes.",
        )
    return values


def _read(event_type: EventType, type_name: str, name: str, value: Any) -> Any:
    reader = event_type.attributes.get(name)
    if reader is None:
        allowed = ", ".join(event_type.attributes) or "none"
        raise ProblemError(
            "unknown_attribute",
            f"{type_name} has an attribute that it does not take.",
            f"Leave it out. {type_name} takes: {allowed}.",
        )
    try:
        return reader(value)
    except ValueError as wanted:
        raise ProblemError(
            "bad_attribute", f"{type_name}.{name} cannot be read.", f"Give {wanted}."
        ) from None
