"""The tables of the Standard Safeguarding Dataset that hold dates with a time limit.

Source: Data to Insight, Standard Safeguarding Dataset, object definitions 1.4 (MIT licence).
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is read, and no more of it than ``columns``.

    ``identifier`` names a row for ever. ``person`` is None where the row names the child only
    through its period of care. ``types`` are the events that come from this table and no
    other. ``latest_only`` marks a table in which a new date takes the place of the last: that a
    date is no longer there then says nothing. ``rests_on_episodes`` marks a table whose rows
    are read only for children whose episodes of care are read with them.
    """

    name: str
    identifier: str
    person: str | None
    columns: tuple[str, ...]
    types: frozenset[str]
    optional: tuple[str, ...] = ()
    latest_only: bool = False
    rests_on_episodes: bool = False

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns without which the table is refused."""
        person = () if self.person is None else (self.person,)
        return (self.identifier, *person, *self.columns)

    @property
    def read(self) -> tuple[str, ...]:
        """Every column that is read. Names, addresses and notes are not among them."""
        return (*self.needed, *self.optional)


def _types(*names: str) -> frozenset[str]:
    return frozenset(names)


_TABLES = (
    Table(
        "ssd_person",
        "pers_person_id",
        None,
        ("pers_dob",),
        _types("born"),
        rests_on_episodes=True,
    ),
    Table(
        "ssd_cin_episodes",
        "cine_referral_id",
        "cine_person_id",
        ("cine_referral_date",),
        _types("referral_received"),
        ("cine_referral_nfa",),
    ),
    Table(
        "ssd_cin_assessments",
        "cina_assessment_id",
        "cina_person_id",
        ("cina_assessment_start_date", "cina_assessment_auth_date"),
        _types("assessment_started", "assessment_completed"),
    ),
    Table(
        "ssd_s47_enquiry",
        "s47e_s47_enquiry_id",
        "s47e_person_id",
        ("s47e_s47_start_date", "s47e_s47_end_date"),
        _types("strategy_discussion_held", "section_47_concluded"),
        ("s47e_s47_nfa", "s47e_s47_outcome_json"),
    ),
    Table(
        "ssd_initial_cp_conference",
        "icpc_icpc_id",
        "icpc_person_id",
        ("icpc_icpc_date",),
        _types("initial_conference_held"),
        ("icpc_icpc_outcome_cp_flag",),
    ),
    Table(
        "ssd_cp_plans",
        "cppl_cp_plan_id",
        "cppl_person_id",
        ("cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
        _types("child_protection_plan_started", "child_protection_plan_ended"),
        ("cppl_cp_plan_initial_category", "cppl_cp_plan_ola"),
    ),
    Table(
        "ssd_cp_reviews",
        "cppr_cp_review_id",
        "cppr_person_id",
        ("cppr_cp_review_date",),
        _types("review_conference_held"),
        ("cppr_cp_plan_id", "cppr_cp_review_outcome_continue_cp"),
    ),
    Table(
        "ssd_cla_episodes",
        "clae_cla_episode_id",
        "clae_person_id",
        ("clae_cla_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased"),
        _types("became_looked_after", "ceased_looked_after"),
        ("clae_cla_episode_ceased_reason", "clae_entered_care_date"),
    ),
    Table(
        "ssd_legal_status",
        "lega_legal_status_id",
        "lega_person_id",
        ("lega_legal_status", "lega_legal_status_start_date"),
        _types("legal_status_changed"),
        rests_on_episodes=True,
    ),
    Table(
        "ssd_cla_placement",
        "clap_cla_placement_id",
        "clap_person_id",
        ("clap_cla_placement_start_date", "clap_cla_placement_end_date"),
        _types("placement_started", "placement_ended"),
        ("clap_cla_placement_type",),
    ),
    Table(
        "ssd_cla_reviews",
        "clar_cla_review_id",
        None,
        ("clar_cla_id", "clar_cla_review_date"),
        _types("review_held"),
        ("clar_cla_review_cancelled", "clar_cla_review_participation"),
        rests_on_episodes=True,
    ),
    Table(
        "ssd_cla_visits",
        "clav_cla_visit_id",
        "clav_person_id",
        ("clav_cla_visit_date",),
        _types("child_visited"),
        ("clav_cla_visit_seen", "clav_cla_visit_seen_alone"),
    ),
    Table(
        "ssd_cla_health",
        "clah_health_check_id",
        "clah_person_id",
        ("clah_health_check_type", "clah_health_check_date"),
        _types("health_assessment_completed", "dental_check_completed"),
        ("clah_health_check_status",),
    ),
    Table(
        "ssd_sdq_scores",
        "csdq_table_id",
        "csdq_person_id",
        ("csdq_sdq_completed_date",),
        _types("sdq_completed"),
        ("csdq_sdq_score",),
    ),
    Table(
        "ssd_missing",
        "miss_table_id",
        "miss_person_id",
        ("miss_missing_episode_start_date", "miss_missing_episode_end_date"),
        _types("went_missing", "found"),
    ),
    Table(
        "ssd_care_leavers",
        "clea_table_id",
        "clea_person_id",
        ("clea_pathway_plan_review_date",),
        _types("pathway_plan_reviewed"),
        latest_only=True,
    ),
    Table(
        "ssd_permanence",
        "perm_table_id",
        "perm_person_id",
        (
            "perm_adm_decision_date",
            "perm_placement_order_date",
            "perm_matched_date",
            "perm_placed_for_adoption_date",
            "perm_decision_reversed_date",
        ),
        _types(
            "decision_made",
            "placement_order_made",
            "match_approved",
            "placed_for_adoption",
            "adoption_decision_reversed",
            "adoption_order_made",
        ),
        ("perm_permanence_order_date", "perm_permanence_order_type"),
    ),
    Table(
        "ssd_involvements",
        "invo_involvements_id",
        "invo_person_id",
        (
            "invo_professional_id",
            "invo_professional_role_id",
            "invo_involvement_start_date",
        ),
        _types("responsible_assigned"),
        latest_only=True,
    ),
)

EPISODES = "ssd_cla_episodes"

TABLES: Mapping[str, Table] = {table.name: table for table in _TABLES}


def table_of(name: str) -> str | None:
    """The table that a file or a database table is named after, or None.

    A name may have something behind it, such as a day or ``_v`` for a view.
    """
    given = name.strip().lower()
    fitting = [table for table in TABLES if given == table or given.startswith(f"{table}_")]
    return max(fitting, key=len, default=None)
