"""What a person may fill in on a form in Prefect. Nothing here can hold a name or a sentence.

Prefect keeps every parameter for ever and has no roles, so a form takes only the engine's own
case references, words from a list and yes or no.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from intake.catalogue import every_format

# The first eight characters of a reference, or more. Digits alone may be a case number or a date:
# there is a letter among the eight, or what follows them stands there too.
CaseReference = Annotated[
    str,
    StringConstraints(
        pattern=r"^([0-9]{0,7}[a-f][0-9a-f]*|[0-9]{8}-[0-9a-f]{4})(-[0-9a-f]{1,12}){0,4}$",
        min_length=8,
        max_length=36,
    ),
]
CaseReferences = Annotated[Sequence[CaseReference], Field(max_length=500)]

# One step down from the inbox, and no way to say where else.
FolderName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]


class Reason(StrEnum):
    """Why dates are worked out anew."""

    NOT_GIVEN = "not_given"
    CORRECTION_RECEIVED = "correction_received"
    MISSED_RUN = "missed_run"
    BANK_HOLIDAY_ADDED = "bank_holiday_added"
    RULE_CHANGED = "rule_changed"
    DATA_IMPORTED = "data_imported"
    REGULAR_RUN = "regular_run"
    OTHER = "other"


# What lies in the folder: the formats that ``intake`` declares.
_KINDS = {kind.upper().replace("-", "_"): kind for kind in every_format()}
# mypy wants to read the members here; the packages have them.
ImportKind = StrEnum("ImportKind", _KINDS)  # type: ignore[misc]


FORM_TITLES = {
    "cases": "Case references",
    "apply": "Apply the changes",
    "reason": "Reason",
    "kind": "Kind of file",
    "folder": "Folder in the inbox",
    "exported_on": "Day of the export",
}
