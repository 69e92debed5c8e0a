"""Reviews and what goes with them, and whatever no other schedule names."""

from datetime import time

from engine.schedule import Schedule

SCHEDULE = Schedule(
    key="review-schedule",
    title="Review schedule",
    description="Works out again the dates of looked-after children, reviews and what goes with "
    "them, and every date that belongs to no other schedule. Use it after a correction. It first "
    "only shows what would change; tick Apply to write it.",
    about="Works out again every date of looked-after children, such as reviews, visits and "
    "records, and every date that belongs to no other schedule.",
    tags=("rerun", "looked-after"),
    # A rule of an authority's own, of whatever family, is worked out here.
    families=None,
    runs_at=time(2, 30),
)
