"""What can be wrong with a return, in the codes that data teams know.

Codes that begin ``ssda903_`` are the DfE's validation rules for 2024 to 2025 (Open Government
Licence v3.0), their wording shortened; the others are ours.
"""

from domain.errors import ProblemError

_CORRECT = "Correct the record in the case system and export the return again."
_DATE = "Write the date as dd/mm/yyyy."
_CODE = "Use a code from the guide to the return."

_PROBLEMS: dict[str, tuple[str, str]] = {
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
    "ssda903_166": ("Date of review is invalid or blank.", _DATE),
    "ssda903_167": ("Data entry for participation is invalid or blank.", _CODE),
    "ssda903_302": ("First episode starts before child was born.", _CORRECT),
    "ssda903_353": ("No episode can start before 14 October 1991.", _CORRECT),
    "ssda903_356": ("The episode ceased before it started.", _CORRECT),
    "ssda903_399": (
        "A review is recorded, but the child is looked after under legal status V3 or V4.",
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
    "ssda903_440": ("Participation says under 4 years old, but the child was 4 or over.", _CORRECT),
    "ssda903_441": ("Participation says 4 years old or over, but the child was under 4.", _CORRECT),
    "ssda903_INT03": ("Child in Episodes does not exist in Header.", _CORRECT),
    "ssda903_INT08": ("Child in Reviews does not exist in Header.", _CORRECT),
    "ssda903_INT17": ("Date of birth in Reviews is different from that in Header.", _CORRECT),
    "future_fact": ("The date is more than 24 hours in the future.", _CORRECT),
    "contradicts_earlier_row": (
        "An earlier row says something else about the same child and date.",
        "Keep the row that is right.",
    ),
    "overlapping_episode": (
        "The episode starts before the one before it ended.",
        "Correct the dates so that one episode ends before the next starts.",
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
    "table_holds_no_review_dates": (
        "This table holds no date that sets or ends a review clock.",
        "Nothing to do: its rows are counted and left alone.",
    ),
    "unknown_table": (
        "Neither the file's name nor its columns are those of a table of the return.",
        "Name the file after its table, for example reviews.csv, or leave it out.",
    ),
}


def problem(code: str) -> ProblemError:
    """The problem with this code."""
    message, remedy = _PROBLEMS[code]
    return ProblemError(code, message, remedy)
