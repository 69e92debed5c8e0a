"""The clocks and the history of their dates."""

import sqlalchemy as sa
from alembic import op

from store.migrations.guards import refuse

revision = "0002"
down_revision = "0001"


# long: the tables as they were made then, one after another
def upgrade() -> None:
    """Create them."""
    op.create_table(
        "clock",
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("lineage", sa.String(), nullable=False),
        sa.Column("case_ref", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("rule_version", sa.Date(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("counted_from", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("act_by", sa.Date(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.String()),
        sa.Column("responsible_role", sa.String(), nullable=False),
        sa.Column("start_event_source", sa.String(), nullable=False),
        sa.Column("start_event_id", sa.String(), nullable=False),
        sa.Column("lapses", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("not_before", sa.Date()),
        sa.Column("target_on", sa.Date()),
        sa.Column("extended_on", sa.Date()),
        sa.Column("completed_on", sa.Date()),
        sa.Column("completed_at", sa.DateTime(timezone=True)),
        sa.Column("end_event_source", sa.String()),
        sa.Column("end_event_id", sa.String()),
        sa.Column("stopped_on", sa.Date()),
        sa.Column("superseded_on", sa.Date()),
        sa.Column("person", sa.String()),
        sa.Column("team", sa.String()),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("next_rung_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("clock", name="pk_clock"),
    )
    op.create_index("ix_clock_case_ref", "clock", ["case_ref"])
    op.create_index(
        "ix_clock_next_rung_at",
        "clock",
        ["next_rung_at"],
        sqlite_where=sa.text("next_rung_at IS NOT NULL"),
        postgresql_where=sa.text("next_rung_at IS NOT NULL"),
    )
    op.create_index(
        "ix_clock_open_due_on",
        "clock",
        ["due_on"],
        sqlite_where=sa.text("is_open IS TRUE"),
        postgresql_where=sa.text("is_open IS TRUE"),
    )
    op.create_index("ix_clock_person", "clock", ["person"])
    op.create_index("ix_clock_rule", "clock", ["rule"])
    op.create_index("ix_clock_team", "clock", ["team"])
    op.create_table(
        "clock_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("from_due_on", sa.Date()),
        sa.Column("to_due_on", sa.Date()),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("run", sa.String()),
        sa.Column("reason", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_clock_move"),
    )
    op.create_index("ix_clock_move_clock", "clock_move", ["clock"])
    refuse("clock_move", "UPDATE", "DELETE")
