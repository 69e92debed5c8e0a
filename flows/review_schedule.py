"""The flow that works out looked-after reviews and what follows from them."""

from typing import Any

from prefect import State, flow

from flows.context import named_by_day
from flows.families import REVIEW_SCHEDULE
from flows.parameters import CaseReferences, Reason
from flows.rerun import rerun


@flow(name="review-schedule", flow_run_name=named_by_day, persist_result=False)
def review_schedule(
    cases: CaseReferences = (), apply: bool = False, reason: Reason = Reason.NOT_GIVEN
) -> State[Any]:
    """Works out again every date of looked-after children: reviews, visits, decisions, records.
    Shows first what would change; writes it, and raises the alerts that are due, when Apply
    is ticked and a reason is chosen.

    Args:
        cases: The references of the cases, as the lists show them. Leave empty for all.
            Never write a case number or a name here.
        apply: A dry run unless ticked: shows what would change and writes nothing.
        reason: Why the dates are worked out anew. Needed when Apply is ticked.
    """
    return rerun(REVIEW_SCHEDULE, cases, apply, reason)
