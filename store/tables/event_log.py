"""The event log, who the cases are, and what was not accepted."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Index, LargeBinary
from sqlmodel import Field

from store.tables.base import Base, partial_index
from store.types import Instant


class CaseNumberRow(Base, table=True):
    """The only place that knows a source's own case number, but for ``ChildNumberRow``."""

    __tablename__: ClassVar[str] = "case_number"
    __table_args__ = (Index("ix_case_number_subject", "subject"),)

    source: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    case_ref: str = Field(unique=True)


class ChildNumberRow(Base, table=True):
    """The number by which a source of complaints names the child that one concerns.

    Events hold the ``ref`` in its place. It is no case: which child it means is worked out anew
    each time it is asked for.
    """

    __tablename__: ClassVar[str] = "child_number"
    __table_args__ = (Index("ix_child_number_subject", "subject"),)

    source: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    ref: str = Field(unique=True)


class EventRow(Base, table=True):
    """One fact. A trigger refuses every update and delete."""

    __tablename__: ClassVar[str] = "event"
    __table_args__ = (
        Index("ix_event_case_ref", "case_ref"),
        Index("ix_event_occurred_on", "occurred_on"),
        partial_index("ix_event_corrects", ("source", "corrects"), "corrects IS NOT NULL"),
        partial_index("ix_event_voids", ("source", "voids"), "voids IS NOT NULL"),
    )

    source: str = Field(primary_key=True)
    event_id: str = Field(primary_key=True)
    case_ref: str
    type: str
    occurred_on: date
    occurred_at: datetime | None = Field(default=None, sa_type=Instant)
    attributes: dict[str, Any] = Field(sa_type=JSON, nullable=False)
    corrects: str | None = None
    voids: str | None = None
    recorded_at: datetime | None = Field(default=None, sa_type=Instant)
    digest: str
    batch: str


class EditionRow(Base, table=True):
    """What one import told of one table, while nothing newer has taken its place.

    ``content`` is compressed: the days that it covers and the events that it told.
    """

    __tablename__: ClassVar[str] = "edition"

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(index=True)
    scope: date | None = None
    table_name: str
    exported_on: date | None = None
    imported_at: datetime = Field(sa_type=Instant)
    is_former: bool
    content: bytes = Field(sa_type=LargeBinary)


class UnfinishedCaseRow(Base, table=True):
    """A case that an import has begun to bring to what its source's editions tell."""

    __tablename__: ClassVar[str] = "unfinished_case"

    source: str = Field(primary_key=True)
    case_ref: str = Field(primary_key=True)


class QuarantineRow(Base, table=True):
    """A row that was set aside: where it came from, why, and what to do about it."""

    __tablename__: ClassVar[str] = "quarantine"

    id: int | None = Field(default=None, primary_key=True)
    batch: str = Field(index=True)
    source: str | None = None
    event_id: str | None = None
    code: str
    message: str
    remedy: str
    recorded_at: datetime = Field(sa_type=Instant)


class ImportRow(Base, table=True):
    """One import and its accounting."""

    __tablename__: ClassVar[str] = "import_batch"

    batch: str = Field(primary_key=True)
    kind: str
    started_at: datetime = Field(sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)
    accounting: Any = Field(sa_type=JSON, nullable=False)
