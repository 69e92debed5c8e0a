"""What can be wrong with a return, in the codes that data teams know.

Codes that begin ``ssda903_`` are the DfE's validation rules for 2024 to 2025 (Open Government
Licence v3.0), their wording shortened; the others are ours.
"""

from domain.errors import ProblemError

_CORRECT = "Correct the record in the case system and export the return again."
_DATE = "Write the date as dd/mm/yyyy or yyyy-mm-dd, the year with four digits."
_NOTHING = "Nothing to do: its rows are counted and left alone."
_CODE = "Use a code from the guide to the return."

PROBLEMS: dict[str, tuple[str, str]] = {
    "ssda903_102": ("Date of birth is not a valid date.", _DATE),
    "ssda903_141": ("Date episode began is not a valid date.", _DATE),
    "ssda903_142": ("A new episode has started, but the one before has not ended.", _CORRECT),
    "ssda903_143": ("The reason for new episode code is not a valid code.", _CODE),
    "ssda903_144": ("The legal status code is not a valid code.", _CODE),
    "ssda903_146": ("Placement type code is not a valid code.", _CODE),
    "ssda903_147": ("Date episode ceased is not a valid date.", _DATE),
    "ssda903_148": (
        "Date episode ceased and reason episode ceased must both be coded, or both left blank.",
        _CORRECT,
    ),
    "ssda903_149": ("Reason episode ceased code is not valid.", _CODE),
    "ssda903_112": ("Date should be placed for adoption is not a valid date.", _DATE),
    "ssda903_113": ("Date matching child and adopters is not a valid date.", _DATE),
    "ssda903_115": (
        "Date of the decision that a child should be placed for adoption is not a valid date.",
        _DATE,
    ),
    "ssda903_116": (
        "Date of the decision that a child should no longer be placed for adoption is not a valid "
        "date.",
        _DATE,
    ),
    "ssda903_119": (
        "The date of the decision that a child should no longer be placed for adoption, and its "
        "reason, must both be completed.",
        _CORRECT,
    ),
    "ssda903_120": (
        "The reason for the reversal of the decision that the child should be placed for adoption "
        "is not a valid code.",
        _CODE,
    ),
    "ssda903_166": ("Date of review is invalid or blank.", _DATE),
    "ssda903_167": ("Data entry for participation is invalid or blank.", _CODE),
    "ssda903_180": (
        "Data entry for the strengths and difficulties questionnaire (SDQ) score is invalid.",
        "Write a whole number from 0 to 40, or leave it blank.",
    ),
    "ssda903_181": (
        "Data items on children looked after for 12 months should be completed with 0 or 1.",
        _CODE,
    ),
    "ssda903_184": (
        "Date of the decision that a child should be placed for adoption is before the child was "
        "born.",
        _CORRECT,
    ),
    "ssda903_190": (
        "The child has not been looked after for 12 months at 31 March, but data items on children "
        "looked after for 12 months have been completed.",
        _CORRECT,
    ),
    "ssda903_196": ("Reason for no SDQ score is not a valid code.", _CODE),
    "ssda903_197a": ("A reason for no SDQ score is not required where there is a score.", _CORRECT),
    "ssda903_302": ("First episode starts before child was born.", _CORRECT),
    "ssda903_333": (
        "Date should be placed for adoption must be on or before the date of matching.",
        _CORRECT,
    ),
    "ssda903_353": ("No episode can start before 14 October 1991.", _CORRECT),
    "ssda903_355": ("Episode appears to have lasted for less than 24 hours.", _CORRECT),
    "ssda903_356": ("The episode ceased before it started.", _CORRECT),
    "ssda903_388": (
        "Reason episode ceased is that a new episode begins, but no episode goes on from it.",
        _CORRECT,
    ),
    "ssda903_390": (
        "Reason episode ceased is adopted, but the child was not placed for adoption before.",
        _CORRECT,
    ),
    "ssda903_399": (
        "A review is recorded, but the child is looked after under legal status V3 or V4.",
        _CORRECT,
    ),
    "ssda903_408": (
        "The child is placed for adoption with a placement order, but none has been recorded.",
        _CORRECT,
    ),
    "ssda903_431": (
        "The child started to be looked after on the day on which the previous episode ended.",
        _CORRECT,
    ),
    "ssda903_432": (
        "The child ceased to be looked after, but the next episode is not a new start.",
        _CORRECT,
    ),
    "ssda903_433": (
        "A continuation episode does not start on the day on which the last one finished.",
        _CORRECT,
    ),
    "ssda903_434": (
        "Reason for new episode is that the legal status changed but not the placement; the "
        "episodes do not show this.",
        _CORRECT,
    ),
    "ssda903_435": (
        "Reason for new episode is that the placement changed but not the legal status; the "
        "episodes do not show this.",
        _CORRECT,
    ),
    "ssda903_436": (
        "Reason for new episode is that placement and legal status both changed; the episodes do "
        "not show this.",
        _CORRECT,
    ),
    "ssda903_437": (
        "The child died or is 18 or over, but there are further episodes.",
        _CORRECT,
    ),
    "ssda903_440": ("Participation says under 4 years old, but the child was 4 or over.", _CORRECT),
    "ssda903_441": ("Participation says 4 years old or over, but the child was under 4.", _CORRECT),
    "ssda903_501": (
        "A new episode has started before the end date of the previous episode.",
        "Correct the dates so that one episode ends before the next starts.",
    ),
    "ssda903_523": (
        "The date should be placed for adoption differs from that of the decision.",
        _CORRECT,
    ),
    "ssda903_522": (
        "The decision that a child should be placed for adoption must not be after the decision "
        "that the child should no longer be.",
        _CORRECT,
    ),
    "ssda903_551": (
        "Child has been placed for adoption, but there is no date of the decision.",
        _CORRECT,
    ),
    "ssda903_552": (
        "The decision to place a child for adoption should not be after the placement.",
        _CORRECT,
    ),
    "ssda903_567": ("The missing period ended before it started.", _CORRECT),
    "ssda903_574": (
        "A missing period starts while the one before is still open, or overlaps it.",
        _CORRECT,
    ),
    "ssda903_578": (
        "The child started to be missing after ceasing to be looked after.",
        _CORRECT,
    ),
    "ssda903_581": ("Child is missing but has not yet started to be looked after.", _CORRECT),
    "ssda903_586": ("A missing period is before the child's date of birth.", _CORRECT),
    "ssda903_601": (
        "The episodes show that the child was adopted, but the fields on adoption have not been "
        "completed.",
        _CORRECT,
    ),
    "ssda903_602": (
        "The episodes of this child do not show an adoption in the year.",
        "Correct the record, or check that no episode was left out.",
    ),
    "ssda903_1003": (
        "The decision that a child should be placed for adoption is before the child started to be "
        "looked after.",
        _CORRECT,
    ),
    "ssda903_1004": ("The start date of the missing period is not a valid date.", _DATE),
    "ssda903_1005": ("The end date of the missing period is not a valid date.", _DATE),
    "ssda903_1006": ("Missing type invalid.", _CODE),
    "ssda903_1009": ("Reason for placement change is not a valid code.", _CODE),
    "ssda903_EPI": (
        "There are no episodes of this child.",
        "Check that no episode was left out.",
    ),
    "ssda903_INT01": ("Child in AD1 does not exist in Header.", _CORRECT),
    "ssda903_INT02": ("Child in PlacedAdoption does not exist in Header.", _CORRECT),
    "ssda903_INT03": ("Child in Episodes does not exist in Header.", _CORRECT),
    "ssda903_INT04": ("Child in Missing does not exist in Header.", _CORRECT),
    "ssda903_INT05": ("Child in OC2 does not exist in Header.", _CORRECT),
    "ssda903_INT08": ("Child in Reviews does not exist in Header.", _CORRECT),
    "ssda903_INT11": ("Date of birth in AD1 is different from that in Header.", _CORRECT),
    "ssda903_INT12": (
        "Date of birth in PlacedAdoption is different from that in Header.",
        _CORRECT,
    ),
    "ssda903_INT13": ("Date of birth in Missing is different from that in Header.", _CORRECT),
    "ssda903_INT14": ("Date of birth in OC2 is different from that in Header.", _CORRECT),
    "ssda903_INT17": ("Date of birth in Reviews is different from that in Header.", _CORRECT),
    "ssda903_INT31": ("Child should only exist once in AD1.", _CORRECT),
    "ssda903_INT33": ("Child should only exist once in OC2.", _CORRECT),
    "future_fact": ("The date is more than 24 hours in the future.", _CORRECT),
    "contradicts_earlier_row": (
        "Another row says something else about the same child and date, and is believed.",
        "Keep the row that is right.",
    ),
    "end_not_believed": (
        "By another episode the child was still looked after on the day on which this one says "
        "that care ended.",
        "End the other episode, or take this one out.",
    ),
    "review_before_birth": ("The review is dated before the child was born.", _CORRECT),
    "review_before_care_began": (
        "The review is dated before the child started to be looked after.",
        _CORRECT,
    ),
    "review_after_care_ended": (
        "The review is dated after the child ceased to be looked after.",
        _CORRECT,
    ),
    "review_before_first_episode": (
        "The review is dated before the child's first episode in the return.",
        "Check that no episode was left out.",
    ),
    "review_of_child_without_episodes": (
        "The return holds a review, but no usable episode, of this child.",
        "Check that no episode was left out.",
    ),
    "return_gives_no_date": (
        "The return says that this happened in the year, but not when.",
        _NOTHING,
    ),
    "no_duty_depends_on_this": ("No duty's date depends on what this table says.", _NOTHING),
    "worker_of_a_past_year": (
        "The return names social workers by their national number, in a year that is over.",
        "Nothing to do: who is told of a duty is taken from the case system's own events.",
    ),
    "nothing_filled_in": ("The row fills none of the cells that are read.", _NOTHING),
    "year_not_over": (
        "The row is about the whole year to 31 March, which is not over.",
        "Import the return again after the year has ended.",
    ),
    "xml_without_children": (
        "The XML holds no CHILD.",
        "Check that this is the whole return, as the case system exports it.",
    ),
    "unknown_element": (
        "The element is none that the return has.",
        "Check it against the guide to the return, or leave it out.",
    ),
    "file_cannot_be_read": (
        "Reading the file failed half way.",
        "Check the disk or the network drive, and import it again.",
    ),
    "zeros_lost": (
        "Another table has this number with zeros in front, which a spreadsheet has dropped here.",
        "Export the table again and import that file before a spreadsheet saves it.",
    ),
    "unknown_table": (
        "Neither the file's name nor its columns are those of a table of the return.",
        "Name the file after its table, for example reviews.csv, or leave it out.",
    ),
}


def problem(code: str) -> ProblemError:
    """The problem with this code."""
    message, remedy = PROBLEMS[code]
    return ProblemError(code, message, remedy)
