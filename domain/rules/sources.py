"""What a duty rests on, where that is written, and how far it was checked."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.parts import Part


class Authority(StrEnum):
    """Where a duty comes from."""

    STATUTE = "statute"
    GUIDANCE = "guidance"
    LOCAL = "local"


class Confidence(StrEnum):
    """How far the number was checked against its source when the rule was written."""

    READ = "read"
    QUOTED = "quoted"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Source(Part):
    """Where in the law, guidance or local procedure the duty is written."""

    title: str
    provision: str | None = None
    href: Annotated[str, Field(pattern=r"^https?://[^\s/]+\.[^\s]+$")] | None = None
