"""The tables of the Standard Safeguarding Dataset, row by row, as a case system would fill them.

Source: Data to Insight, Standard Safeguarding Dataset, object definitions 1.4: its tables and
columns, of which those are here that hold a date with a time limit.
"""

import json
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Final

from demo.export.children_in_care import ChildInCare, Episode, Stay, age_on
from demo.export.protected_children import Enquiry, Plan, ProtectedChild
from demo.export.pupil_numbers import NOT_AT_SCHOOL, pupil_number
from demo.export.tables import Table
from domain.case.events import Event

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "ssd_person": ("pers_person_id", "pers_sex", "pers_dob"),
    "ssd_linked_identifiers": (
        *("link_table_id", "link_person_id", "link_identifier_type", "link_identifier_value"),
        "link_valid_from_date",
    ),
    "ssd_cin_episodes": (
        *("cine_referral_id", "cine_person_id", "cine_referral_date", "cine_referral_nfa"),
    ),
    "ssd_cin_assessments": (
        *("cina_assessment_id", "cina_person_id"),
        *("cina_assessment_start_date", "cina_assessment_auth_date"),
    ),
    "ssd_s47_enquiry": (
        *("s47e_s47_enquiry_id", "s47e_person_id", "s47e_s47_start_date", "s47e_s47_end_date"),
        "s47e_s47_outcome_json",
    ),
    "ssd_initial_cp_conference": (
        *("icpc_icpc_id", "icpc_person_id", "icpc_icpc_date", "icpc_icpc_outcome_cp_flag"),
    ),
    "ssd_cp_plans": (
        *("cppl_cp_plan_id", "cppl_person_id", "cppl_cp_plan_start_date"),
        *("cppl_cp_plan_end_date", "cppl_cp_plan_ola", "cppl_cp_plan_initial_category"),
    ),
    "ssd_cp_reviews": (
        *("cppr_cp_review_id", "cppr_person_id", "cppr_cp_plan_id", "cppr_cp_review_date"),
        "cppr_cp_review_outcome_continue_cp",
    ),
    "ssd_cla_episodes": (
        *("clae_cla_episode_id", "clae_person_id", "clae_cla_id", "clae_cla_episode_start_date"),
        *("clae_cla_episode_ceased", "clae_cla_episode_ceased_reason", "clae_entered_care_date"),
    ),
    "ssd_legal_status": (
        *("lega_legal_status_id", "lega_person_id", "lega_legal_status"),
        "lega_legal_status_start_date",
    ),
    "ssd_cla_placement": (
        *("clap_cla_placement_id", "clap_person_id", "clap_cla_placement_start_date"),
        *("clap_cla_placement_type", "clap_cla_placement_end_date"),
    ),
    "ssd_cla_reviews": (
        *("clar_cla_review_id", "clar_cla_id", "clar_cla_review_date"),
        *("clar_cla_review_cancelled", "clar_cla_review_participation"),
    ),
    "ssd_cla_visits": (
        *("clav_cla_visit_id", "clav_person_id", "clav_cla_visit_date"),
        *("clav_cla_visit_seen", "clav_cla_visit_seen_alone"),
    ),
    "ssd_cla_health": (
        *("clah_health_check_id", "clah_person_id", "clah_health_check_type"),
        *("clah_health_check_date", "clah_health_check_status"),
    ),
    "ssd_sdq_scores": (
        *("csdq_table_id", "csdq_person_id", "csdq_sdq_completed_date", "csdq_sdq_score"),
    ),
    "ssd_missing": (
        *("miss_table_id", "miss_person_id"),
        *("miss_missing_episode_start_date", "miss_missing_episode_end_date"),
    ),
    "ssd_care_leavers": ("clea_table_id", "clea_person_id", "clea_pathway_plan_review_date"),
    "ssd_permanence": (
        *("perm_table_id", "perm_person_id", "perm_adm_decision_date"),
        *("perm_placement_order_date", "perm_matched_date", "perm_placed_for_adoption_date"),
        "perm_decision_reversed_date",
    ),
    "ssd_involvements": (
        *("invo_involvements_id", "invo_person_id", "invo_professional_id"),
        *("invo_professional_role_id", "invo_involvement_start_date"),
    ),
}

_ROLES: Final = {
    "iro": "Independent Reviewing Officer",
    "conference_chair": "Conference Chair",
    "social_worker": "Social Worker",
}
_HEALTH_CHECKS: Final = {
    "health_assessment_completed": "Health Assessment",
    "dental_check_completed": "Dental Check",
}
_YES_NO: Final = ("N", "Y")

Tables = dict[str, Table]


def standard_dataset_tables(
    seed: int, protected: Iterable[ProtectedChild], in_care: Iterable[ChildInCare], on: date
) -> Tables:
    """Every table as on a day; those on care leavers and on adoption hold no rows.

    A child may be both protected and in care, and is one person.
    """
    tables = {name: Table(name, columns) for name, columns in COLUMNS.items()}
    people: dict[str, tuple[ProtectedChild | ChildInCare, tuple[Event, ...]]] = {}
    for child in protected:
        _RowsOfChild(tables, child.number).protection(child)
        people[child.number] = child, child.assigned
    for looked_after in in_care:
        rows = _RowsOfChild(tables, looked_after.number)
        for stay in looked_after.stays:
            rows.care(stay)
        rows.done_in_care(looked_after)
        people[looked_after.number] = looked_after, looked_after.facts
    for number, (person, facts) in people.items():
        rows = _RowsOfChild(tables, number)
        born_on = person.born_on
        tables["ssd_person"].add(number, "MF"[int(person.sex) - 1], born_on.isoformat())
        rows.identifiers(pupil_number(seed, number, born_on, age_on(born_on, on)))
        rows.involvements(facts)
    return tables


