"""What each list tells, and which of its columns tells what."""

from collections.abc import Mapping

from intake.annex_a.columns import LISTS
from intake.gaps import TableTells

# By the number of the list and the column. A column that is not here tells nothing by itself.
_OF_COLUMNS: Mapping[int, Mapping[str, tuple[str, ...]]] = {
    3: {
        "received": ("referral_received",),
        "no_further_action": ("referral_received",),
    },
    4: {"started": ("assessment_started",), "completed": ("assessment_completed",)},
    5: {
        "discussed": ("strategy_discussion_held",),
        "unnecessary": ("strategy_discussion_held",),
        "conference": ("initial_conference_held",),
        "plan": ("initial_conference_held",),
    },
    7: {
        "started": ("child_protection_plan_started",),
        "reviewed": ("review_conference_held",),
        "ended": ("child_protection_plan_ended",),
    },
    8: {
        "born": ("born",),
        "started": ("became_looked_after",),
        "status_since": ("became_looked_after", "legal_status_changed"),
        "status": ("became_looked_after", "legal_status_changed"),
        "reviewed": ("review_held",),
        "visited": ("child_visited",),
        "health": ("health_assessment_completed",),
        "dental": ("dental_check_completed",),
        "ceased": ("ceased_looked_after",),
        "placed": ("placement_started",),
        "placement": ("placement_started",),
    },
    9: {"reviewed": ("pathway_plan_reviewed",)},
    10: {
        "born": ("born",),
        "decided": ("decision_made",),
        "ordered": ("placement_order_made",),
        "matched": ("match_approved",),
        "placed": ("placed_for_adoption",),
        "adopted": ("adoption_order_made",),
        "reversed": ("adoption_decision_reversed",),
    },
    11: {
        "stage_1": ("adopter_accepted",),
        "stage_1_ended": ("adopter_stage_completed",),
        "stage_2": ("adopter_stage_started",),
        "stage_2_ended": ("adopter_stage_completed",),
        "approved": ("decision_made",),
        "left": ("adopter_withdrew",),
    },
}

# By the name of the table.
TELLS: Mapping[str, TableTells] = {
    f"list {number}": TableTells(
        types=frozenset(name for names in of_list.values() for name in names),
        cells={LISTS[number][column].header: frozenset(names) for column, names in of_list.items()},
    )
    for number, of_list in _OF_COLUMNS.items()
}
