"""What Prefect offers: each flow under the name people know it by, and when it runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prefect import Flow


@dataclass(frozen=True, slots=True)
class Planned:
    """One deployment.

    ``entrypoint`` is ``module:flow``. ``cron`` is in UTC, for a council that lets Prefect
    schedule; the one-machine runner does not use it. ``parameters`` go with scheduled runs.
    """

    name: str
    flow_name: str
    module: str
    function: str
    description: str
    tags: tuple[str, ...]
    cron: str | None = None
    scheduled_parameters: tuple[tuple[str, Any], ...] = ()

    @property
    def full_name(self) -> str:
        """The name by which Prefect finds it: flow/deployment."""
        return f"{self.flow_name}/{self.name}"

    def flow(self) -> "Flow[..., Any]":
        """The flow itself. Imports Prefect."""
        found: Flow[..., Any] = getattr(import_module(self.module), self.function)
        return found


_WRITES = (("apply", True), ("reason", "regular_run"))

REVIEW_SCHEDULE = Planned(
    name="Review schedule",
    flow_name="review-schedule",
    module="flows.review_schedule",
    function="review_schedule",
    description="Works out again the dates of looked-after children: reviews and what goes with "
    "them. Use "
    "it after a correction. It first only shows what would change; tick Apply to write it.",
    tags=("rerun", "looked-after"),
    cron="30 2 * * *",
    scheduled_parameters=_WRITES,
)
CP_CONFERENCES = Planned(
    name="CP conferences",
    flow_name="cp-conferences",
    module="flows.cp_conferences",
    function="cp_conferences",
    description="Works out again the dates of assessments, conferences and core groups. Use it "
    "after a "
    "correction. It first only shows what would change; tick Apply to write it.",
    tags=("rerun", "child-protection"),
    cron="40 2 * * *",
    scheduled_parameters=_WRITES,
)
COMPLAINT_DEADLINES = Planned(
    name="Complaint deadlines",
    flow_name="complaint-deadlines",
    module="flows.complaint_deadlines",
    function="complaint_deadlines",
    description="Works out again the deadlines of complaints, stage by stage. Use it after a "
    "correction or "
    "an extension. It first only shows what would change; tick Apply to write it.",
    tags=("rerun", "complaints"),
    cron="50 2 * * *",
    scheduled_parameters=_WRITES,
)
SWEEP = Planned(
    name="Sweep",
    flow_name="sweep",
    module="flows.sweep",
    function="sweep_flow",
    description="Looks for everything that is due and that nobody was told of yet, and raises the "
    "alerts. "
    "Running it again is always safe: nobody is told twice.",
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
# Before 06:00 in London it does nothing, so of the two hours in UTC one is right in winter
# and in summer the first already is; whoever has the day's digest gets no second one.
MORNING_DIGEST = Planned(
    name="Morning digest",
    flow_name="morning-digest",
    module="flows.digest",
    function="digest_flow",
    description="Prepares each person's morning message: what is due, what is overdue, or that "
    "nothing is.",
    tags=("alerts",),
    cron="5 5,6 * * *",
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

PLAN: Sequence[Planned] = (
    REVIEW_SCHEDULE,
    CP_CONFERENCES,
    COMPLAINT_DEADLINES,
    SWEEP,
    DISPATCH,
    MORNING_DIGEST,
    MEASURES,
    IMPORT,
)
