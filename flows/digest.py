"""The flow that prepares the morning digest."""

from typing import Any

from prefect import State, flow

from flows.context import named_by_day, opened, started_at
from flows.publishing import publish
from flows.safely import safely
from flows.work import digests_prepared


@flow(name="morning-digest", flow_run_name=named_by_day, persist_result=False)
def digest_flow() -> State[Any]:
    """Prepares one message a person with what is due and overdue, also when nothing is."""
    return safely(_run)


def _run() -> str:
    with opened() as workspace:
        outcome = digests_prepared(workspace, now=started_at())
    publish("morning-digest", "Morning digest", outcome)
    return outcome.headline
