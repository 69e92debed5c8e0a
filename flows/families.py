"""The three schedules that people ask to be worked out anew, and the rules each one covers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """A group of rules by the first words of their ids. ``key`` names its flow and artifacts."""

    key: str
    title: str
    prefixes: tuple[str, ...]


REVIEW_SCHEDULE = Family("review-schedule", "Review schedule", ("lac", "missing", "leaving", "qa"))
CP_CONFERENCES = Family("cp-conferences", "CP conferences", ("cin", "cp"))
COMPLAINT_DEADLINES = Family("complaint-deadlines", "Complaint deadlines", ("complaint",))
FAMILIES = (REVIEW_SCHEDULE, CP_CONFERENCES, COMPLAINT_DEADLINES)