class _RowsOfChild:
    """Adds the rows of one child to the tables, each with an identifier of its own."""

    def __init__(self, tables: Tables, number: str) -> None:
        self._tables, self._number = tables, number
        self._rows = dict.fromkeys(tables, 0)

    def protection(self, child: ProtectedChild) -> None:
        """The referral, and what followed from it."""
        self._add("ssd_cin_episodes", child.referred_on, "N")
        if child.assessed_from is not None:
            self._add("ssd_cin_assessments", child.assessed_from, child.assessed_on)
        if child.enquiry is not None:
            self._enquiry(child.enquiry)
        if child.initial_conference_on is not None:
            led_to_plan = _YES_NO[child.plan is not None]
            self._add("ssd_initial_cp_conference", child.initial_conference_on, led_to_plan)
        if child.plan is not None:
            self._plan(child.plan)

    def _enquiry(self, enquiry: Enquiry) -> None:
        outcome = None
        if enquiry.concluded_on is not None:
            flag = _YES_NO[not enquiry.no_conference]
            outcome = json.dumps({"OUTCOME_CP_CONFERENCE_FLAG": flag})
        self._add("ssd_s47_enquiry", enquiry.began_on, enquiry.concluded_on, outcome)

    def _plan(self, plan: Plan) -> None:
        identifier = self._add("ssd_cp_plans", plan.made_on, plan.ended_on, "N", plan.category)
        for held_on in plan.reviews:
            continues = _YES_NO[held_on != plan.ended_on]
            self._add("ssd_cp_reviews", identifier, held_on, continues)

    def care(self, stay: Stay) -> None:
        """The episodes of one period of care, its statuses, its placements and its reviews."""
        period = f"{self._number}-{stay.began_on:%Y%m}"
        for episode in stay.episodes:
            reason = episode.reason_ended or None
            days = period, episode.began_on, episode.ended_on
            self._add("ssd_cla_episodes", *days, reason, stay.began_on)
        before: Episode | None = None
        for episode in stay.episodes:
            if before is None or before.legal_status != episode.legal_status:
                self._add("ssd_legal_status", episode.legal_status, episode.began_on)
            before = episode
        lived_in = [
            episode
            for before, episode in pairwise((None, *stay.episodes))
            if episode is not None and _is_a_new_placement(before, episode)
        ]
        ends = [*(episode.began_on for episode in lived_in[1:]), stay.ended_on]
        for episode, ended_on in zip(lived_in, ends, strict=True):
            self._add("ssd_cla_placement", episode.began_on, episode.placement.type, ended_on)
        for held_on, participation in stay.reviews:
            self._row("ssd_cla_reviews", period, held_on, "N", participation)

    def done_in_care(self, child: ChildInCare) -> None:
        """Visits, checks of health, questionnaires and absences."""
        for event in child.facts:
            if event.type == "child_visited":
                alone = _YES_NO[bool(event.attributes["seen_alone"])]
                self._add("ssd_cla_visits", event.on, "Y", alone)
            elif event.type in _HEALTH_CHECKS:
                self._add("ssd_cla_health", _HEALTH_CHECKS[event.type], event.on, "Completed")
            elif event.type == "sdq_completed":
                self._add("ssd_sdq_scores", event.on, event.attributes["score"])
        for went_on, back_on in child.absences():
            self._add("ssd_missing", went_on, back_on)

    def identifiers(self, upn: str) -> None:
        """The pupil number, of who has one."""
        if upn != NOT_AT_SCHOOL:
            self._add("ssd_linked_identifiers", "Unique Pupil Number", upn, None)

    def involvements(self, facts: Iterable[Event]) -> None:
        """Who was responsible from when, by staff code."""
        for event in facts:
            if event.type == "responsible_assigned" and event.attributes["role"] in _ROLES:
                role = _ROLES[str(event.attributes["role"])]
                self._add("ssd_involvements", str(event.attributes["person"]), role, event.on)

    def _add(self, table: str, *cells: str | int | date | None) -> str:
        """Add a row of a table that names the child; gives the row's identifier."""
        return self._row(table, self._number, *cells)

    def _row(self, table: str, *cells: str | int | date | None) -> str:
        self._rows[table] += 1
        identifier = f"{self._number}-{self._rows[table]}"
        days = (cell.isoformat() if isinstance(cell, date) else cell for cell in cells)
        self._tables[table].add(identifier, *days)
        return identifier


def _is_a_new_placement(before: Episode | None, episode: Episode) -> bool:
    """Whether the child moved, or the placement became one of another kind."""
    if before is None or episode.reason_began != "L":
        return True
    return before.placement.type != episode.placement.type
