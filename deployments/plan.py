"""What Prefect offers: each flow under the name people know it by, and when it runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from engine.schedule import Schedule
from engine.schedule_catalogue import every_schedule
from flows.parameters import Reason

if TYPE_CHECKING:
    from prefect import Flow


# The reason that is kept with the dates that a nightly run moves.
NIGHTLY = Reason.REGULAR_RUN.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One deployment: a flow, and where Prefect finds it.

    ``cron`` is in UTC, for a council that lets Prefect schedule; the one-machine runner does not
    use it. ``scheduled_parameters`` go with scheduled runs.
    """

    name: str
    flow_name: str
    module: str
    function: str
    description: str
    tags: tuple[str, ...]
    cron: str | None = None
    scheduled_parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """The name by which Prefect finds it: flow/deployment."""
        return f"{self.flow_name}/{self.name}"

    @property
    def entrypoint(self) -> str:
        """The flow's module and function, as Prefect writes them."""
        return f"{self.module}.{self.function}"

    def flow(self) -> "Flow[..., Any]":
        """The flow itself. Imports Prefect."""
        found: Flow[..., Any] = getattr(import_module(self.module), self.function)
        return found


def _rerun_of(schedule: Schedule) -> Planned:
    """A schedule's deployment. At night it writes, by the same form that people use."""
    return Planned(
        name=schedule.title,
        flow_name=schedule.key,
        module="flows.schedules",
        function=schedule.identifier,
        description=schedule.description,
        tags=schedule.tags,
        cron=f"{schedule.runs_at.minute} {schedule.runs_at.hour} * * *",
        scheduled_parameters={"apply": True, "reason": NIGHTLY},
    )


RERUNS: Mapping[str, Planned] = {
    key: _rerun_of(schedule) for key, schedule in every_schedule().items()
}
SWEEP = Planned(
    name="Sweep",
    flow_name="sweep",
    module="flows.sweep",
    function="sweep_flow",
    description="Looks for everything that is due and that nobody was told of yet, and raises the "
    "alerts. Running it again is always safe: nobody is told twice.",
    tags=("alerts",),
    cron="*/5 * * * *",
)
DISPATCH = Planned(
    name="Dispatch",
    flow_name="dispatch",
    module="flows.dispatch",
    function="dispatch_flow",
    description="Sends the messages that wait to go. Running it again is always safe.",
    tags=("alerts",),
    cron="*/5 * * * *",
)
# Before 07:30 in London it does nothing, so of the two hours in UTC one is right in winter
# and in summer the first already is; whoever has the day's digest gets no second one.
MORNING_DIGEST = Planned(
    name="Morning digest",
    flow_name="morning-digest",
    module="flows.digest",
    function="digest_flow",
    description="Prepares each person's morning message: what is due, what is overdue, or that "
    "nothing is.",
    tags=("alerts",),
    cron="30 6,7 * * *",
)
MEASURES = Planned(
    name="Measures",
    flow_name="measures",
    module="flows.measures",
    function="measures_flow",
    description="Works out the published figures of the financial year so far. It writes nothing.",
    tags=("reports",),
    cron="20 5 * * 1",
)
IMPORT = Planned(
    name="Import",
    flow_name="import",
    module="flows.import_files",
    function="import_files",
    description="Reads the files of one folder in the inbox, and shows what was kept and what was "
    "refused.",
    tags=("import",),
)

PLAN: Sequence[Planned] = (*RERUNS.values(), SWEEP, DISPATCH, MORNING_DIGEST, MEASURES, IMPORT)
