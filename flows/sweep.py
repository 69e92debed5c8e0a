"""The flow that raises the alerts that are due."""

from typing import Any

from prefect import State, flow

from flows.context import named_by_minute, opened, started_at
from flows.publishing import publish
from flows.safely import safely
from flows.work import swept


@flow(name="sweep", flow_run_name=named_by_minute, persist_result=False)
def sweep_flow() -> State[Any]:
    """Looks for everything that is due and that nobody was told of, and raises the alert."""
    return safely(_run)


def _run() -> str:
    with opened() as workspace:
        outcome = swept(workspace, now=started_at())
    publish("sweep", "Sweep", outcome)
    return outcome.headline
