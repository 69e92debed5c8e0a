"""Messages by e-mail. SMTP cannot be asked what it took, so a retry may be a repeat."""

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage

from notifications.channels.channel import (
    ChannelError,
    ChannelRefusedError,
    ChannelUnavailableError,
)


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where the mail server is and who the mail comes from. ``timeout`` is in seconds."""

    host: str
    port: int
    sender: str
    starttls: bool = True
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 30.0


class SmtpChannel:
    """Sends through one mail server, one connection for each message."""

    name = "smtp"
    can_be_asked = False
    needs_address = True

    def __init__(self, settings: SmtpSettings) -> None:
        self.settings = settings
        self.sender = settings.sender

    def has(self, reference: str) -> bool:
        """Always False: a mail server has no such question."""
        return False

    def send(self, reference: str, message: EmailMessage) -> None:
        """Hand the message to the mail server. Codes are listed in ``problems``."""
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
                server.login(settings.username, settings.password or "")
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
            return ChannelRefusedError("smtp_refused_address")
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
