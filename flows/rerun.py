"""What the three reruns share: one run for a batch, and a task a case when a person named them."""

from collections.abc import Callable, Sequence
from typing import Any

from prefect import State, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from domain.wording import counted
from engine.rerun import require_known_cases
from flows.context import opened, run_id, started_at
from flows.families import Family
from flows.outcome import Outcome, together
from flows.parameters import Reason
from flows.publishing import publish
from flows.safely import safely
from flows.work import reason_given, recalculated, swept


def rerun(family: Family, cases: Sequence[str], apply: bool, reason: Reason) -> State[Any]:
    """Work out a family's dates, then sweep if they were written, and show what changed."""
    return safely(lambda: _rerun(family, list(dict.fromkeys(cases)), apply, reason))


def _rerun(family: Family, cases: list[str], apply: bool, reason: Reason) -> str:
    now, run = started_at(), run_id()
    written_because = reason_given(apply, reason)
    get_run_logger().info("Started %s for %s cases.", family.key, len(cases) or "all")
    with opened() as workspace:
        require_known_cases(workspace, cases)

        def work_out(some: Sequence[str] | None) -> Outcome:
            return recalculated(workspace, family, some, now=now, reason=written_because, run=run)

        outcome = _case_by_case(cases, work_out) if cases else work_out(None)
        if apply:
            raised = swept(workspace, now=now)
            outcome = together(
                f"{outcome.headline} {raised.headline}", raised.next_step, [outcome, raised]
            )
    publish(family.key, family.title, outcome)
    return outcome.headline


def _case_by_case(cases: Sequence[str], work_out: Callable[[Sequence[str]], Outcome]) -> Outcome:
    """Each case in a task of its own, so that whoever asked can look at each."""
    parts: list[Outcome] = []
    for case in cases:

        def one(case: str = case) -> str:
            part = work_out([case])
            parts.append(part)
            return part.headline

        state = _one_case(case, one, return_state=True)
        if state.is_failed():
            parts.append(Outcome("", "", failed={case: state.message or "it stopped"}))
    changed = sum(len(part.changes) for part in parts)
    headline = f"Worked out {counted(len(cases), 'case')}: {counted(changed, 'date')} in the table."
    return together(headline, parts[0].next_step, parts)


@task(name="one-case", task_run_name="case {case}", cache_policy=NO_CACHE, persist_result=False)
def _one_case(case: str, work: Callable[[], str]) -> State[Any]:  # noqa: ARG001 - names the run
    return safely(work)
