"""What a duty rests on, where that is written, and how far it was checked."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

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
    """Where in the law, guidance or local procedure the duty is written.

    ``version`` is the edition, or the state of the law, that the number was taken from: "2013
    edition", "as amended to 1 April 2015". ``read_on`` is the day on which somebody read it there;
    where nobody has, it is left out. ``later`` names a later edition that is known and was not
    read.
    """

    title: str
    provision: str | None = None
    version: Annotated[str, Field(min_length=3)] | None = None
    read_on: date | None = None
    later: Annotated[str, Field(min_length=10)] | None = None
    href: Annotated[str, Field(pattern=r"^https?://[^\s/]+\.[^\s]+$")] | None = None

    @model_validator(mode="after")
    def _what_was_read_has_a_version(self) -> Self:
        if (self.read_on or self.later) and not self.version:
            raise ValueError("read_on and later go with the version that was read")
        return self
