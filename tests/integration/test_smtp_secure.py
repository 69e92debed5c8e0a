"""STARTTLS and login, with a real mail server that insists on both."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from pydantic import SecretStr

from notifications.channel import ChannelUnavailableError
from notifications.channels.smtp import SmtpChannel, SmtpSettings
from tests.support.smtp_server import MailServer, make_certificate, running_mail_server

LOGIN = ("timescales", "secret-word")


def send_to(server: MailServer, *, starttls: bool = True, password: str = LOGIN[1]) -> None:
    """One message to the server."""
    settings = SmtpSettings(
        host=server.host,
        port=server.port,
        sender="timescales@example.org",
        starttls=starttls,
        username=LOGIN[0],
        password=SecretStr(password),
        timeout=10,
    )
    message = EmailMessage()
    message["From"] = settings.sender
    message["To"] = "iro07@example.org"
    message.set_content("One review is overdue.")
    SmtpChannel(settings).send(message)


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder whose certificate.pem this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    return tmp_path


def test_a_message_goes_encrypted_after_a_login(trusted: Path) -> None:
    with running_mail_server(certificate=make_certificate(trusted), login=LOGIN) as server:
        send_to(server)
    assert (len(server.taken), server.secure, server.users) == (1, [True], [LOGIN[0]])


def test_a_password_that_the_server_refuses_is_reported_and_not_shown(trusted: Path) -> None:
    with (
        running_mail_server(certificate=make_certificate(trusted), login=LOGIN) as server,
        pytest.raises(ChannelUnavailableError) as caught,
    ):
        send_to(server, password="another-word")
    assert (caught.value.code, caught.value.may_have_arrived) == ("smtp_login_refused", False)
    assert "another-word" not in str(caught.value)
    assert server.taken == []


def test_a_certificate_that_nobody_trusts_gets_neither_password_nor_message(
    tmp_path: Path,
) -> None:
    with (
        running_mail_server(certificate=make_certificate(tmp_path), login=LOGIN) as server,
        pytest.raises(ChannelUnavailableError) as caught,
    ):
        send_to(server)
    assert caught.value.code == "smtp_not_secure"
    assert server.taken == []


def test_a_certificate_of_another_machine_is_not_taken_for_the_servers(trusted: Path) -> None:
    other = make_certificate(trusted, address="192.0.2.1")
    with (
        running_mail_server(certificate=other, login=LOGIN) as server,
        pytest.raises(ChannelUnavailableError) as caught,
    ):
        send_to(server)
    assert caught.value.code == "smtp_not_secure"
    assert server.taken == []


def test_a_server_that_wants_encryption_takes_nothing_without_it(trusted: Path) -> None:
    with (
        running_mail_server(certificate=make_certificate(trusted), login=LOGIN) as server,
        pytest.raises(ChannelUnavailableError),
    ):
        send_to(server, starttls=False)
    assert server.taken == []
