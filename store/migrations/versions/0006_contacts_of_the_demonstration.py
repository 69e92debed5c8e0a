"""A store that holds the demonstration keeps the addresses of its invented staff."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_ROLES = (
    *("agency_decision_maker", "assistant_director", "business_support", "complaints_manager"),
    *("conference_chair", "head_of_service", "iro", "iro_manager", "personal_adviser"),
    *("scheduler", "social_worker", "team_manager"),
)
# The codes of the staff as they were when no store kept their addresses.
_CODES = (
    *(f"IRO-{number:02d}" for number in range(1, 17)),
    *(f"SW-{team:02d}{number:02d}" for team in range(1, 7) for number in range(1, 19)),
    *(f"TM-{team:02d}" for team in range(1, 7)),
    *(f"BS-{number:02d}" for number in range(1, 5)),
    *("IM-01", "CM-01"),
)


def upgrade() -> None:
    """Keep them, where the demonstration was loaded."""
    names = {role: role.replace("_", "-") for role in _ROLES} | {
        code: code.lower() for code in _CODES
    }
    contacts = {name: f"{mailbox}@timescales.example" for name, mailbox in names.items()}
    op.get_bind().execute(
        sa.text(
            "INSERT INTO setting (key, value) SELECT 'contacts', :contacts "
            "WHERE EXISTS (SELECT 1 FROM setting WHERE key = 'demo_seed')"
        ),
        {"contacts": json.dumps(contacts)},
    )
