"""The clocks as last worked out, and the history of their dates."""

from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Field

from domain.clocks.moves import MoveKind
from domain.rules.after_due import AfterDue
from store.tables.base import Base, partial_index, words
from store.types import Instant

# Written out in queries, not bound: with a parameter neither planner can tell that it fits.
IS_OPEN = "is_open IS TRUE"
IS_IN_DOUBT = "doubt_table IS NOT NULL"


class ClockRow(Base, table=True):
    """One clock. A projection: it can be thrown away and worked out again from the events."""

    __tablename__: ClassVar[str] = "clock"
    __table_args__ = (
        partial_index("ix_clock_next_rung_at", ("next_rung_at",), "next_rung_at IS NOT NULL"),
        partial_index("ix_clock_open_due_on", ("due_on",), IS_OPEN),
        partial_index("ix_clock_in_doubt", ("doubt_table",), IS_IN_DOUBT),
    )

    clock: str = Field(primary_key=True)
    lineage: str
    case_ref: str = Field(index=True)
    rule: str = Field(index=True)
    rule_version: date
    started_on: date
    counted_from: date
    due_on: date
    act_by: date
    provisional: bool
    confidence: str | None = None
    responsible_role: str
    start_event_source: str
    start_event_id: str
    started_at: datetime | None = Field(default=None, sa_type=Instant)
    due_at: datetime | None = Field(default=None, sa_type=Instant)
    not_before: date | None = None
    target_on: date | None = None
    extended_on: date | None = None
    completed_on: date | None = None
    completed_at: datetime | None = Field(default=None, sa_type=Instant)
    end_event_source: str | None = None
    end_event_id: str | None = None
    stopped_on: date | None = None
    superseded_on: date | None = None
    person: str | None = Field(default=None, index=True)
    team: str | None = Field(default=None, index=True)
    is_open: bool
    next_rung_at: datetime | None = Field(default=None, sa_type=Instant)
    doubt_table: str | None = None
    doubt_since: date | None = None
    doubt_why: str | None = None
    after_due: AfterDue = Field(sa_type=words(AfterDue))


class ClockMoveRow(Base, table=True):
    """One change to one clock. A trigger refuses every update and delete."""

    __tablename__: ClassVar[str] = "clock_move"

    id: int | None = Field(default=None, primary_key=True)
    clock: str = Field(index=True)
    moved_at: datetime = Field(sa_type=Instant)
    kind: MoveKind = Field(sa_type=words(MoveKind))
    from_due_on: date | None = None
    to_due_on: date | None = None
    because: str
    run: str | None = None
    reason: str | None = None
