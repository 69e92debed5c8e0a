"""The daily digest: who gets one, and from when on its day it may go."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from domain.clocks.alerts import Delivery, delivery_id
from domain.days import LONDON, day_of
from store.database import Database
from store.unit_of_work import UnitOfWork

# They hear every day, also that nothing is overdue: silence would look the same as a fault.
STANDING_RECIPIENTS = ("iro_manager", "complaints_manager", "business_support")

_DIGEST_HOUR = 6

RUN_KIND = "digest"
DONE = "done"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def digest_at(day: date) -> datetime:
    """The UTC instant from which the digest of a day may be sent: 06:00 in Europe/London."""
    return datetime.combine(day, time(_DIGEST_HOUR), LONDON).astimezone(UTC)


def next_digest_at(now: datetime, prepared_at: datetime | None = None) -> datetime:
    """The first digest that is still to come at ``now``.

    Today's at 06:00, or now while it should have been made and was not: ``prepared_at`` is when the
    last one was (None: never, so far as is known). Otherwise tomorrow's.
    """
    today = digest_at(day_of(now))
    made = now >= today if prepared_at is None else day_of(prepared_at) >= day_of(now)
    return digest_at(day_of(now) + timedelta(days=1)) if made else max(now, today)


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
        run = unit.runs.start(RUN_KIND, now)
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
        unit.runs.finish(run, now, DONE, {"digests": len(rows)})
    return len(rows)


def digest_prepared_at(unit: UnitOfWork) -> datetime:
    """When the last digest was made; long ago when none was."""
    last = unit.runs.last(RUN_KIND, DONE)
    return last.started_at if last else _LONG_AGO
