"""Faults put into a complaints register. Rows are added at its end."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from demo.export.complaint_truth import FORMAT
from demo.export.complaints import Complaint
from demo.export.complaints_register import FILE, register_table
from demo.export.faults import CORRECTED, OF_EACH, REPEATED, Expected, Fault, refused
from demo.export.tables import Table, british

_ANSWERED: Final = "stage1_responded_on"


@dataclass(slots=True)
class FaultyRegister:
    """The first edition's rows, its faults, and the complaints that it shows wrongly."""

    table: Table
    faults: list[Fault]
    shown_wrongly: list[Complaint]


# long: one fault after another, each taking complaints that no other has touched
def spoil_register(complaints: list[Complaint], known_to: date, random: Random) -> FaultyRegister:
    """The register with faults in it; ``complaints`` themselves stay as they are."""
    ours = deepcopy(complaints)
    free = random.sample(ours, len(ours))

    def take(fits: Callable[[Complaint], bool]) -> list[Complaint]:
        chosen = [complaint for complaint in free if fits(complaint)][:OF_EACH]
        for complaint in chosen:
            free.remove(complaint)
        return chosen

    answered_late = take(lambda each: _answered_by(each, known_to - timedelta(days=3)))
    for complaint in answered_late:
        complaint.days[_ANSWERED] += timedelta(days=3)
    unanswered = take(lambda each: _answered_by(each, known_to))
    for complaint in unanswered:
        del complaint.days[_ANSWERED]
        complaint.words.pop("stage1_outcome")
    spoiler = _Spoiler(register_table(ours))
    for complaint in answered_late:
        spoiler.note("corrected date", complaint.reference, CORRECTED)
    for complaint in unanswered:
        before = british(complaint.days["received_on"] - timedelta(days=4))
        spoiler.put(complaint.reference, _ANSWERED, before)
        spoiler.note(
            "response before the complaint",
            complaint.reference,
            refused("impossible_order", _ANSWERED),
        )
    for complaint in take(_is_open_corporate):
        spoiler.put(complaint.reference, "stage1_outcome", "not_upheld")
        spoiler.note(
            "outcome without a response",
            complaint.reference,
            refused("date_missing", "stage1_outcome"),
        )
    for complaint in take(lambda each: each.procedure == "corporate"):
        spoiler.put(complaint.reference, "panel_held_on", british(known_to))
        spoiler.note(
            "step outside the procedure",
            complaint.reference,
            refused("stage_not_in_procedure", "panel_held_on"),
        )
    for complaint in take(_any_of_them):
        spoiler.add("duplicate row", complaint.reference, REPEATED)
    for complaint in take(_any_of_them):
        spoiler.add(
            "contradicting row",
            complaint.reference,
            refused("contradicts_earlier_row", "reference"),
            team="Other",
        )
    for number, complaint in enumerate(take(_any_of_them), start=1):
        new = {"reference": f"CC-9990{number}", "received_on": f"31/06/{known_to.year}"}
        spoiler.add(
            "impossible date", complaint.reference, refused("impossible_date", "received_on"), **new
        )
    for number, complaint in enumerate(take(_any_of_them), start=1):
        new = {"reference": f"CC-9991{number}", "procedure": "spoken"}
        spoiler.add(
            "unknown procedure",
            complaint.reference,
            refused("unknown_procedure", "procedure"),
            **new,
        )
    return FaultyRegister(spoiler.table, spoiler.faults, [*answered_late, *unanswered])


class _Spoiler:
    """Changes cells, adds rows and notes what was done, for complaints by their reference."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.faults: list[Fault] = []
        self._rows = {row[0]: row for row in table.rows}

    def put(self, reference: str, column: str, cell: str) -> None:
        self._rows[reference][self.table.place(column)] = cell

    def note(self, kind: str, reference: str, expected: Expected) -> None:
        self._note(kind, self._rows[reference], expected)

    def add(self, kind: str, complaint: str, expected: Expected, **changes: str) -> None:
        row = list(self._rows[complaint])
        for name, cell in changes.items():
            row[self.table.place(name)] = cell
        self.table.rows.append(row)
        self._note(kind, row, expected)

    def _note(self, kind: str, row: list[str], expected: Expected) -> None:
        self.faults.append(
            Fault(
                kind=kind,
                format=FORMAT,
                file=FILE,
                line=self.table.line(row),
                subject=row[0],
                expected=expected,
            )
        )


def _any_of_them(_: Complaint) -> bool:
    return True


def _answered_by(complaint: Complaint, day: date) -> bool:
    answered_on = complaint.day(_ANSWERED)
    ended = complaint.day("stage2_requested_on") is not None
    return answered_on is not None and answered_on <= day and not ended


def _is_open_corporate(complaint: Complaint) -> bool:
    # Answered or withdrawn it would have said so.
    return complaint.procedure == "corporate" and complaint.days.keys() == {"received_on"}
