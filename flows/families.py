"""The three schedules that people ask to be worked out anew, and the rules each one covers."""

from dataclasses import dataclass

from engine.rerun import SCHEDULES


@dataclass(frozen=True, slots=True)
class Family:
    """One schedule. ``key`` names it on the command line, its flow and its artifacts."""

    key: str
    title: str

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The first words of the ids of its rules."""
        return SCHEDULES[self.key]


REVIEW_SCHEDULE = Family("review-schedule", "Review schedule")
CP_CONFERENCES = Family("cp-conferences", "CP conferences")
COMPLAINT_DEADLINES = Family("complaint-deadlines", "Complaint deadlines")
FAMILIES = (REVIEW_SCHEDULE, CP_CONFERENCES, COMPLAINT_DEADLINES)
