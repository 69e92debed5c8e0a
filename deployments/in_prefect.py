"""Runs a flow of the plan in this process, as a run of its deployment that people can look at."""

from collections.abc import Mapping
from typing import Any, cast

import httpx
from prefect import State
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.exceptions import ObjectNotFound, PrefectException
from prefect.flow_engine import run_flow
from prefect.logging.handlers import APILogWorker
from prefect.states import Crashed, Pending

from deployments.plan import PLAN, Planned

_SECONDS_FOR_LOGS = 5.0

# What Prefect's client raises when the server cannot be reached, or breaks off in between.
OUT_OF_REACH = (httpx.HTTPError, PrefectException, RuntimeError, OSError)


def run_planned(planned: Planned, parameters: Mapping[str, Any]) -> State[Any]:
    """Run it now and give its last state. Raises one of ``OUT_OF_REACH``.

    About a second more than the work itself: Prefect ends its heartbeat in whole seconds.
    """
    with get_client(sync_client=True) as client:
        deployment = client.read_deployment_by_name(planned.full_name)
        # Pending, not scheduled: the process behind the forms leaves it alone.
        flow_run = client.create_flow_run_from_deployment(
            deployment.id, parameters=dict(parameters), state=Pending()
        )
    state = run_flow(planned.flow(), flow_run=flow_run, return_type="state")
    return cast("State[Any]", state)


def is_ready() -> bool:
    """Whether the server answers and knows every deployment of the plan."""
    try:
        with get_client(sync_client=True) as client:
            for planned in PLAN:
                client.read_deployment_by_name(planned.full_name)
    except (ObjectNotFound, *OUT_OF_REACH):
        return False
    return True


def settle_what_was_broken_off() -> int:
    """Mark runs that a stopped engine left behind as running. Gives their number.

    Only the one-machine runner may call it, and before it starts anything.
    """
    unfinished = FlowRunFilter.model_validate({"state": {"type": {"any_": ["RUNNING", "PENDING"]}}})
    with get_client(sync_client=True) as client:
        flow_runs = client.read_flow_runs(flow_run_filter=unfinished)
        for flow_run in flow_runs:
            message = "The engine was stopped while this ran. The next run catches up."
            client.set_flow_run_state(flow_run.id, Crashed(message=message), force=True)
    return len(flow_runs)


def hand_over_logs() -> None:
    """Send Prefect the log lines that this process still holds, before the server is stopped."""
    APILogWorker.drain_all(timeout=_SECONDS_FOR_LOGS, at_exit=False)
