"""The ledger of alerts, the outbox, the runs and the settings."""

import sqlalchemy as sa
from alembic import op

from store.migrations.guards import refuse

revision = "0003"
down_revision = "0002"


# long: the tables as they were made then, one after another
def upgrade() -> None:
    """Create them."""
    op.create_table(
        "alert",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("lineage", sa.String(), nullable=False),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("case_ref", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("team", sa.String()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        sa.Column("late_because", sa.String()),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
        sa.Column("withdrawn_because", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
        sa.UniqueConstraint(
            "lineage",
            "rung",
            "recipient",
            "revision",
            name="uq_alert_lineage_rung_recipient_revision",
        ),
    )
    op.create_index("ix_alert_case_ref", "alert", ["case_ref"])
    op.create_index("ix_alert_clock", "alert", ["clock"])
    op.create_index("ix_alert_raised_at", "alert", ["raised_at"])
    op.create_index("ix_alert_recipient", "alert", ["recipient"])
    refuse("alert", "DELETE")
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("alert", sa.String()),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("message", sa.String()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("last_error", sa.String()),
        sa.Column("may_be_repeat", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.ForeignKeyConstraint(["alert"], ["alert.id"], name="fk_delivery_alert"),
    )
    op.create_index("ix_delivery_alert", "delivery", ["alert"])
    op.create_index(
        "ix_delivery_unsent",
        "delivery",
        ["ready_at"],
        sqlite_where=sa.text("state <> 'sent'"),
        postgresql_where=sa.text("state <> 'sent'"),
    )
    op.create_index(
        "ix_delivery_waiting",
        "delivery",
        ["not_before"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.String()),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
    )
    op.create_index("ix_run_kind_started_at", "run", ["kind", "started_at"])
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
    )
