"""What a flow knows about its own run: when it began, its id, and the installation it serves."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from prefect.context import get_run_context
from prefect.runtime import flow_run

from domain.days import day_of
from engine.private_files import create_privately
from engine.settings import Settings
from engine.workspace import Workspace, open_workspace


@contextmanager
def opened() -> Iterator[Workspace]:
    """The installation that the environment names, closed again at the end."""
    create_privately()
    workspace = open_workspace(Settings.load(os.environ))
    try:
        yield workspace
    finally:
        workspace.database.dispose()


def started_at() -> datetime:
    """When this run really began, in UTC: a run that was started late works with today."""
    return datetime.fromtimestamp(get_run_context().start_time.timestamp(), UTC)


def run_id() -> str:
    """Prefect's id of this flow run."""
    return str(flow_run.id)


def named_by_day() -> str:
    """A run's name: the flow and the day, such as ``review-schedule 2026-11-23 dry run``."""
    name = f"{flow_run.flow_name} {day_of(flow_run.scheduled_start_time).isoformat()}"
    apply = (flow_run.parameters or {}).get("apply")
    return name if apply is None else f"{name} {'applied' if apply else 'dry run'}"


def named_by_minute() -> str:
    """A run's name for what runs many times a day: the flow, the day and the time in UTC."""
    return f"{flow_run.flow_name} {flow_run.scheduled_start_time.astimezone(UTC):%Y-%m-%d %H:%M}"
