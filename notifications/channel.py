"""What every channel is given, what it can do, and the two ways in which it can fail."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict, field_validator

from notifications.contacts import one_line
from notifications.digest import Content
from notifications.envelope import Envelope

# Hands one message over for good, or raises one of the errors below.
HandOver = Callable[[], None]


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

    def has(self, reference: str) -> bool:
        """Whether the message with this reference arrived. Only where it can be asked.

        Raises ChannelUnavailableError where that cannot be found out now.
        """
        ...

    def prepare(self, content: Content, envelope: Envelope) -> HandOver:
        """Put the content into the channel's own form; what is given back hands it over.

        Nothing leaves the engine before that is called. Anything may be raised here: then this
        one message cannot be made, and nothing of the error is kept or shown.
        """
        ...


class ChannelSettings(BaseModel, ABC):
    """A channel's section of timescales.toml, and how to make the channel from it.

    A key is a field with a ``description`` for docs/reference/settings.md. A ``SecretStr`` can be
    given in the environment too: ``password`` under ``[smtp]`` as TIMESCALES_SMTP_PASSWORD.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @field_validator("*")
    @classmethod
    def _is_one_line(cls, value: object) -> object:
        return one_line(value) if isinstance(value, str) else value

    def place(self, data_folder: Path) -> Path | None:
        """The folder that messages are kept in, for a channel that keeps them on this machine."""
        return None

    @abstractmethod
    def make(self, data_folder: Path) -> Channel:
        """The channel, for an installation with this data folder. Opens and sends nothing."""


@dataclass(frozen=True, slots=True)
class ChannelKind:
    """One channel that an installation can choose, by the name of its file.

    ``about`` goes on from the name: "``smtp`` sends it by e-mail". ``problems`` gives for each code
    that the channel raises what it means and what to do; where a number follows a code
    (``smtp_refused_550``), the code without it. A channel that cannot do without its section has
    words for ``<name>_not_set_up``.
    """

    name: str
    about: str
    settings: type[ChannelSettings]
    problems: Mapping[str, tuple[str, str]]
