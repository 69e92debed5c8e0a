"""Content turned into an e-mail: plain text, with an HTML alternative that says the same."""

from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from domain.wording import day_in_words
from notifications.digest import Content, DigestContent
from notifications.envelope import Envelope

if TYPE_CHECKING:
    from jinja2 import Environment


def render(content: Content, envelope: Envelope, sender: str) -> EmailMessage:
    """The message, ready to send. The same content and envelope give the same bytes.

    ``sender`` is the e-mail address that it comes from. Whatever is wrong with the content is
    raised here.
    """
    if isinstance(content, DigestContent):
        template, day = "digest", day_in_words(content.day)
    else:
        template, day = "at_once", ""
    message = EmailMessage()
    message["Subject"] = content.subject
    message["From"] = sender
    message["To"] = envelope.address or "undisclosed-recipients:;"
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
        "repeat_notice": envelope.repeat_notice,
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
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
