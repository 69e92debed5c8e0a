"""The digest of a working day: who gets one, and from when it may go."""

from collections.abc import Iterable
from datetime import UTC, datetime

from domain.clocks.alerts import Delivery, delivery_id
from domain.days import day_of
from engine.working_hours import Works, next_working_day, opens_at
from store.database import Database
from store.unit_of_work import UnitOfWork

# They hear every day, also that nothing is overdue: silence would look the same as a fault.
STANDING_RECIPIENTS = ("iro_manager", "complaints_manager", "business_support")

RUN_KIND = "digest"
DONE = "done"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def next_digest_at(now: datetime, works: Works, prepared_at: datetime | None = None) -> datetime:
    """The first digest that is still to come at ``now``: there is one on each working day.

    Today's when the working hours begin, or now while it should have been made and was not:
    ``prepared_at`` is when the last one was (None: never, so far as is known). Otherwise that of
    the next working day.
    """
    day = day_of(now)
    if works(day):
        today = opens_at(day)
        made = now >= today if prepared_at is None else day_of(prepared_at) >= day
        if not made:
            return max(now, today)
    return opens_at(next_working_day(day, works))


def prepare_digests(
    database: Database,
    channel: str,
    now: datetime,
    standing: Iterable[str] = STANDING_RECIPIENTS,
) -> int:
    """Put today's digests into the outbox: one for each of ``standing``, and one for everybody who
    has alerts that waited for the morning.

    Before the working hours begin it does nothing, and however often it runs there is one
    digest a recipient and day. Days that were missed are not made up for: today's digest
    carries whatever waited. Gives the number of people who have one today. Whether today is a
    working day is asked by ``engine.outbox.prepare_morning``.
    """
    day = day_of(now)
    if now < opens_at(day):
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
                not_before=opens_at(day),
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
