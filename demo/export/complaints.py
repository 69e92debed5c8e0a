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
    ("complaint_acknowledged", ""): "acknowledged_on",
    ("advocate_requested", ""): "advocate_requested_on",
    ("advocate_appointed", ""): "advocate_appointed_on",
    ("start_agreed", "1"): "stage1_start_agreed_on",
    ("stage2_agreed", ""): "stage2_agreed_on",
    ("written_record_produced", ""): "written_record_on",
    ("complaint_received", ""): "received_on",
}
# What an attribute of such an event says: the column, by the event's own column and the attribute.
_DETAILS = {
    ("received_on", "procedure"): "procedure",
    ("received_on", "oral"): "oral",
    ("stage1_start_agreed_on", "start_on"): "stage1_start_on",
    ("stage2_responded_on", "received_on"): "stage2_response_received_on",
    **{(f"stage{stage}_responded_on", "outcome"): f"stage{stage}_outcome" for stage in "123"},
    **{
        (f"stage{stage}_extension_agreed_on", name): f"stage{stage}_extension_{name}"
        for stage in "12"
        for name in ("until", "reason", "agreed_by")
    },
}


@dataclass(slots=True)
class Complaint:
    """One complaint: its dates and its words, by the register's columns."""

    reference: str
    days: dict[str, date] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    @property
    def procedure(self) -> str:
        """Under which procedure it is answered."""
        return self.words["procedure"]

    def day(self, column: str) -> date | None:
        """The date in a column, or None."""
        return self.days.get(column)


def complaints(cases: Mapping[str, Iterable[Event]]) -> list[Complaint]:
    """The complaints among the county's cases."""
    found = []
    for reference, events in cases.items():
        facts = list(events)
        if any(event.type == "complaint_received" for event in facts):
            complaint = Complaint(reference)
            for event in facts:
                _take(event, complaint)
            found.append(complaint)
    return found


def _take(event: Event, complaint: Complaint) -> None:
    if event.type == "responsible_assigned":
        complaint.words["team"] = str(event.attributes["team"])
        return
    column = _COLUMNS[event.type, str(event.attributes.get("stage", ""))]
    complaint.days[column] = event.on
    for name, value in event.attributes.items():
        detail = _DETAILS.get((column, name))
        if detail is not None and isinstance(value, date):
            complaint.days[detail] = value
        elif detail is not None:
            complaint.words[detail] = "yes" if value is True else str(value)
