"""The flow of every schedule, made from its entry in ``engine/schedules``.

Prefect looks a flow up by its module and name, here ``flows.schedules.review_schedule``, and
builds the form from the function's signature and docstring.
"""

from typing import Any

from prefect import Flow, State, flow

from engine.schedule import Schedule
from engine.schedule_catalogue import every_schedule
from flows.context import named_by_day
from flows.parameters import CaseReferences, Reason
from flows.rerun import rerun

_FORM = """{about}
    Shows first what would change; writes it, and raises the alerts that are due, when Apply
    is ticked and a reason is chosen.

    Args:
        cases: The references of the cases, or their first eight characters, as the lists show
            them; of one that begins with eight digits, what follows too. Leave empty for all.
            Never write a case number or a name here.
        apply: A dry run unless ticked: shows what would change and writes nothing.
        reason: Why the dates are worked out anew. Needed when Apply is ticked.
    """


def _flow_of(schedule: Schedule) -> "Flow[..., State[Any]]":
    def work_out(
        cases: CaseReferences = (), apply: bool = False, reason: Reason = Reason.NOT_GIVEN
    ) -> State[Any]:
        return rerun(schedule, cases, apply, reason)

    work_out.__name__ = work_out.__qualname__ = schedule.identifier
    work_out.__doc__ = _FORM.format(about=schedule.about)
    made = flow(name=schedule.key, flow_run_name=named_by_day, persist_result=False)
    return made(work_out)


globals().update({one.identifier: _flow_of(one) for one in every_schedule().values()})
