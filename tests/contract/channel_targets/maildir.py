"""The maildirs under the data folder."""

import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.contract.channel_targets import Target
from tests.support.smtp_server import words_of


@contextmanager
def target(folder: Path) -> Iterator[Target]:
    """A data folder."""
    mail = folder / "mail"

    def taken() -> list[str]:
        files = sorted(mail.glob("*/new/*"))
        return [
            words_of(email.message_from_bytes(file.read_bytes(), policy=email.policy.default))
            for file in files
        ]

    def break_off() -> None:
        mail.write_text("a file where the folder should be")

    yield Target({}, taken, break_off)
