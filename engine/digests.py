"""The daily digest: who gets one, and from when on its day it may go."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from domain.alerts import Delivery, delivery_id
from domain.event_types import LONDON, day_of
from store.database import Database

# They hear every day, also that nothing is overdue: silence would look the same as a fault.
STANDING_RECIPIENTS = ("iro_manager", "complaints_manager", "business_support")

_DIGEST_HOUR = 6


def digest_at(day: date) -> datetime:
    """The UTC instant from which the digest of a day may be sent: 06:00 in Europe/London."""
    return datetime.combine(day, time(_DIGEST_HOUR), LONDON).astimezone(UTC)


def next_digest_at(now: datetime) -> datetime:
    """The first digest that is still to come at ``now`` (today's, or tomorrow's from 06:00)."""
    today = digest_at(day_of(now))
    return today if now < today else digest_at(day_of(now) + timedelta(days=1))


def prepare_digests(
    database: Database,
    channel: str,
    now: datetime,
    standing: Iterable[str] = STANDING_RECIPIENTS,
) -> int:
    """Put today's digests into the outbox: one for each standing recipient, and one for
    everybody who has alerts that waited for the morning.

    Before 06:00 in Europe/London it does nothing, and however often it runs there is one
    digest a recipient and day. Days that were missed are not made up for: today's digest
    carries whatever waited. Gives the number of people who have one today.
    """
    day = day_of(now)
    if now < digest_at(day):
        return 0
    with database.unit_of_work() as unit:
        waiting = {row.recipient for row in unit.outbox.ready(now) if not row.at_once}
        rows = [
            Delivery(
                id=delivery_id("digest", channel, f"{recipient}|{day.isoformat()}"),
                kind="digest",
                channel=channel,
                recipient=recipient,
                at_once=False,
                created_at=now,
                not_before=digest_at(day),
            )
            for recipient in sorted(waiting | set(standing))
        ]
        unit.outbox.add(rows)
    return len(rows)
