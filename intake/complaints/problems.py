"""What can be wrong with a row of the complaints register."""

from domain.errors import ProblemError

PROBLEMS: dict[str, tuple[str, str]] = {
    "contradicts_earlier_row": (
        "Another row has the same reference, says something else, and is believed.",
        "Keep one row for each complaint.",
    ),
    "date_missing": (
        "The cell says something about a step of which a date is missing or cannot be used.",
        "Fill in that date, or empty this cell.",
    ),
    "impossible_date": (
        "This cannot be read as a date, or there is no such day.",
        "Write the date as dd/mm/yyyy or yyyy-mm-dd, the year with four digits.",
    ),
    "impossible_order": (
        "The date cannot be before, or after, another date of the same complaint.",
        "Check it against the dates of the steps before it.",
    ),
    "stage_not_in_procedure": (
        "The complaint's procedure has no such step.",
        "Correct the procedure, or empty this cell.",
    ),
    "unknown_column": (
        "Column … is not one that is read.",
        "Correct its name if it holds a date of the complaint.",
    ),
    "unknown_outcome": (
        "This is not an outcome that is known.",
        "Write fault_found, not_upheld or no_finding.",
    ),
    "unknown_procedure": (
        "The procedure is missing or not known.",
        "Write statutory, corporate, adult or data_protection.",
    ),
}


def problem(code: str, message: str | None = None) -> ProblemError:
    """The problem with this code, with its own words or those given."""
    own, remedy = PROBLEMS[code]
    return ProblemError(code, message or own, remedy)
