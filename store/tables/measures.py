"""What people recorded about the figures: publications, comparators and colours."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Index
from sqlmodel import Field

from store.tables.base import Base
from store.types import Instant


class MeasureRecordRow(Base, table=True):
    """One thing recorded of a measure and a period. A trigger refuses every update and delete."""

    __tablename__: ClassVar[str] = "measure_record"
    __table_args__ = (Index("ix_measure_record_kind", "kind", "measure"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    measure: str
    first_on: date
    last_on: date
    group_name: str | None = None
    as_at: date | None = None
    recorded_at: datetime = Field(sa_type=Instant)
    recorded_by: str | None = None
    reason: str | None = None
    content: Any = Field(sa_type=JSON, nullable=False)
