"""Assessments, conferences and core groups."""

from datetime import time

from engine.schedule import Schedule

SCHEDULE = Schedule(
    key="cp-conferences",
    title="CP conferences",
    description="Works out again the dates of assessments, conferences and core groups. Use it "
    "after a correction. It first only shows what would change; tick Apply to write it.",
    about="Works out again every child protection date: assessments, conferences, core groups.",
    tags=("rerun", "child-protection"),
    families=("cin", "cp"),
    runs_at=time(2, 40),
)
