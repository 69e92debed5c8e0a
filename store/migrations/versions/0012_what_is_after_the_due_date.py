"""A clock says what it means that its due date has gone by: a limit, a time that closes, a point to
watch, or no day at all."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Put it in the place of the mark for what lapses. Which of those are points to watch is worked
    out with the next recalculation; until then they close as they did."""
    op.add_column(
        "clock",
        sa.Column("after_due", sa.String(length=16), nullable=False, server_default="overdue"),
    )
    op.execute("UPDATE clock SET after_due = 'lapses' WHERE lapses")
    op.drop_column("clock", "lapses")
