"""What can be wrong with the Standard Safeguarding Dataset."""

from domain.errors import ProblemError

_CORRECT = "Correct the record in the case system; the next import takes it over."
_COUNTED = "Nothing to do: its rows are counted and left alone."

PROBLEMS: dict[str, tuple[str, str]] = {
    "contradicts_earlier_row": (
        "Another row of the table has the same identifier and says something else.",
        "Keep one row for each identifier.",
    ),
    "dataset_empty": (
        "There is no table of the Standard Safeguarding Dataset here.",
        "Give the CSV files of its ssd_ tables, or the database (and --schema) that holds them.",
    ),
    "dataset_unreadable": (
        "The database of the dataset cannot be opened or read.",
        "Check the address, that it is running, and that its user may read the ssd_ tables.",
    ),
    "dataset_url_unknown": (
        "This is not the address of a database from which the dataset can be read.",
        "Write sqlite:///file.db, postgresql://user:password@host/name or mssql+pyodbc://….",
    ),
    "driver_missing": (
        "The driver for this kind of database is not installed.",
        "Install it beside this program, for SQL Server: pyodbc. Or export the tables as CSV.",
    ),
    "identifier_missing": ("The identifier is missing or cannot be used.", _CORRECT),
    "end_not_believed": (
        "By another row this went on beyond the day on which it is said to have ended here.",
        "Correct the end in whichever of the two rows is wrong.",
    ),
    "date_missing": ("The date without which the row says nothing is missing.", _CORRECT),
    "impossible_date": ("This cannot be read as a date, or there is no such day.", _CORRECT),
    "impossible_order": ("The date is before another date of the same row.", _CORRECT),
    "status_not_believed": (
        "By another row the child had another legal status from this day on, and for as long.",
        "Correct whichever of the two rows is wrong.",
    ),
    "staff_code_unusable": (
        "This is not a staff code, which has letters and digits and no spaces. It may be a name.",
        "Export the code of the professional, not the name.",
    ),
    "table_without_limits": ("No date in this table has a time limit.", _COUNTED),
    "not_in_that_period": ("The review is dated outside its period of care.", _CORRECT),
    "unknown_code": ("The code or its description is not known.", _CORRECT),
    "unknown_period_of_care": (
        "No usable episode of care has this identifier, so the child is not known.",
        "Check that ssd_cla_episodes is read with it, and holds the period of care.",
    ),
}


def problem(code: str) -> ProblemError:
    """The problem with this code."""
    message, remedy = PROBLEMS[code]
    return ProblemError(code, message, remedy)
