"""Complaints as the register keeps them, from the demonstration's events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.case.events import Event

# What each event dates in the register: the column, by the event's type and stage.
_COLUMNS = {
    ("complaint_responded", "1"): "stage1_responded_on",
    ("complaint_responded", "2"): "stage2_responded_on",
    ("complaint_responded", "3"): "stage3_responded_on",
    ("extension_agreed", "1"): "stage1_extension_agreed_on",
    ("extension_agreed", "2"): "stage2_extension_agreed_on",
    ("stage2_offered", ""): "stage2_offered_on",
    ("stage2_requested", ""): "stage2_requested_on",
    ("statement_agreed", ""): "statement_agreed_on",
    ("stage3_requested", ""): "stage3_requested_on",
    ("review_panel_held", ""): "panel_held_on",
    ("review_panel_report_issued", ""): "panel_report_issued_on",
    ("review_panel_report_received", ""): "panel_report_received_on",
    ("complaint_withdrawn", ""): "withdrawn_on",
}


@dataclass(slots=True)
class Complaint:
    """One complaint: its dates by the register's columns, and the outcome of each stage."""

    reference: str
    procedure: str
    days: dict[str, date] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    team: str = ""

    def day(self, column: str) -> date | None:
        """The date in a column, or None."""
        return self.days.get(column)


def complaints(cases: Mapping[str, Iterable[Event]]) -> list[Complaint]:
    """The complaints among the county's cases."""
    found = []
    for reference, events in cases.items():
        facts = list(events)
        if any(event.type == "complaint_received" for event in facts):
            complaint = Complaint(reference, "")
            for event in facts:
                _take(event, complaint)
            found.append(complaint)
    return found


def _take(event: Event, complaint: Complaint) -> None:
    if event.type == "complaint_received":
        complaint.procedure = str(event.attributes["procedure"])
        complaint.days["received_on"] = event.on
    elif event.type == "responsible_assigned":
        complaint.team = str(event.attributes["team"])
    else:
        stage = str(event.attributes.get("stage", ""))
        complaint.days[_COLUMNS[event.type, stage]] = event.on
        if event.type == "complaint_responded":
            complaint.outcomes[f"stage{stage}_outcome"] = str(event.attributes["outcome"])
            if stage == "2":
                complaint.days["stage2_response_received_on"] = event.attributes["received_on"]
