"""The rulebooks and the bank holidays that have been in force."""

import sqlalchemy as sa
from alembic import op

from store.migrations.guards import refuse

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the tables. The store takes the rules of its files when it is next opened."""
    op.create_table(
        "rulebook_in_force",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True)),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rulebook_in_force"),
    )
    refuse("rulebook_in_force", "UPDATE", "DELETE")
    op.create_table(
        "calendar_in_force",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("instead_of", sa.Date(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_in_force"),
    )
    refuse("calendar_in_force", "UPDATE", "DELETE")
