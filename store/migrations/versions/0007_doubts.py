"""What was refused or is missing leaves doubts, and clocks carry them."""

import sqlalchemy as sa
from alembic import op

from store.migrations.guards import refuse

revision = "0007"
down_revision = "0006"

_OPEN = sa.text("settled_at IS NULL")
_UNTOLD = sa.text("settled_at IS NULL AND told_at IS NULL")
_IN_DOUBT = sa.text("doubt_table IS NOT NULL")


# long: the table as it was made then, column after column
def upgrade() -> None:
    """Create the table, and the columns of the clocks."""
    op.create_table(
        "doubt",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.String()),
        sa.Column("case_ref", sa.String()),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("tells", sa.JSON(), nullable=False),
        sa.Column("since", sa.Date()),
        sa.Column("until", sa.Date()),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("batch", sa.String(), nullable=False),
        sa.Column("event_id", sa.String()),
        sa.Column("told_at", sa.DateTime(timezone=True)),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("settled_by", sa.String()),
        sa.Column("settled_because", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_doubt"),
    )
    op.create_index("ix_doubt_case_ref", "doubt", ["case_ref"])
    for name, column, where in (
        ("ix_doubt_open_case_ref", "case_ref", _OPEN),
        ("ix_doubt_untold", "noted_at", _UNTOLD),
    ):
        op.create_index(name, "doubt", [column], sqlite_where=where, postgresql_where=where)
    refuse("doubt", "DELETE")
    op.add_column("clock", sa.Column("doubt_table", sa.String()))
    op.add_column("clock", sa.Column("doubt_since", sa.Date()))
    op.add_column("clock", sa.Column("doubt_why", sa.String()))
    op.create_index(
        "ix_clock_in_doubt",
        "clock",
        ["doubt_table"],
        sqlite_where=_IN_DOUBT,
        postgresql_where=_IN_DOUBT,
    )
