"""Sends what waits: the day's digests made ready, then the outbox emptied."""

from datetime import datetime

from domain.days import day_of
from engine.contacts import contacts_of
from engine.digests import STANDING_RECIPIENTS, digest_prepared_at, prepare_digests
from engine.dispatch import CLAIM_LASTS, DispatchResult, dispatch
from engine.messages import Messages
from engine.standing import standing
from engine.working_hours import opens_at
from engine.workspace import Workspace
from notifications.catalogue import make_channel

RUN_KIND = "dispatch"
DONE = "done"
FAILED = "failed"


def send_waiting(workspace: Workspace, now: datetime) -> DispatchResult:
    """Make the day's digests if they are due, and send everything that may go at ``now`` (UTC).

    Raises ProblemError when the settings name no usable channel. A channel that cannot be
    reached is no error: its messages wait, and the result says so.
    """
    settings = workspace.settings
    channel = make_channel(settings.channel, settings.data_folder, settings.channels)
    prepare_morning(workspace, now)
    with workspace.database.unit_of_work() as work:
        run = work.runs.start(RUN_KIND, now)
        contacts = settings.contacts or contacts_of(work)
    result = dispatch(
        workspace.database,
        channel,
        Messages(workspace),
        contacts,
        now,
    )
    figures = {"sent": result.sent, "waiting": result.waiting, "failed": result.failed}
    with workspace.database.unit_of_work() as work:
        work.runs.finish(run, now, FAILED if result.problems else DONE, figures)
    return result


def prepare_morning(workspace: Workspace, now: datetime) -> int:
    """Put today's digests into the outbox, once, when the working hours of a working day have
    begun: for all for whom something stands, those who have news and the standing recipients.
    Gives their number."""
    if not workspace.works_on(day_of(now)) or now < opens_at(day_of(now)):
        return 0
    with workspace.database.reading() as work:
        if day_of(digest_prepared_at(work)) >= day_of(now):
            return 0
        reminded = standing(workspace, work, now).keys()
    channel = workspace.settings.channel
    return prepare_digests(workspace.database, channel, now, {*STANDING_RECIPIENTS, *reminded})


def something_waits(workspace: Workspace, now: datetime) -> bool:
    """Whether a dispatch at ``now`` would have anything to send."""
    with workspace.database.reading() as work:
        # A crash may have left messages claimed, which the next dispatch takes over.
        return bool(work.outbox.ready(now) or work.outbox.stale(now - CLAIM_LASTS))
