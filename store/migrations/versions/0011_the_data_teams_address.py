"""A store that holds the demonstration has an address for those responsible for data too."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add it, where the demonstration was loaded and its addresses are kept."""
    bind = op.get_bind()
    kept = bind.scalar(
        sa.text(
            "SELECT value FROM setting WHERE key = 'contacts' "
            "AND EXISTS (SELECT 1 FROM setting WHERE key = 'demo_seed')"
        )
    )
    if kept is not None:
        contacts = {"data_team": "data-team@timescales.example"} | json.loads(kept)
        statement = sa.text("UPDATE setting SET value = :contacts WHERE key = 'contacts'")
        bind.execute(statement, {"contacts": json.dumps(contacts)})
