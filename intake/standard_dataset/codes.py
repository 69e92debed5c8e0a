"""Codes that a case system may write as codes, or in the words that the DfE describes them with."""

import re
from collections.abc import Collection

from intake.care_codes import LEGAL_STATUS

_CODE = re.compile(r"\b([A-Z]{1,2}\d{1,2}[AB]?)\b")

# In the order in which they are tried: an interim care order is a care order too.
_STATUS_IN_WORDS = (
    ("interim care order", "C1"),
    ("full care order", "C2"),
    ("care order", "C2"),
    ("freeing order", "D1"),
    ("placement order", "E1"),
    ("series of short", "V4"),
    ("section 20", "V2"),
    ("single period of accommodation", "V2"),
    ("police protection", "L1"),
    ("emergency protection", "L2"),
    ("child assessment order", "L3"),
    ("remand", "J1"),
)
_ROLES = (
    ("reviewing officer", "iro"),
    ("iro", "iro"),
    ("conference chair", "conference_chair"),
    ("personal advis", "personal_adviser"),
    ("social worker", "social_worker"),
    ("case worker", "social_worker"),
    ("allocated", "social_worker"),
)
_NOT_DONE = re.compile(
    r"cancel|refus|declin|not attend|dna|did not|plan|book|schedul|arrang|due|not complete|pending"
)


def code_in(text: str, known: Collection[str]) -> str | None:
    """The first code of the set that stands in a text, or None."""
    return next((code for code in _CODE.findall(text.upper()) if code in known), None)


def legal_status(text: str) -> str | None:
    """A legal status from its code or its description, or None."""
    said = text.lower()
    in_words = next((code for words, code in _STATUS_IN_WORDS if words in said), None)
    return code_in(text, LEGAL_STATUS) or in_words


def role(text: str) -> str | None:
    """What the engine calls the role of a professional, or None where it has no use for it."""
    said = f" {text.lower()} "
    return next((ours for words, ours in _ROLES if re.search(rf"\b{words}", said)), None)


def health_check(kind: str) -> str | None:
    """The type of event of a health check: an assessment, a dental check, or None for others."""
    said = kind.lower()
    if "dent" in said:
        return "dental_check_completed"
    if said.strip() == "health" or "assessment" in said or re.search(r"\b[ir]ha\b", said):
        return "health_assessment_completed"
    return None


def was_done(status: str) -> bool:
    """Whether the status of a check leaves it standing as done."""
    return _NOT_DONE.search(status.lower()) is None
