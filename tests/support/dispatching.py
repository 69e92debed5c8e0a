"""An outbox to send, a gateway that counts, and a dispatch for a child process to run."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from calendars.library import calendar
from domain.clocks.alerts import Alert, Delivery, DeliveryState, alert_id, delivery_id
from domain.rules.rule import Rule
from domain.rules.rulebooks import Rulebook
from engine.digests import prepare_digests
from engine.dispatch import DispatchResult, dispatch
from engine.messages import Messages
from engine.settings import Settings
from engine.workspace import Workspace
from notifications import mail
from notifications.channel import Channel, ChannelUnavailableError, HandOver
from notifications.channels.maildir import MaildirChannel
from notifications.channels.smtp import SmtpChannel, SmtpSettings
from notifications.digest import Content
from notifications.envelope import Envelope
from store.database import Database, open_database

NOW = datetime(2025, 1, 27, 7, 30, tzinfo=UTC)
DUE_ON = date(2025, 1, 24)
CONTACTS = {
    "IRO-07": "iro07@example.org",
    "IRO-08": "iro08@example.org",
    "IRO-09": "iro09@example.org",
    "iro_manager": "manager@example.org",
    "complaints_manager": "complaints@example.org",
    "business_support": "support@example.org",
}
REVIEW = Rule.model_validate(
    {
        "id": "lac.review.first",
        "title": "First looked-after review",
        "authority": "statute",
        "confidence": "secondary",
        "responsible": "iro",
        "starts": [{"event": "became_looked_after"}],
        "ends": [{"event": "review_held"}],
        "limits": [{"from": date(2011, 4, 1), "working_days": 20}],
        "ladder": {"-10wd": ["iro"], "+1wd": ["iro", "iro_manager"]},
        "sources": [{"title": "An invented instrument"}],
    }
)


@dataclass
class CountingGateway:
    """A channel that can be asked, and that would deliver twice if it were asked to.

    Each reference it takes is a line of ``file``, so that a child process and the test agree.
    """

    file: Path
    name: str = "maildir"
    can_be_asked: bool = True
    needs_address: bool = False
    sender: str = "timescales@example.org"
    messages: list[EmailMessage] = field(default_factory=list)

    @property
    def taken(self) -> list[str]:
        """Every reference taken, in order, repeats and all."""
        return self.file.read_text().split() if self.file.exists() else []

    def has(self, reference: str) -> bool:
        """Whether it took the reference."""
        return reference in self.taken

    def prepare(self, content: Content, envelope: Envelope) -> HandOver:
        """The message as an e-mail, to be taken."""
        message = mail.render(content, envelope, self.sender)
        return lambda: self.take(envelope.reference, message)

    def take(self, reference: str, message: EmailMessage) -> None:
        """Take a message."""
        with self.file.open("a") as file:
            file.write(f"{reference}\n")
        self.messages.append(message)


class BrokenGateway(CountingGateway):
    """Takes nothing, and certainly so."""

    def take(self, reference: str, message: EmailMessage) -> None:
        """Never works."""
        raise ChannelUnavailableError("maildir_full")


def workspace_on(database: Database) -> Workspace:
    """An installation with one rule."""
    return Workspace(
        settings=Settings(Path("unused"), "sqlite://", "statutory"),
        database=database,
        rulebook=Rulebook("statutory", {REVIEW.id: REVIEW}, {}),
        calendars={"england-and-wales": calendar("england-and-wales")},
        calendar_taken_on=NOW.date(),
    )


def messages(database: Database) -> Messages:
    """The builder of messages, with one rule."""
    return Messages(workspace_on(database))


def send(database: Database, gateway: CountingGateway, now: datetime = NOW) -> DispatchResult:
    """One dispatch through the gateway."""
    return dispatch(database, gateway, messages(database), CONTACTS, now)


def add_alert(
    database: Database,
    number: int,
    recipient: str,
    *,
    at_once: bool,
    channel: str = "maildir",
    due_on: date = DUE_ON,
) -> Alert:
    """An alert and its delivery, raised an hour before ``NOW``."""
    raised_at = NOW - timedelta(hours=1)
    lineage = f"lineage-{number}"
    alert = Alert(
        id=alert_id(lineage, "+1wd", recipient, 0),
        lineage=lineage,
        clock=lineage,
        case=f"case-{number}",
        rule=REVIEW.id,
        rung="+1wd",
        recipient=recipient,
        role="iro",
        team=None,
        revision=0,
        due_on=due_on,
        due_at=None,
        reached_at=raised_at,
        raised_at=raised_at,
        at_once=at_once,
    )
    delivery = Delivery(
        id=delivery_id("alert", channel, alert.id),
        kind="alert",
        channel=channel,
        recipient=recipient,
        at_once=at_once,
        created_at=raised_at,
        not_before=raised_at,
        alert=alert.id,
    )
    with database.unit_of_work() as unit:
        unit.alerts.add([alert])
        unit.outbox.add([delivery])
    return alert


def fill_outbox(database: Database, channel: str = "maildir") -> None:
    """Two breaches, and four digests of which one carries two warnings: six messages."""
    add_alert(database, 1, "IRO-09", at_once=True, channel=channel)
    add_alert(database, 2, "IRO-08", at_once=True, channel=channel)
    add_alert(database, 3, "IRO-07", at_once=False, channel=channel)
    add_alert(database, 4, "IRO-07", at_once=False, channel=channel)
    prepare_digests(database, channel, NOW)


def outbox(database: Database) -> list[Delivery]:
    """Every row of the outbox that a test put there, whatever its state."""
    day = NOW.date().isoformat()
    with database.reading() as unit:
        ids = [
            delivery_id("digest", channel, f"{recipient}|{day}")
            for channel in ("maildir", "smtp")
            for recipient in CONTACTS
        ]
        lineages = unit.alerts.of_lineages(f"lineage-{number}" for number in range(1, 20))
        alerts = [alert.id for found in lineages.values() for alert in found]
        rows = [row for found in unit.outbox.of_alerts(alerts).values() for row in found]
        return rows + [row for row, _ in unit.outbox.with_alerts(ids)]


def all_sent(database: Database) -> bool:
    """Whether there is an outbox and every row of it was sent."""
    rows = outbox(database)
    return bool(rows) and all(row.state is DeliveryState.SENT for row in rows)


def make(channel: str, place: str) -> Channel:
    """``gateway`` and ``maildir`` with a path, ``smtp`` with a port of this machine."""
    if channel == "gateway":
        return CountingGateway(Path(place))
    if channel == "maildir":
        return MaildirChannel(Path(place))
    return SmtpChannel(
        SmtpSettings(
            host="127.0.0.1",
            port=int(place),
            sender="timescales@example.org",
            starttls=False,
            timeout=10,
        )
    )


def dispatch_once(url: str, channel: str, place: str) -> None:
    """One dispatch at ``NOW``."""
    database = open_database(url)
    dispatch(database, make(channel, place), messages(database), CONTACTS, NOW)
    database.dispose()
