"""What the ledger holds (alerts) and what the outbox holds (deliveries)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.references import namespace, reference

# Every alert and message is named from its content, so that two sweeps agree on the name.
_NAMESPACE = namespace("alerts")


@dataclass(frozen=True, slots=True)
class Alert:
    """One rung of one clock's ladder, told to one recipient. Never deleted.

    ``revision`` is how many earlier alerts for the same lineage, rung and recipient were
    withdrawn. ``reached_at`` is the UTC instant of the rung, ``raised_at`` that of the sweep.
    ``late_because`` says why it was raised after the day it was due, or is None.
    ``recipient`` is a staff code, or a role such as ``iro_manager`` where nobody is assigned.
    """

    id: str
    lineage: str
    clock: str
    case: str
    rule: str
    rung: str
    recipient: str
    role: str
    team: str | None
    revision: int
    due_on: date
    due_at: datetime | None
    reached_at: datetime
    raised_at: datetime
    at_once: bool
    late_because: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_because: str | None = None


class DeliveryState(StrEnum):
    """Where a delivery stands. ``sending`` means claimed: a crash leaves it there."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One outbox row: an alert, a withdrawal or a day's digest, for one recipient and channel.

    ``kind`` is ``alert``, ``withdrawal`` or ``digest`` (the daily one, which goes out even
    when there is nothing to report, so that calm and broken look different). ``not_before``
    is the UTC instant from which it may be sent. ``message`` is the reference of the message
    that carried it: deterministic, so that a repeat can be recognised.
    """

    id: str
    kind: str
    channel: str
    recipient: str
    at_once: bool
    created_at: datetime
    not_before: datetime
    alert: str | None = None
    state: DeliveryState = DeliveryState.WAITING
    message: str | None = None
    attempts: int = 0
    claimed_at: datetime | None = None
    sent_at: datetime | None = None
    last_error: str | None = None
    may_be_repeat: bool = False


def alert_id(lineage: str, rung: str, recipient: str, revision: int) -> str:
    """The id of an alert: the same for everybody who works it out."""
    return reference(_NAMESPACE, f"{lineage}|{rung}|{recipient}|{revision}")


def delivery_id(kind: str, channel: str, subject: str) -> str:
    """The id of a delivery. ``subject`` is an alert's id, or ``recipient|date`` for a digest."""
    return reference(_NAMESPACE, f"{kind}|{channel}|{subject}")
