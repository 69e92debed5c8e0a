"""Messages as files, in one maildir for each recipient: any mail program can read them."""

import errno
import mailbox
import os
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

from notifications.channels.channel import ChannelUnavailableError

_FULL = {errno.ENOSPC, errno.EDQUOT}


class MaildirChannel:
    """Writes under ``folder``; a file's name is its message's reference, so it can be asked."""

    name = "maildir"
    can_be_asked = True
    needs_address = False
    sender = "timescales@timescales.invalid"

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

    def send(self, reference: str, message: EmailMessage) -> None:
        """Deliver the message; when this returns it is on the disk under its final name."""
        home = self.folder / quote(message["X-Timescales-Recipient"], safe="")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            # Makes the three folders, and clears what a crash left in tmp long ago.
            mailbox.Maildir(home, create=True).clean()
            unfinished = home / "tmp" / f"{reference}.{os.getpid()}"
            with unfinished.open("wb") as file:
                os.fchmod(file.fileno(), 0o600)
                file.write(message.as_bytes())
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
