"""What can be wrong with an Annex A workbook."""

from domain.errors import ProblemError

_CORRECT = "Correct the record in the case system and make the workbook again."
_COUNTED = "Nothing to do: its rows are counted and left alone."

PROBLEMS: dict[str, tuple[str, str]] = {
    "child_missing": ("The identifier is missing, too long or cannot be read.", _CORRECT),
    "column_given_twice": ("Two columns of the list are headed ….", "Keep one of them."),
    "columns_missing": (
        "The list has none of these columns: ….",
        "Correct their headers if they are there under another name.",
    ),
    "contradicts_earlier_row": (
        "Another row says something else about the same case and date, and is believed.",
        "Keep the row that is right.",
    ),
    "contradicts_other_cell": ("The cell contradicts another of the same row.", _CORRECT),
    "end_not_believed": (
        "By another row this went on beyond the day on which it is said to have ended here.",
        "Correct the end in whichever of the two rows is wrong.",
    ),
    "date_missing": ("The date without which the row says nothing is missing.", _CORRECT),
    "excel_error": (
        "The cell holds an Excel error, such as #N/A or #VALUE!.",
        "Correct the formula that fails, and save the workbook.",
    ),
    "formula_without_value": (
        "The cell holds a formula whose result was never stored.",
        "Open the workbook in Excel, save it, and import it again.",
    ),
    "future_fact": ("The date is more than 24 hours in the future.", _CORRECT),
    "hidden_sheet": (
        "The sheet is hidden, so nobody looks at what it holds.",
        "Unhide it if it is one of the lists.",
    ),
    "impossible_date": (
        "This cannot be read as a date, or there is no such day.",
        "Write the date as dd/mm/yyyy or yyyy-mm-dd, the year with four digits.",
    ),
    "impossible_order": (
        "The date cannot be before, or after, another date of the same row.",
        _CORRECT,
    ),
    "list_without_limits": ("No date in this list has a time limit.", _COUNTED),
    "macros_not_run": (
        "The workbook holds macros. They are never run.",
        "Save it as an Excel workbook without macros (.xlsx).",
    ),
    "no_date_to_use": ("The row holds no date that sets or ends a clock.", _COUNTED),
    "no_workbooks": (
        "There is no Excel workbook here.",
        "Give the .xlsx file of Annex A, or the folder that holds it.",
    ),
    "not_annex_a": (
        "No sheet of this workbook is a list of Annex A.",
        "Give Ofsted's Annex A; name its sheets after their lists, for example List 8.",
    ),
    "send_annex_a": (
        "This is the SEND Annex A: its lists are of EHC plans. This program does not read it.",
        "Give the Annex A of inspections of children's services, with List 1 to List 11.",
    ),
    "sheet_without_header": (
        "None of the first rows of the sheet has the headers of its list.",
        "Put Ofsted's headers above the rows, among them the identifier and the first date.",
    ),
    "unknown_code": ("The cell does not begin or end with a code that is known.", _CORRECT),
    "unknown_sheet": (
        "Neither the sheet's name nor its headers are those of a list of Annex A.",
        "Name the sheet after its list, for example List 8, or leave it out.",
    ),
    "yes_or_no": ("The cell says neither yes nor no.", "Write Yes or No, or leave it empty."),
}


def problem(code: str) -> ProblemError:
    """The problem with this code."""
    message, remedy = PROBLEMS[code]
    return ProblemError(code, message, remedy)


def columns_missing(headers: list[str]) -> ProblemError:
    """The warning that a list lacks columns that would have been read."""
    named = ", ".join(headers)
    return ProblemError(
        "columns_missing",
        f"The list has none of these columns: {named}.",
        "Correct their headers if they are there under another name.",
    )


def column_given_twice(header: str) -> ProblemError:
    """The problem of a list with two columns for the same thing."""
    return ProblemError(
        "column_given_twice",
        f"Two columns of the list are headed {header}.",
        "Keep one of them.",
    )
