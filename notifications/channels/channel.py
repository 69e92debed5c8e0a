"""What every channel can do, and the two ways in which it can fail."""

from email.message import EmailMessage
from typing import Protocol


class ChannelError(Exception):
    """A message that was not handed over. ``code`` is fixed words: never an address, never a
    server's reply, which can quote either.

    ``may_have_arrived`` is True when the other side may have taken the message all the same.
    """

    def __init__(self, code: str, *, may_have_arrived: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.may_have_arrived = may_have_arrived


class ChannelUnavailableError(ChannelError):
    """It did not work now and may work later."""


class ChannelRefusedError(ChannelError):
    """This message or address was refused for good; somebody has to put that right."""


class Channel(Protocol):
    """A way out of the engine.

    ``can_be_asked`` says whether ``has`` can tell if a message arrived. Where it cannot, a
    message that may have arrived goes out again, marked as a possible repeat.
    ``needs_address`` says whether a recipient without an e-mail address cannot be reached.
    """

    name: str
    can_be_asked: bool
    needs_address: bool

    @property
    def sender(self) -> str:
        """The e-mail address that its messages come from."""
        ...

    def has(self, reference: str) -> bool:
        """Whether the message with this reference arrived. Only where it can be asked."""
        ...

    def send(self, reference: str, message: EmailMessage) -> None:
        """Hand the message over for good, or raise one of the two errors above."""
        ...
