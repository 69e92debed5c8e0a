"""The complaints register as a CSV file; docs/reference/complaints.md describes it."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from demo.export.complaints import Complaint
from demo.export.csv_files import write_csv
from demo.export.tables import Table

FILE: Final = "complaints-register.csv"
COLUMNS: Final = (
    "reference",
    "procedure",
    "received_on",
    "oral",
    "acknowledged_on",
    "advocate_requested_on",
    "advocate_appointed_on",
    "stage1_start_agreed_on",
    "stage1_start_on",
    "stage1_extension_agreed_on",
    "stage1_extension_until",
    "stage1_extension_reason",
    "stage1_extension_agreed_by",
    "stage1_responded_on",
    "stage1_outcome",
    "stage2_offered_on",
    "stage2_requested_on",
    "stage2_agreed_on",
    "written_record_on",
    "statement_agreed_on",
    "stage2_extension_agreed_on",
    "stage2_extension_until",
    "stage2_extension_reason",
    "stage2_extension_agreed_by",
    "stage2_responded_on",
    "stage2_response_received_on",
    "stage2_outcome",
    "stage3_requested_on",
    "panel_held_on",
    "panel_report_issued_on",
    "panel_report_received_on",
    "stage3_responded_on",
    "stage3_outcome",
    "withdrawn_on",
    "team",
)


def register_table(complaints: Iterable[Complaint]) -> Table:
    """The register, a row a complaint."""
    table = Table("complaints", COLUMNS)
    for complaint in complaints:
        said: dict[str, str | date] = {
            "reference": complaint.reference,
            **complaint.words,
            **complaint.days,
        }
        table.add(*(said.get(column) for column in COLUMNS))
    return table


def write_register(table: Table, folder: Path, file: str = FILE) -> Path:
    """Write the register into a folder, which must be there."""
    path = folder / file
    write_csv(table, path)
    return path
