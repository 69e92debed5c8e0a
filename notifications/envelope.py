"""What goes round the content of a message."""

from dataclasses import dataclass
from datetime import datetime

REPEAT_NOTICE = (
    "This may be a repeat: an earlier attempt to send this message may have reached you."
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """For whom a message is. ``reference`` names it; a repeat carries the same.

    ``recipient`` is a staff code or a role, ``address`` their e-mail address or None where none is
    known, ``at`` an aware instant. ``may_be_repeat``: an earlier attempt may have arrived.
    """

    reference: str
    recipient: str
    address: str | None
    at: datetime
    may_be_repeat: bool = False

    @property
    def repeat_notice(self) -> str:
        """What a possible repeat must say of itself; empty for any other message."""
        return REPEAT_NOTICE if self.may_be_repeat else ""
