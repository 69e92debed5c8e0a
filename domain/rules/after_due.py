"""What it means that a due date has gone by: only a limit is ever overdue."""

from enum import StrEnum


class AfterDue(StrEnum):
    """What it means that the due date has gone by and the duty is not done."""

    OVERDUE = "overdue"
    LAPSES = "lapses"  # somebody else's time: it has closed
    WATCHED = "watched"  # a point to warn of: it was reached, and breaches nothing
    PRACTICABLE = "practicable"  # the law sets no day: from then on, as soon as practicable
