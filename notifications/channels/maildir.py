"""Messages as files, in one maildir for each recipient: any mail program can read them."""

import errno
import os
from functools import partial
from pathlib import Path
from urllib.parse import quote

from notifications.channel import (
    ChannelKind,
    ChannelSettings,
    ChannelUnavailableError,
    HandOver,
)
from notifications.digest import Content
from notifications.envelope import Envelope

_SENDER = "timescales@timescales.invalid"
_FULL = {errno.ENOSPC, errno.EDQUOT}


class MaildirSettings(ChannelSettings):
    """There is nothing to set: the files lie under ``mail`` in the data folder."""

    def make(self, data_folder: Path) -> "MaildirChannel":
        """The channel, under ``mail`` in the data folder."""
        return MaildirChannel(self.place(data_folder))

    def place(self, data_folder: Path) -> Path:
        """``mail`` in the data folder."""
        return data_folder / "mail"


class MaildirChannel:
    """Writes under ``folder``; a file's name is its message's reference, so it can be asked."""

    name = "maildir"
    can_be_asked = True
    needs_address = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, reference: str) -> bool:
        """Whether the message was delivered, read (``cur``) or not (``new``)."""
        try:
            if any(self.folder.glob(f"*/new/{reference}")):
                return True
            # A mail program adds ":2," and flags to the name of what has been read.
            return any(self.folder.glob(f"*/cur/{reference}*"))
        except OSError as error:
            raise _unavailable(error) from None

    def prepare(self, content: Content, envelope: Envelope) -> HandOver:
        """The message as an e-mail, to be delivered into its recipient's maildir."""
        from notifications import mail

        message = mail.render(content, envelope, _SENDER).as_bytes()
        home = self.folder / quote(envelope.recipient, safe="")
        return partial(self._deliver, home, envelope.reference, message)

    def _deliver(self, home: Path, reference: str, message: bytes) -> None:
        """When this returns, the message is on the disk under its final name."""
        import mailbox

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            # Makes the three folders, and clears what a crash left in tmp long ago.
            mailbox.Maildir(home, create=True).clean()
            unfinished = home / "tmp" / f"{reference}.{os.getpid()}"
            with unfinished.open("wb") as file:
                os.fchmod(file.fileno(), 0o600)
                file.write(message)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(home / "new" / reference)
            for folder in (home / "new", home, self.folder):
                _flush(folder)
        except OSError as error:
            raise _unavailable(error) from None


def _flush(folder: Path) -> None:
    """Put a folder's list of names on the disk: without it a power cut can lose a new file."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unavailable(error: OSError) -> ChannelUnavailableError:
    code = "maildir_full" if error.errno in _FULL else "maildir_unwritable"
    return ChannelUnavailableError(code, may_have_arrived=True)


CHANNEL = ChannelKind(
    name="maildir",
    about="keeps each message as a file under `mail` in the data folder",
    settings=MaildirSettings,
    problems={
        "maildir_full": (
            "The disk that holds the messages is full.",
            "Make room. Everything waits and is tried again by itself.",
        ),
        "maildir_unwritable": (
            "The folder for messages cannot be written.",
            "Check that the folder exists and who owns it. Everything waits and is tried again.",
        ),
    },
)
