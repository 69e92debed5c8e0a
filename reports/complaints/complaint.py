"""One complaint, from its receipt to its end, as its events tell it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from domain.case.events import Event
from domain.measures.duty import Duty
from domain.measures.figures import NOT_ASSIGNED
from domain.measures.record import Record

NOT_RECORDED = "not recorded"
# Complaints about the use of personal data are of an Act of their own, and in no table here.
PROCEDURES = ("statutory", "corporate", "adult")
OUTCOMES = ("fault_found", "not_upheld", "no_finding", NOT_RECORDED)

# What the tables look at, besides the rules' clocks.
EVENTS = (
    *("contact_received", "informally_resolved", "complaint_received", "extension_agreed"),
    *("stage2_offered", "stage2_requested", "stage2_agreed", "statement_agreed"),
    *("stage3_requested",),
    *("review_panel_held", "review_panel_report_issued", "review_panel_report_received"),
    *("complaint_responded", "complaint_withdrawn", "ombudsman_enquiry_received"),
    *("ombudsman_decided", "responsible_assigned"),
)
OFFER = "complaint.statutory.stage1.offer_stage2"
PANEL = "complaint.statutory.stage3.panel"
REPORT = "complaint.statutory.stage3.report"
RESPONSE = "complaint.statutory.stage3.response"
RULES = (
    *("complaint.statutory.stage1", OFFER, "complaint.statutory.stage2", PANEL, REPORT, RESPONSE),
    *("complaint.corporate.stage1", "complaint.corporate.stage2"),
    *("complaint.code.stage1", "complaint.code.stage2"),
    *("complaint.adult.response",),
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint and what followed it in its case, up to the case's next complaint.

    ``events`` are in order and begin with the receipt; ``duties`` are the clocks that started
    with it or after it. ``team`` is the one the case was with on the day of the complaint.
    """

    case: str
    procedure: str
    received_on: date
    team: str
    by: str
    events: tuple[Event, ...]
    duties: tuple[Duty, ...]

    def first(self, type_name: str, day: date, stage: str | None = None) -> Event | None:
        """The first fact of a type up to a day, of a stage where one is named, or None."""
        return next(iter(self.all(type_name, day, stage)), None)

    def all(self, type_name: str, day: date, stage: str | None = None) -> list[Event]:
        """The facts of a type up to a day, of a stage where one is named."""
        return [
            one
            for one in self.events
            if one.type == type_name
            and one.on <= day
            and stage in (None, one.attributes.get("stage"))
        ]

    def stage_begun(self, stage: str, day: date) -> date | None:
        """When a stage began, by a day: the receipt, or the request; None where it has not."""
        if stage == "1":
            return self.received_on
        asked = self.first(f"stage{stage}_requested", day)
        if stage == "2":
            # Or on the day on which both agreed to leave stage 1 out.
            asked = self.first("stage2_agreed", day) or asked
        return asked.on if asked else None

    def stage(self, day: date) -> str:
        """The stage reached by a day: ``1``, ``2`` or ``3``."""
        return next(one for one in ("3", "2", "1") if self.stage_begun(one, day))

    def open_since(self, day: date) -> date | None:
        """When the stage that waits for its answer on a day began; None where none does.

        What was withdrawn waits for nothing.
        """
        stage = self.stage(day)
        if self.first("complaint_withdrawn", day) or self.first("complaint_responded", day, stage):
            return None
        # An answer at a later stage answers the earlier ones, whoever left out the request.
        answers = self.all("complaint_responded", day)
        if any(str(one.attributes["stage"]) > stage for one in answers):
            return None
        return self.stage_begun(stage, day)


def complaints_of(records: Iterable[Record]) -> list[Complaint]:
    """Every complaint, by the day of receipt."""
    found = [one for record in records for one in _of_case(record) if one.procedure in PROCEDURES]
    return sorted(found, key=lambda one: (one.received_on, one.case))


def within(day: date, first: date, last: date) -> bool:
    """Whether a day lies in a period."""
    return first <= day <= last


def _of_case(record: Record) -> Iterator[Complaint]:
    received = record.of_type("complaint_received")
    for number, receipt in enumerate(received):
        following = received[number + 1].on if number + 1 < len(received) else date.max
        said = receipt.attributes
        yield Complaint(
            case=record.case,
            procedure=str(said["procedure"]),
            received_on=receipt.on,
            team=record.team(receipt.on) or NOT_ASSIGNED,
            by=str(said.get("by") or NOT_RECORDED),
            events=tuple(
                one
                for one in record.events
                if one is receipt
                or (one.type != "complaint_received" and receipt.on <= one.on < following)
            ),
            duties=tuple(
                duty
                for duty in record.of_rules(sorted(record.rules))
                if receipt.on <= duty.started_on < following
            ),
        )
