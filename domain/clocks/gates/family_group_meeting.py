"""A family group meeting is offered before an application for a care order."""

from domain.clocks.case_check import Gate

GATE = Gate(
    id="lac.gate.family_group_meeting",
    title="A family group meeting is offered before an application for a care order",
    source="Children Act 1989, section 31ZA",
    off=(
        "Inserted by the Children's Wellbeing and Schools Act 2026; no order that brings it into "
        "force was found by 26 November 2026."
    ),
)
