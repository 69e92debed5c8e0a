"""Which cases are one child: what is known to tell it by, what people decided, what follows."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Index
from sqlmodel import Field

from store.tables.base import Base
from store.types import Instant


class CaseIdentityRow(Base, table=True):
    """What a child of a source can be known again by. Pupil numbers only as keyed hashes.

    ``is_no_child`` is set where it is the case of a complaint, a foster carer or an adopter.
    """

    __tablename__: ClassVar[str] = "case_identity"

    case_ref: str = Field(primary_key=True)
    first_seen_at: datetime | None = Field(default=None, sa_type=Instant)
    born_on: date | None = None
    pupil: str | None = Field(default=None, index=True)
    pupil_and_sex: str | None = None
    is_no_child: bool | None = None


class JoinedCaseRow(Base, table=True):
    """One case that lives as another. A projection: it follows from numbers and decisions."""

    __tablename__: ClassVar[str] = "joined_case"

    case_ref: str = Field(primary_key=True)
    lives_as: str = Field(index=True)


class UnsettledCaseRow(Base, table=True):
    """One case that was joined or parted and whose clocks are still to be worked out."""

    __tablename__: ClassVar[str] = "unsettled_case"

    case_ref: str = Field(primary_key=True)


class CaseLinkRow(Base, table=True):
    """One decision that two cases are one child, or are not. A trigger refuses changes."""

    __tablename__: ClassVar[str] = "case_link"
    __table_args__ = (
        Index("ix_case_link_first_case", "first_case"),
        Index("ix_case_link_second_case", "second_case"),
    )

    id: int | None = Field(default=None, primary_key=True)
    decided_at: datetime = Field(sa_type=Instant)
    first_case: str
    second_case: str
    are_one: bool
    reason: str
    decided_by: str | None = None


class SourceGroupRow(Base, table=True):
    """One decision on which sources share case numbers. A trigger refuses changes."""

    __tablename__: ClassVar[str] = "source_group"

    id: int | None = Field(default=None, primary_key=True)
    decided_at: datetime = Field(sa_type=Instant)
    name: str
    sources: Any = Field(sa_type=JSON, nullable=False)
    reason: str
    decided_by: str | None = None
