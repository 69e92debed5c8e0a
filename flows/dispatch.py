"""The flow that sends what waits."""

from typing import Any

from prefect import State, flow

from flows.context import named_by_minute, opened, started_at
from flows.publishing import publish
from flows.safely import safely
from flows.work import dispatched


@flow(name="dispatch", flow_run_name=named_by_minute, persist_result=False)
def dispatch_flow() -> State[Any]:
    """Sends the messages that wait to go."""
    return safely(_run)


def _run() -> str:
    with opened() as workspace:
        outcome = dispatched(workspace, now=started_at())
    publish("dispatch", "Dispatch", outcome)
    return outcome.headline
