"""What the engine has run, and what it has been told to remember."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Index
from sqlmodel import Field

from store.tables.base import Base
from store.types import Instant


class RunRow(Base, table=True):
    """One run of a sweep, a dispatch, an import or a recalculation."""

    __tablename__: ClassVar[str] = "run"
    __table_args__ = (Index("ix_run_kind_started_at", "kind", "started_at"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    started_at: datetime = Field(sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)
    outcome: str | None = None
    figures: Any = Field(sa_type=JSON, nullable=False)


class RulebookRow(Base, table=True):
    """One rulebook that was put in force. A trigger refuses every update and delete."""

    __tablename__: ClassVar[str] = "rulebook_in_force"

    id: int | None = Field(default=None, primary_key=True)
    applied_at: datetime | None = Field(default=None, sa_type=Instant)
    profile: str
    reason: str | None = None
    content: str


class CalendarRow(Base, table=True):
    """One snapshot of the bank holidays that replaced another. A trigger refuses changes."""

    __tablename__: ClassVar[str] = "calendar_in_force"

    id: int | None = Field(default=None, primary_key=True)
    applied_at: datetime = Field(sa_type=Instant)
    taken_on: date
    instead_of: date
    reason: str | None = None


class SettingRow(Base, table=True):
    """One thing to remember, by its name."""

    __tablename__: ClassVar[str] = "setting"

    key: str = Field(primary_key=True)
    value: str
