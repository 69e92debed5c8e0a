"""A real mail server in a thread, which keeps what it took and can be told to misbehave."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from socket import AF_INET, SOCK_STREAM, socket
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class MailServer:
    """``refuse`` maps a recipient's address to the answer it gets instead of 250.

    ``drop_after_data`` breaks the connection once a message was taken, before saying so.
    """

    host: str = "127.0.0.1"
    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    drop_after_data: bool = False

    @property
    def message_ids(self) -> list[str]:
        """The Message-ID of every message taken, in order."""
        return [str(message["Message-ID"]) for message in self.taken]

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Answer to one recipient."""
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        """Take one message."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        if self.drop_after_data:
            server.transport.abort()
        return "250 OK"


def words_of(message: EmailMessage) -> str:
    """The plain text of a message, decoded."""
    body = message.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


@contextmanager
def running_mail_server(port: int | None = None) -> Iterator[MailServer]:
    """A mail server on a free port of this machine, or on ``port``."""
    server = MailServer(port=port or free_port())
    controller = Controller(server, hostname=server.host, port=server.port, enable_SMTPUTF8=False)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket(AF_INET, SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
