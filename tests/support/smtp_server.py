"""A real mail server in a thread, which keeps what it took and can be told to misbehave."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from socket import AF_INET, SOCK_STREAM, socket
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class MailServer:
    """``refuse`` maps a recipient's address to the answer it gets instead of 250.

    ``drop_after_data`` breaks the connection once a message was taken, before saying so.
    ``secure`` and ``users`` say of each message taken whether it came encrypted, and who had
    logged in.
    """

    host: str = "127.0.0.1"
    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    drop_after_data: bool = False
    secure: list[bool] = field(default_factory=list)
    users: list[str | None] = field(default_factory=list)

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
        self.secure.append(session.ssl is not None)
        self.users.append(session.auth_data.login.decode() if session.authenticated else None)
        if self.drop_after_data:
            server.transport.abort()
        return "250 OK"


def words_of(message: EmailMessage) -> str:
    """The plain text of a message, decoded."""
    body = message.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


@dataclass(frozen=True)
class Certificate:
    """A certificate that speaks for itself, with its key, as files."""

    certificate: Path
    key: Path

    @property
    def context(self) -> ssl.SSLContext:
        """What a server needs to answer with it."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificate, self.key)
        return context


def make_certificate(folder: Path, address: str = "127.0.0.1") -> Certificate:
    """A certificate for a machine's address, made for the test and valid for a lifetime."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An invented mail server")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2000, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    found = Certificate(folder / "certificate.pem", folder / "key.pem")
    found.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    found.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return found


@contextmanager
def running_mail_server(
    port: int | None = None,
    *,
    certificate: Certificate | None = None,
    login: tuple[str, str] | None = None,
) -> Iterator[MailServer]:
    """A mail server on a free port of this machine, or on ``port``.

    With a ``certificate`` it wants STARTTLS before anything else, and with a ``login`` that user
    and password.
    """

    def known(_server: Any, _session: Any, _envelope: Any, _way: str, given: Any) -> AuthResult:
        said = (given.login.decode(), given.password.decode())
        return AuthResult(success=said == login, handled=False, auth_data=given)

    server = MailServer(port=port or free_port())
    controller = Controller(
        server,
        hostname=server.host,
        port=server.port,
        enable_SMTPUTF8=False,
        tls_context=certificate.context if certificate else None,
        require_starttls=certificate is not None,
        authenticator=known if login else None,
        auth_required=login is not None,
    )
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
