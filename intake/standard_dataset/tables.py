"""The tables of the Standard Safeguarding Dataset that hold dates with a time limit.

Source: Data to Insight, Standard Safeguarding Dataset, object definitions 1.4 (MIT licence).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from intake.gaps import TableTells


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is read, and no more of it than ``columns``.

    ``identifier`` names a row for ever. ``person`` is None where the row names the child only
    through its period of care. ``types`` are the events that come from this table and no
    other; ``cells`` says which of them one column tells, where not every column tells all.
    ``latest_only`` marks a table in which a new date takes the place of the last: that a
    date is no longer there then says nothing. ``rests_on_episodes`` marks a table whose rows
    are read only for children whose episodes of care are read with them. ``only`` is a column
    and what it must say, in small letters: other rows never leave a database.
    """

    name: str
    identifier: str
    person: str | None
    columns: tuple[str, ...]
    types: frozenset[str]
    optional: tuple[str, ...] = ()
    cells: Mapping[str, frozenset[str]] = field(default_factory=dict)
    latest_only: bool = False
    rests_on_episodes: bool = False
    only: tuple[str, frozenset[str]] | None = None

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


EPISODES, IDENTIFIERS = "ssd_cla_episodes", "ssd_linked_identifiers"

_TABLES = (
    Table(
        name="ssd_person",
        identifier="pers_person_id",
        person=None,
        columns=("pers_dob",),
        types=_types("born"),
        optional=("pers_sex", "pers_upn"),
        rests_on_episodes=True,
    ),
    Table(
        name=IDENTIFIERS,
        identifier="link_table_id",
        person="link_person_id",
        columns=("link_identifier_type", "link_identifier_value"),
        types=_types(),
        optional=("link_valid_from_date",),
        # A former number is another kind of identifier: the child is no longer known by it.
        only=("link_identifier_type", frozenset({"unique pupil number", "upn"})),
    ),
    Table(
        name="ssd_cin_episodes",
        identifier="cine_referral_id",
        person="cine_person_id",
        columns=("cine_referral_date",),
        types=_types("referral_received"),
        optional=("cine_referral_nfa",),
    ),
    Table(
        name="ssd_cin_assessments",
        identifier="cina_assessment_id",
        person="cina_person_id",
        columns=("cina_assessment_start_date", "cina_assessment_auth_date"),
        types=_types("assessment_started", "assessment_completed"),
        cells={
            "cina_assessment_start_date": _types("assessment_started"),
            "cina_assessment_auth_date": _types("assessment_completed"),
        },
    ),
    Table(
        name="ssd_s47_enquiry",
        identifier="s47e_s47_enquiry_id",
        person="s47e_person_id",
        columns=("s47e_s47_start_date", "s47e_s47_end_date"),
        types=_types("strategy_discussion_held", "section_47_concluded"),
        optional=("s47e_s47_nfa", "s47e_s47_outcome_json"),
        cells={
            "s47e_s47_start_date": _types("strategy_discussion_held"),
            "s47e_s47_end_date": _types("section_47_concluded"),
        },
    ),
    Table(
        name="ssd_initial_cp_conference",
        identifier="icpc_icpc_id",
        person="icpc_person_id",
        columns=("icpc_icpc_date",),
        types=_types("initial_conference_held"),
        optional=("icpc_icpc_outcome_cp_flag",),
    ),
    Table(
        name="ssd_cp_plans",
        identifier="cppl_cp_plan_id",
        person="cppl_person_id",
        columns=("cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
        types=_types("child_protection_plan_started", "child_protection_plan_ended"),
        optional=("cppl_cp_plan_initial_category", "cppl_cp_plan_ola"),
        cells={
            "cppl_cp_plan_start_date": _types("child_protection_plan_started"),
            "cppl_cp_plan_end_date": _types("child_protection_plan_ended"),
        },
    ),
    Table(
        name="ssd_cp_reviews",
        identifier="cppr_cp_review_id",
        person="cppr_person_id",
        columns=("cppr_cp_review_date",),
        types=_types("review_conference_held"),
        optional=("cppr_cp_plan_id", "cppr_cp_review_outcome_continue_cp"),
    ),
    Table(
        name=EPISODES,
        identifier="clae_cla_episode_id",
        person="clae_person_id",
        columns=("clae_cla_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased"),
        types=_types("became_looked_after", "ceased_looked_after"),
        optional=("clae_cla_episode_ceased_reason", "clae_entered_care_date"),
        cells={
            "clae_cla_episode_start_date": _types("became_looked_after", "ceased_looked_after"),
            "clae_entered_care_date": _types("became_looked_after"),
            "clae_cla_episode_ceased": _types("ceased_looked_after"),
        },
    ),
    Table(
        name="ssd_legal_status",
        identifier="lega_legal_status_id",
        person="lega_person_id",
        columns=("lega_legal_status", "lega_legal_status_start_date"),
        types=_types("legal_status_changed"),
        optional=("lega_legal_status_end_date",),
        rests_on_episodes=True,
    ),
    Table(
        name="ssd_cla_placement",
        identifier="clap_cla_placement_id",
        person="clap_person_id",
        columns=("clap_cla_placement_start_date", "clap_cla_placement_end_date"),
        types=_types("placement_started", "placement_ended"),
        optional=("clap_cla_placement_type",),
        cells={
            "clap_cla_placement_start_date": _types("placement_started"),
            "clap_cla_placement_end_date": _types("placement_ended"),
        },
    ),
    Table(
        name="ssd_cla_reviews",
        identifier="clar_cla_review_id",
        person=None,
        columns=("clar_cla_id", "clar_cla_review_date"),
        types=_types("review_held"),
        optional=("clar_cla_review_cancelled", "clar_cla_review_participation"),
        rests_on_episodes=True,
    ),
    Table(
        name="ssd_cla_visits",
        identifier="clav_cla_visit_id",
        person="clav_person_id",
        columns=("clav_cla_visit_date",),
        types=_types("child_visited"),
        optional=("clav_cla_visit_seen", "clav_cla_visit_seen_alone"),
    ),
    Table(
        name="ssd_cla_health",
        identifier="clah_health_check_id",
        person="clah_person_id",
        columns=("clah_health_check_type", "clah_health_check_date"),
        types=_types("health_assessment_completed", "dental_check_completed"),
        optional=("clah_health_check_status",),
    ),
    Table(
        name="ssd_sdq_scores",
        identifier="csdq_table_id",
        person="csdq_person_id",
        columns=("csdq_sdq_completed_date",),
        types=_types("sdq_completed"),
        optional=("csdq_sdq_score",),
    ),
    Table(
        name="ssd_missing",
        identifier="miss_table_id",
        person="miss_person_id",
        columns=("miss_missing_episode_start_date", "miss_missing_episode_end_date"),
        types=_types("went_missing", "found"),
        cells={
            "miss_missing_episode_start_date": _types("went_missing"),
            "miss_missing_episode_end_date": _types("found"),
        },
    ),
    Table(
        name="ssd_care_leavers",
        identifier="clea_table_id",
        person="clea_person_id",
        columns=("clea_pathway_plan_review_date",),
        types=_types("pathway_plan_reviewed"),
        latest_only=True,
    ),
    Table(
        name="ssd_permanence",
        identifier="perm_table_id",
        person="perm_person_id",
        columns=(
            "perm_adm_decision_date",
            "perm_placement_order_date",
            "perm_matched_date",
            "perm_placed_for_adoption_date",
            "perm_decision_reversed_date",
        ),
        types=_types(
            "decision_made",
            "placement_order_made",
            "match_approved",
            "placed_for_adoption",
            "adoption_decision_reversed",
            "adoption_order_made",
        ),
        optional=("perm_permanence_order_date", "perm_permanence_order_type"),
        cells={
            "perm_adm_decision_date": _types("decision_made"),
            "perm_placement_order_date": _types("placement_order_made"),
            "perm_matched_date": _types("match_approved"),
            "perm_placed_for_adoption_date": _types("placed_for_adoption"),
            "perm_decision_reversed_date": _types("adoption_decision_reversed"),
            "perm_permanence_order_date": _types("adoption_order_made"),
        },
    ),
    Table(
        name="ssd_involvements",
        identifier="invo_involvements_id",
        person="invo_person_id",
        columns=(
            "invo_professional_id",
            "invo_professional_role_id",
            "invo_involvement_start_date",
        ),
        types=_types("responsible_assigned"),
        latest_only=True,
    ),
)

TABLES: Mapping[str, Table] = {table.name: table for table in _TABLES}

TELLS: Mapping[str, TableTells] = {
    table.name: TableTells(types=table.types, cells=table.cells) for table in _TABLES
}


def table_of(name: str) -> str | None:
    """The table that a file or a database table is named after, or None.

    A name may have something behind it, such as a day or ``_v`` for a view.
    """
    given = name.strip().lower()
    fitting = [table for table in TABLES if given == table or given.startswith(f"{table}_")]
    return max(fitting, key=len, default=None)
