"""What each import told last of each table: its current edition."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Create it."""
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("scope", sa.Date()),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("exported_on", sa.Date()),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_former", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_edition"),
    )
    op.create_index("ix_edition_source", "edition", ["source"])
    op.create_table(
        "unfinished_case",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("case_ref", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source", "case_ref", name="pk_unfinished_case"),
    )
