"""The child that a complaint concerns, and which cases are no child's."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

# As the types were then: which tell of a complaint, a foster carer or an adopter, and which of a
# child.
_NO_CHILD = (
    "type LIKE 'foster\\_%' ESCAPE '\\' OR type LIKE 'adopter\\_%' ESCAPE '\\' OR type IN ("
    "'contact_received', 'informally_resolved', 'complaint_received', 'complaint_acknowledged', "
    "'extension_agreed', 'stage2_offered', 'stage2_requested', 'statement_agreed', "
    "'stage3_requested', 'review_panel_held', 'review_panel_report_issued', "
    "'review_panel_report_received', 'complaint_responded', 'complaint_withdrawn', "
    "'ombudsman_enquiry_received', 'ombudsman_decided')"
)
_CHILD = (
    "type IN ('born', 'became_looked_after', 'placement_started', 'review_held', "
    "'referral_received', 'assessment_started', 'initial_conference_held', "
    "'child_protection_plan_started')"
)
_JOINED = "SELECT case_ref FROM joined_case UNION SELECT lives_as FROM joined_case"


def upgrade() -> None:
    """Create the table, and note what is known of the cases; those joined are looked at again."""
    op.create_table(
        "child_number",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source", "subject", name="pk_child_number"),
        sa.UniqueConstraint("ref", name="uq_child_number_ref"),
    )
    op.create_index("ix_child_number_subject", "child_number", ["subject"])
    op.add_column("case_identity", sa.Column("is_no_child", sa.Boolean()))
    op.execute(
        f"UPDATE case_identity SET is_no_child = TRUE WHERE case_ref IN "
        f"(SELECT case_ref FROM event WHERE {_NO_CHILD}) AND case_ref NOT IN "
        f"(SELECT case_ref FROM event WHERE {_CHILD})"
    )
    op.execute(
        "INSERT INTO unsettled_case (case_ref) SELECT case_ref FROM case_identity "
        f"WHERE is_no_child AND case_ref IN ({_JOINED}) "
        "AND case_ref NOT IN (SELECT case_ref FROM unsettled_case)"
    )
