"""Cases that are one child: what they are known by, what people decided, and what follows."""

import json

import sqlalchemy as sa
from alembic import op

from store.migrations.guards import refuse

revision = "0009"
down_revision = "0008"

# By what a source that told of a family is known, as the types were then.
_FAMILIES = {
    "became_looked_after": "looked_after",
    "review_held": "looked_after",
    "child_protection_plan_started": "child_protection",
    "referral_received": "child_protection",
}


# long: the tables as they were made then, one after another
def upgrade() -> None:
    """Create them, and note when each case was first told of and when its child was born."""
    op.create_table(
        "case_identity",
        sa.Column("case_ref", sa.String(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True)),
        sa.Column("born_on", sa.Date()),
        sa.Column("pupil", sa.String()),
        sa.Column("pupil_and_sex", sa.String()),
        sa.PrimaryKeyConstraint("case_ref", name="pk_case_identity"),
    )
    op.create_index("ix_case_identity_pupil", "case_identity", ["pupil"])
    op.create_table(
        "joined_case",
        sa.Column("case_ref", sa.String(), nullable=False),
        sa.Column("lives_as", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_ref", name="pk_joined_case"),
    )
    op.create_index("ix_joined_case_lives_as", "joined_case", ["lives_as"])
    op.create_table(
        "unsettled_case",
        sa.Column("case_ref", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_ref", name="pk_unsettled_case"),
    )
    op.create_table(
        "lineage_alias",
        sa.Column("alias", sa.String(), nullable=False),
        sa.Column("lineage", sa.String(), nullable=False),
        sa.Column("case_ref", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("alias", name="pk_lineage_alias"),
    )
    op.create_index("ix_lineage_alias_lineage", "lineage_alias", ["lineage"])
    op.create_index("ix_lineage_alias_case_ref", "lineage_alias", ["case_ref"])
    op.create_table(
        "case_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_case", sa.String(), nullable=False),
        sa.Column("second_case", sa.String(), nullable=False),
        sa.Column("are_one", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_case_link"),
    )
    op.create_index("ix_case_link_first_case", "case_link", ["first_case"])
    op.create_index("ix_case_link_second_case", "case_link", ["second_case"])
    refuse("case_link", "UPDATE", "DELETE")
    op.create_table(
        "source_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_source_group"),
    )
    refuse("source_group", "UPDATE", "DELETE")
    op.execute(
        "INSERT INTO case_identity (case_ref, first_seen_at, born_on) "
        "SELECT case_ref, min(recorded_at), max(CASE WHEN type = 'born' THEN occurred_on END) "
        "FROM event GROUP BY case_ref"
    )
    bind = op.get_bind()
    found = bind.execute(sa.text("SELECT DISTINCT source, type FROM event ORDER BY source, type"))
    told: dict[str, list[str]] = {}
    for source, name in found:
        family = _FAMILIES.get(name)
        if family is not None and family not in told.setdefault(source, []):
            told[source].append(family)
    if told:
        keep = sa.text("INSERT INTO setting (key, value) VALUES ('families_told', :told)")
        bind.execute(keep, {"told": json.dumps(told)})
