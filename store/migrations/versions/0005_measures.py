"""What is recorded of the figures: publications, comparators and colours."""

import sqlalchemy as sa
from alembic import op

from store.migrations.guards import refuse

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create it."""
    op.create_table(
        "measure_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("group_name", sa.String()),
        sa.Column("as_at", sa.Date()),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_measure_record"),
    )
    op.create_index("ix_measure_record_kind", "measure_record", ["kind", "measure"])
    refuse("measure_record", "UPDATE", "DELETE")
