"""A council's own Prefect server: the plan is deployed as the file says, and it schedules."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from deployments.plan import PLAN
from engine.settings import Settings
from engine.workspace import open_workspace
from tests.support.council_server import CouncilServer
from tests.support.running_engine import wait_for

_DEPLOY = ("prefect", "--no-prompt", "deploy", "--prefect-file", "deployments/prefect.yaml")


# Six programs of Prefect's start one after the other, each of some seconds on a quiet machine.
pytestmark = pytest.mark.timeout(400)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[CouncilServer]:
    """A server with everything deployed, and a worker."""
    server = CouncilServer(tmp_path)
    with server.serving():
        server.until_it_answers()
        server.run("prefect", "work-pool", "create", "timescales", "--type", "process")
        server.run(*_DEPLOY, "--all")
        server.run("deployments.forms")
        with server.running("prefect", "worker", "start", "--pool", "timescales"):
            yield server


def test_a_sweep_that_a_council_s_server_scheduled_completes(
    server: CouncilServer, tmp_path: Path
) -> None:
    scheduled = {planned.flow_name for planned in PLAN if planned.cron}
    wait_for(
        lambda: all(server.by_schedule(flow) for flow in scheduled),
        "runs at the times of the file",
    )
    forms = server.asked("deployments")
    assert {form["name"] for form in forms} == {planned.name for planned in PLAN}
    assert all(not form["parameter_openapi_schema"]["additionalProperties"] for form in forms)

    # The same sweep, only sooner than the file's every five minutes. A run is a process of some
    # seconds: were they due more often than they end, the server would drown in them.
    server.run(*_DEPLOY, "--name", "Sweep", "--interval", "20")

    def completed() -> list[dict[str, Any]]:
        return [run for run in server.by_schedule("sweep") if run["state_type"] == "COMPLETED"]

    wait_for(completed, "a sweep that was scheduled")
    workspace = open_workspace(Settings.load({}, tmp_path / "data"))
    with workspace.database.reading() as work:
        assert work.runs.last("sweep", "done") is not None
    workspace.database.dispose()
