"""The event log, the case numbers, and what was imported or set aside."""

import sqlalchemy as sa
from alembic import op

from store.migrations.guards import refuse

revision = "0001"
down_revision = None


# long: the tables as they were made then, one after another
def upgrade() -> None:
    """Create them."""
    op.create_table(
        "case_number",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("case_ref", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source", "subject", name="pk_case_number"),
        sa.UniqueConstraint("case_ref", name="uq_case_number_case_ref"),
    )
    op.create_index("ix_case_number_subject", "case_number", ["subject"])
    op.create_table(
        "event",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("case_ref", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True)),
        sa.Column("attributes", sa.JSON(), nullable=False),
        sa.Column("corrects", sa.String()),
        sa.Column("voids", sa.String()),
        sa.Column("recorded_at", sa.DateTime(timezone=True)),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source", "event_id", name="pk_event"),
    )
    op.create_index("ix_event_case_ref", "event", ["case_ref"])
    op.create_index(
        "ix_event_corrects",
        "event",
        ["source", "corrects"],
        sqlite_where=sa.text("corrects IS NOT NULL"),
        postgresql_where=sa.text("corrects IS NOT NULL"),
    )
    op.create_index("ix_event_occurred_on", "event", ["occurred_on"])
    op.create_index(
        "ix_event_voids",
        "event",
        ["source", "voids"],
        sqlite_where=sa.text("voids IS NOT NULL"),
        postgresql_where=sa.text("voids IS NOT NULL"),
    )
    refuse("event", "UPDATE", "DELETE")
    op.create_table(
        "quarantine",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("source", sa.String()),
        sa.Column("event_id", sa.String()),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("remedy", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_quarantine"),
    )
    op.create_index("ix_quarantine_batch", "quarantine", ["batch"])
    op.create_table(
        "import_batch",
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("accounting", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("batch", name="pk_import_batch"),
    )
