"""Messages by e-mail. SMTP cannot be asked what it took, so a retry may be a repeat."""

import smtplib
import ssl
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from pydantic import Field, SecretStr

from notifications.channel import (
    ChannelError,
    ChannelKind,
    ChannelRefusedError,
    ChannelSettings,
    ChannelUnavailableError,
    HandOver,
)
from notifications.contacts import Address
from notifications.digest import Content
from notifications.envelope import Envelope


class SmtpSettings(ChannelSettings):
    """Where the mail server is and who the mail comes from."""

    host: str = Field(description="The name or number of the machine that the mail server is on.")
    port: int = Field(ge=1, le=65535, description="The port on which the mail server listens.")
    sender: Address = Field(description="The address that messages come from.")
    starttls: bool = Field(
        default=True, description="Encrypt the connection before anything is said."
    )
    username: str | None = Field(
        default=None, description="The user name, if the mail server wants one."
    )
    password: SecretStr | None = Field(
        default=None,
        description="The mail server's password; better in the environment than in a file.",
    )
    timeout: float = Field(
        default=30.0, gt=0, description="How many seconds to wait for the server."
    )

    def make(self, data_folder: Path) -> "SmtpChannel":
        """The channel. No connection is made yet."""
        return SmtpChannel(self)


class SmtpChannel:
    """Sends through one mail server, one connection for each message."""

    name = "smtp"
    can_be_asked = False
    needs_address = True

    def __init__(self, settings: SmtpSettings) -> None:
        self.settings = settings

    def has(self, reference: str) -> bool:
        """Always False: a mail server has no such question."""
        return False

    def prepare(self, content: Content, envelope: Envelope) -> HandOver:
        """The message as an e-mail, to be handed to the mail server."""
        from notifications import mail

        return partial(self.send, mail.render(content, envelope, self.settings.sender))

    def send(self, message: EmailMessage) -> None:
        """Hand an e-mail to the mail server, or raise one of the errors of ``channel``."""
        server = self._connect()
        try:
            server.send_message(message)
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            raise _send_failure(error) from None
        finally:
            # Not QUIT: the message has been taken, and an error now would say it had not.
            server.close()

    def _connect(self) -> smtplib.SMTP:
        settings = self.settings
        try:
            # Named here and not in connect(): STARTTLS checks the certificate against this name.
            server = smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout)
        except (smtplib.SMTPException, OSError, UnicodeError):
            raise ChannelUnavailableError("smtp_unreachable") from None
        try:
            if settings.starttls:
                server.starttls(context=ssl.create_default_context())
            if settings.username is not None:
                password = settings.password
                server.login(settings.username, password.get_secret_value() if password else "")
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            server.close()
            raise ChannelUnavailableError(_connect_code(error)) from None
        return server


def _connect_code(error: Exception) -> str:
    match error:
        case smtplib.SMTPAuthenticationError():
            return "smtp_login_refused"
        case ssl.SSLError() | smtplib.SMTPNotSupportedError():
            return "smtp_not_secure"
        case _:
            return "smtp_unreachable"


def _send_failure(error: Exception) -> ChannelError:
    match error:
        case smtplib.SMTPRecipientsRefused():
            return _answered(max(code for code, _ in error.recipients.values()))
        case smtplib.SMTPResponseException():
            return _answered(error.smtp_code)
        case smtplib.SMTPNotSupportedError() | UnicodeError() | smtplib.SMTPHeloError():
            return ChannelRefusedError("smtp_refused")
        case _:
            # The line went dead, perhaps just after the server took the message.
            return ChannelUnavailableError("smtp_no_answer", may_have_arrived=True)


def _answered(code: int) -> ChannelError:
    """The server said no. 5xx means never, anything else means not now."""
    if 500 <= code <= 599:
        return ChannelRefusedError(f"smtp_refused_{code}")
    if 400 <= code <= 499:
        return ChannelUnavailableError(f"smtp_deferred_{code}")
    return ChannelUnavailableError("smtp_no_answer", may_have_arrived=True)


CHANNEL = ChannelKind(
    name="smtp",
    about="sends it by e-mail, and needs the section `[smtp]`",
    settings=SmtpSettings,
    problems={
        "smtp_not_set_up": (
            "The channel is smtp, but no mail server is set up.",
            "Add host, port and sender under [smtp] in timescales.toml, or use maildir.",
        ),
        "smtp_unreachable": (
            "The mail server could not be reached.",
            "Check its host, port and firewall. Everything waits and is tried again by itself.",
        ),
        "smtp_no_answer": (
            "The mail server broke off before it said whether it had taken a message.",
            "Nothing to do: the message goes again, marked as a possible repeat.",
        ),
        "smtp_login_refused": (
            "The mail server refused the user name or password.",
            "Correct them in the settings. Everything waits and is tried again by itself.",
        ),
        "smtp_not_secure": (
            "A secure connection to the mail server could not be made.",
            "Check its certificate and STARTTLS. Everything waits and is tried again by itself.",
        ),
        "smtp_deferred": (
            "The mail server put a message off.",
            "Nothing to do unless it lasts: it is tried again by itself.",
        ),
        "smtp_refused": (
            "The mail server refused a message or its address.",
            "Correct the recipient's address in the settings. It is tried again every day.",
        ),
    },
)
