"""What was refused or is missing, and may have told of a case."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import JSON
from sqlmodel import Field

from store.tables.base import Base, partial_index
from store.types import Instant

# Written out in queries, not bound: with a parameter neither planner can tell that it fits.
IS_OPEN = "settled_at IS NULL"
IS_UNTOLD = "settled_at IS NULL AND told_at IS NULL"


class DoubtRow(Base, table=True):
    """One doubt, open until it is settled. Without a case it is about every case of its source."""

    __tablename__: ClassVar[str] = "doubt"
    __table_args__ = (
        partial_index("ix_doubt_open_case_ref", ("case_ref",), IS_OPEN),
        partial_index("ix_doubt_untold", ("noted_at",), IS_UNTOLD),
    )

    id: str = Field(primary_key=True)
    kind: str
    source: str | None = None
    case_ref: str | None = Field(default=None, index=True)
    table_name: str
    tells: list[str] = Field(sa_type=JSON, nullable=False)
    since: date | None = None
    until: date | None = None
    noted_on: date
    noted_at: datetime = Field(sa_type=Instant)
    code: str
    why: str
    batch: str
    event_id: str | None = None
    told_at: datetime | None = Field(default=None, sa_type=Instant)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    settled_by: str | None = None
    settled_because: str | None = None
