"""Sends what waits: the day's digests made ready, then the outbox emptied."""

from datetime import datetime

from demo import authority
from engine.demo import SEED_SETTING
from engine.digests import prepare_digests
from engine.dispatch import DispatchResult, dispatch
from engine.messages import Messages
from engine.workspace import Workspace
from notifications.channels.registry import make_channel

RUN_KIND = "dispatch"
DONE = "done"
FAILED = "failed"


def send_waiting(workspace: Workspace, now: datetime) -> DispatchResult:
    """Send everything in the outbox that may go at ``now`` (UTC).

    Raises ProblemError when the settings name no usable channel. A channel that cannot be
    reached is no error: its messages wait, and the result says so.
    """
    settings = workspace.settings
    channel = make_channel(settings.channel, settings.data_folder, settings.smtp)
    with workspace.database.unit_of_work() as work:
        run = work.runs.start(RUN_KIND, now)
        is_demo = work.settings.get(SEED_SETTING) is not None
    count = workspace.calendars["england-and-wales"].count_working_days
    result = dispatch(
        workspace.database,
        channel,
        Messages(workspace.rulebook.rules, count),
        settings.contacts or (authority.contacts() if is_demo else {}),
        now,
    )
    figures = {"sent": result.sent, "waiting": result.waiting, "failed": result.failed}
    with workspace.database.unit_of_work() as work:
        work.runs.finish(run, now, FAILED if result.problems else DONE, figures)
    return result


def prepare_morning(workspace: Workspace, now: datetime) -> int:
    """Put today's digests into the outbox once it is 06:00 in Europe/London. Gives their number."""
    return prepare_digests(workspace.database, workspace.settings.channel, now)


def something_waits(workspace: Workspace, now: datetime) -> bool:
    """Whether a dispatch at ``now`` would have anything to send."""
    with workspace.database.reading() as work:
        return bool(work.outbox.ready(now))
