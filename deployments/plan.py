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
    "Review schedule",
    "review-schedule",
    "flows.review_schedule",
    "review_schedule",
    "Works out again the dates of looked-after children: reviews and what goes with them. Use "
    "it after a correction. It first only shows what would change; tick Apply to write it.",
    ("rerun", "looked-after"),
    "30 2 * * *",
    _WRITES,
)
CP_CONFERENCES = Planned(
    "CP conferences",
    "cp-conferences",
    "flows.cp_conferences",
    "cp_conferences",
    "Works out again the dates of assessments, conferences and core groups. Use it after a "
    "correction. It first only shows what would change; tick Apply to write it.",
    ("rerun", "child-protection"),
    "40 2 * * *",
    _WRITES,
)
COMPLAINT_DEADLINES = Planned(
    "Complaint deadlines",
    "complaint-deadlines",
    "flows.complaint_deadlines",
    "complaint_deadlines",
    "Works out again the deadlines of complaints, stage by stage. Use it after a correction or "
    "an extension. It first only shows what would change; tick Apply to write it.",
    ("rerun", "complaints"),
    "50 2 * * *",
    _WRITES,
)
SWEEP = Planned(
    "Sweep",
    "sweep",
    "flows.sweep",
    "sweep_flow",
    "Looks for everything that is due and that nobody was told of yet, and raises the alerts. "
    "Running it again is always safe: nobody is told twice.",
    ("alerts",),
    "*/5 * * * *",
)
DISPATCH = Planned(
    "Dispatch",
    "dispatch",
    "flows.dispatch",
    "dispatch_flow",
    "Sends the messages that wait to go. Running it again is always safe.",
    ("alerts",),
    "*/5 * * * *",
)
# Before 06:00 in London it does nothing, so of the two hours in UTC one is right in winter
# and in summer the first already is; whoever has the day's digest gets no second one.
MORNING_DIGEST = Planned(
    "Morning digest",
    "morning-digest",
    "flows.digest",
    "digest_flow",
    "Prepares each person's morning message: what is due, what is overdue, or that nothing is.",
    ("alerts",),
    "5 5,6 * * *",
)
MEASURES = Planned(
    "Measures",
    "measures",
    "flows.measures",
    "measures_flow",
    "Works out the published figures of the financial year so far. It writes nothing.",
    ("reports",),
    "20 5 * * 1",
)
IMPORT = Planned(
    "Import",
    "import",
    "flows.import_files",
    "import_files",
    "Reads the files of one folder in the inbox, and shows what was kept and what was refused.",
    ("import",),
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
