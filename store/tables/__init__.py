"""Every table of the store. Importing this package fills ``Base.metadata``.

Start at ``event_log.py`` (what was told) and ``clocks.py`` (what follows from it). ``alerts`` has
the ledger and the outbox, ``work`` what was run and is in force, ``measures`` what people recorded
about figures, ``cases`` which cases are one child, ``doubts`` what could not be read; ``base`` is
what all tables share.
"""

from store.tables.alerts import AlertRow, DeliveryRow, LineageAliasRow
from store.tables.base import Base, table_of
from store.tables.cases import (
    CaseIdentityRow,
    CaseLinkRow,
    JoinedCaseRow,
    SourceGroupRow,
    UnsettledCaseRow,
)
from store.tables.clocks import ClockMoveRow, ClockRow
from store.tables.doubts import DoubtRow
from store.tables.event_log import (
    CaseNumberRow,
    ChildNumberRow,
    EditionRow,
    EventRow,
    ImportRow,
    QuarantineRow,
    UnfinishedCaseRow,
)
from store.tables.measures import MeasureRecordRow
from store.tables.work import CalendarRow, RulebookRow, RunRow, SettingRow

__all__ = [
    "AlertRow",
    "Base",
    "CalendarRow",
    "CaseIdentityRow",
    "CaseLinkRow",
    "CaseNumberRow",
    "ChildNumberRow",
    "ClockMoveRow",
    "ClockRow",
    "DeliveryRow",
    "DoubtRow",
    "EditionRow",
    "EventRow",
    "ImportRow",
    "JoinedCaseRow",
    "LineageAliasRow",
    "MeasureRecordRow",
    "QuarantineRow",
    "RulebookRow",
    "RunRow",
    "SettingRow",
    "SourceGroupRow",
    "UnfinishedCaseRow",
    "UnsettledCaseRow",
    "table_of",
]
