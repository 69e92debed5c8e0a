"""The deadlines of complaints."""

from datetime import time

from engine.schedule import Schedule

SCHEDULE = Schedule(
    key="complaint-deadlines",
    title="Complaint deadlines",
    description="Works out again the deadlines of complaints, stage by stage. Use it after a "
    "correction or an extension. It first only shows what would change; tick Apply to write it.",
    about="Works out again every complaint deadline, stage by stage.",
    tags=("rerun", "complaints"),
    families=("complaint",),
    runs_at=time(2, 50),
)
