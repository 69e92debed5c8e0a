"""Every table of the store. Importing this package fills ``Base.metadata``.

Start at ``event_log.py`` (what was told) and ``clocks.py`` (what follows from it). ``alerts`` has
the ledger and the outbox, ``work`` what was run and is in force, ``measures`` what people recorded
about figures, ``doubts`` what could not be read; ``base`` is what all tables share.
"""

from store.tables.alerts import AlertRow, DeliveryRow
from store.tables.base import Base, table_of
from store.tables.clocks import ClockMoveRow, ClockRow
from store.tables.doubts import DoubtRow
from store.tables.event_log import CaseNumberRow, EventRow, ImportRow, QuarantineRow
from store.tables.measures import MeasureRecordRow
from store.tables.work import CalendarRow, RulebookRow, RunRow, SettingRow

__all__ = [
    "AlertRow",
    "Base",
    "CalendarRow",
    "CaseNumberRow",
    "ClockMoveRow",
    "ClockRow",
    "DeliveryRow",
    "DoubtRow",
    "EventRow",
    "ImportRow",
    "MeasureRecordRow",
    "QuarantineRow",
    "RulebookRow",
    "RunRow",
    "SettingRow",
    "table_of",
]
