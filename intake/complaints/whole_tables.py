"""What another reading of a register would tell again, were it still so.

A register is whole from the earliest complaint that it still holds, and of each complaint in it.
"""

from intake.complaints import SOURCE
from intake.complaints.columns import TELLS
from intake.reading import Reading
from intake.refused_rows import doubts_of
from intake.whole_tables import WholeTable, WholeTables

_OPENER = "complaint_received"


def whole_tables_of(reading: Reading, table: str) -> WholeTables:
    """The register, once every row has its fate."""
    received = [read.event.on for read in reading.events if read.event.type == _OPENER]
    doubtful, doubt = doubts_of(reading, table)
    register = WholeTable(
        table=table,
        since={_OPENER: min(received)} if received else {},
        of_a_case=dict.fromkeys({*TELLS.types, "responsible_assigned"} - {_OPENER}, _OPENER),
        doubtful=doubtful,
        doubt=doubt,
    )
    return WholeTables(SOURCE, [register])
