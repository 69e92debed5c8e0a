"""What a duty rests on, and how far that was checked."""

from enum import StrEnum


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
