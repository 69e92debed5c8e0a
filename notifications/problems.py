"""What the codes of a failed delivery mean, for the person who has to put it right."""

from collections.abc import Mapping

from domain.errors import ProblemError
from notifications.catalogue import every_channel

# Of any channel. What only one can meet is said in its own file.
PROBLEMS: Mapping[str, tuple[str, str]] = {
    "no_address": (
        "A recipient has no e-mail address.",
        "Add one for the staff code or for the role to the settings. It is tried again every day.",
    ),
    "message_not_made": (
        "A message could not be made from its alerts.",
        "It is tried again every day, and the others go. If it stays, report it with the program's "
        "version; until then, read the alerts with: timescales alerts list",
    ),
    "not_delivered": (
        "A message could not be handed over, and this version has no words for the reason.",
        "It is tried again by itself. If it stays, report it with the program's version; until "
        "then, read the alerts with: timescales alerts list",
    ),
    "unknown_channel": (
        "The settings name a channel that does not exist.",
        "Use one of ….",
    ),
}
_UNKNOWN = "not_delivered"


def explain(code: str) -> ProblemError:
    """The problem behind a code such as ``smtp_refused_550``, in plain words.

    A code that no channel has words for, perhaps of one that is no longer there, is
    ``not_delivered``; it is not repeated.
    """
    words = dict(PROBLEMS)
    for kind in every_channel().values():
        words |= kind.problems
    for family in (code, code.rpartition("_")[0]):
        if family in words:
            return ProblemError(code, *words[family])
    return ProblemError(_UNKNOWN, *words[_UNKNOWN])
