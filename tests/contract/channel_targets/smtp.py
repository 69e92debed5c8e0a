"""A mail server on this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.contract.channel_targets import Target
from tests.support.smtp_server import running_mail_server, words_of


@contextmanager
def target(_: Path) -> Iterator[Target]:
    """A mail server that takes everything."""
    with running_mail_server() as server:
        section = {
            "host": server.host,
            "port": server.port,
            "sender": "timescales@example.org",
            "starttls": False,
        }

        def refuse(address: str) -> None:
            server.refuse[address] = f"550 no mailbox {address} here"

        def break_off() -> None:
            server.drop_after_data = True

        yield Target(section, lambda: [words_of(one) for one in server.taken], break_off, refuse)
