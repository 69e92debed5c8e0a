"""Content turned into an e-mail: plain text, with an HTML alternative that says the same."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from domain.wording import day_in_words as long_date
from notifications.digest import AtOnceContent, DigestContent

REPEAT_NOTICE = (
    "This may be a repeat: an earlier attempt to send this message may have reached you."
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What goes round the content. ``reference`` names the message; a repeat carries the same.

    ``recipient`` is a staff code or a role, ``address`` and ``sender`` are e-mail addresses,
    ``at`` is an aware instant.
    """

    reference: str
    recipient: str
    address: str
    sender: str
    at: datetime
    may_be_repeat: bool = False


def render(content: DigestContent | AtOnceContent, envelope: Envelope) -> EmailMessage:
    """The message, ready to send. The same content and envelope give the same bytes."""
    if isinstance(content, DigestContent):
        template, day = "digest", long_date(content.day)
    else:
        template, day = "at_once", ""
    message = EmailMessage()
    message["Subject"] = content.subject
    message["From"] = envelope.sender
    message["To"] = envelope.address
    message["Date"] = format_datetime(envelope.at)
    message["Message-ID"] = f"<{envelope.reference}@timescales.invalid>"
    message["X-Timescales-Reference"] = envelope.reference
    message["X-Timescales-Recipient"] = envelope.recipient
    # Keeps "out of office" answers from coming back.
    message["Auto-Submitted"] = "auto-generated"
    words = {
        "content": content,
        "day": day,
        "reference": envelope.reference,
        "repeat_notice": REPEAT_NOTICE if envelope.may_be_repeat else "",
    }
    templates = _templates()
    message.set_content(templates.get_template(f"{template}.txt.j2").render(words))
    message.add_alternative(
        templates.get_template(f"{template}.html.j2").render(words), subtype="html"
    )
    # The default boundary is random.
    message.set_boundary(f"=_{envelope.reference}")
    return message


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
