"""What every rerun does in Prefect: one run for a batch, and a task a case that a person named."""

from collections.abc import Callable, Sequence
from typing import Any

from prefect import State, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from domain.wording import counted
from engine.recalculate import CaseFailure, Recalculation
from engine.rerun import rerun as engine_rerun
from engine.schedule import Schedule
from flows.context import opened, run_id, started_at
from flows.parameters import Reason
from flows.publishing import publish
from flows.safely import safely
from flows.work import rerun_outcome


def rerun(schedule: Schedule, cases: Sequence[str], apply: bool, reason: Reason) -> State[Any]:
    """Work out a schedule's dates, then sweep if they were written, and show what changed."""
    return safely(lambda: _rerun(schedule, cases, apply, reason))


def _rerun(schedule: Schedule, cases: Sequence[str], apply: bool, reason: Reason) -> str:
    get_run_logger().info("Started %s for %s cases.", schedule.key, len(cases) or "all")
    with opened() as workspace:
        done = engine_rerun(
            workspace,
            schedule.key,
            now=started_at(),
            cases=cases,
            apply=apply,
            reason=None if reason is Reason.NOT_GIVEN else reason.value,
            run=run_id(),
            one_case=_in_a_task,
        )
    outcome = rerun_outcome(done)
    publish(schedule.key, schedule.title, outcome)
    return outcome.headline


def _in_a_task(case: str, work_out: Callable[[], Recalculation]) -> Recalculation:
    """A case in a task of its own, so that whoever asked can look at each."""
    done: list[Recalculation] = []

    def one() -> str:
        done.append(work_out())
        return f"{counted(len(done[0].changes), 'date')} in the table."

    state = _one_case(case, one, return_state=True)
    if not state.is_failed():
        return done[0]
    code, _, _ = (state.message or "unexpected_error").partition(":")
    return Recalculation(cases=1, failed=[CaseFailure(case, code)])


@task(name="one-case", task_run_name="case {case}", cache_policy=NO_CACHE, persist_result=False)
def _one_case(case: str, work: Callable[[], str]) -> State[Any]:  # noqa: ARG001 - names the run
    return safely(work)
