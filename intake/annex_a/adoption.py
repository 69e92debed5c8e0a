"""Lists 10 and 11: children with a plan for adoption, and prospective adopters."""

from intake.annex_a.cells import Cells
from intake.annex_a.kept import Kept

_STEPS_OF_A_CHILD = (
    ("decided", "decision_made"),
    ("ordered", "placement_order_made"),
    ("matched", "match_approved"),
    ("placed", "placed_for_adoption"),
    ("adopted", "adoption_order_made"),
    ("reversed", "adoption_decision_reversed"),
)


def keep_adoption(cells: Cells, kept: Kept) -> None:
    """The steps of a child's adoption, from the decision to the order."""
    child, born = cells.name("child"), cells.day("born")
    days = {column: cells.day_after(column, born) for column, _ in _STEPS_OF_A_CHILD}
    if child is None:
        return
    if born is not None:
        kept.keep(cells, "born", child, "born", born, key=())
    for column, type_name in _STEPS_OF_A_CHILD:
        if (on := days[column]) is not None:
            kept.keep(cells, column, child, type_name, on)


def keep_adopter(cells: Cells, kept: Kept) -> None:
    """The two stages of an application to adopt.

    Partners make one application, so their family is one case. The day of the enquiry is left
    alone: it comes before the registration of interest, from which the law counts.
    """
    adopter = cells.name("adopter")
    family = cells.name("family") if cells.text("family") else adopter
    stage_1 = cells.day("stage_1")
    stage_1_ended = cells.day_after("stage_1_ended", stage_1)
    stage_2 = cells.day_after("stage_2", stage_1, stage_1_ended)
    stage_2_ended = cells.day_after("stage_2_ended", stage_2)
    approved = cells.day_after("approved", stage_1, stage_2)
    left = cells.day_after("left", stage_1)
    if adopter is None or family is None:
        return
    subject = str(cells.subject())
    for column, type_name, on, said in (
        ("stage_1", "adopter_accepted", stage_1, {}),
        ("stage_1_ended", "adopter_stage_completed", stage_1_ended, {"stage": "1"}),
        ("stage_2", "adopter_stage_started", stage_2, {"stage": "2"}),
        ("stage_2_ended", "adopter_stage_completed", stage_2_ended, {"stage": "2"}),
        ("approved", "decision_made", approved, {}),
        ("left", "adopter_withdrew", left, {}),
    ):
        if on is not None:
            kept.keep(cells, column, subject, type_name, on, said=said)
