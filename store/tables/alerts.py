"""The ledger of alerts, by what names a duty is known in it, and the outbox of deliveries."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from domain.clocks.alerts import DeliveryState
from store.tables.base import Base, partial_index, words
from store.types import Instant

# Written out in queries, not bound: with a parameter neither planner can tell that it fits.
IS_WAITING = "state = 'waiting'"
IS_UNSENT = "state <> 'sent'"


class AlertRow(Base, table=True):
    """One alert. The unique key is what makes it one; a trigger refuses every delete."""

    __tablename__: ClassVar[str] = "alert"
    __table_args__ = (UniqueConstraint("lineage", "rung", "recipient", "revision"),)

    id: str = Field(primary_key=True)
    lineage: str
    clock: str = Field(index=True)
    case_ref: str = Field(index=True)
    rule: str
    rung: str
    recipient: str = Field(index=True)
    role: str
    team: str | None = None
    revision: int
    due_on: date
    due_at: datetime | None = Field(default=None, sa_type=Instant)
    reached_at: datetime = Field(sa_type=Instant)
    raised_at: datetime = Field(sa_type=Instant, index=True)
    at_once: bool
    late_because: str | None = None
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
    withdrawn_because: str | None = None


class LineageAliasRow(Base, table=True):
    """One lineage of a clock that is gone because another clock is the same duty.

    What was told of it was told of that one. A projection: it follows from the clocks.
    """

    __tablename__: ClassVar[str] = "lineage_alias"

    alias: str = Field(primary_key=True)
    lineage: str = Field(index=True)
    case_ref: str = Field(index=True)


class DeliveryRow(Base, table=True):
    """One outbox row. ``ready_at`` is its first ``not_before``, which no retry pushes back."""

    __tablename__: ClassVar[str] = "delivery"
    __table_args__ = (
        partial_index("ix_delivery_waiting", ("not_before",), IS_WAITING),
        partial_index("ix_delivery_unsent", ("ready_at",), IS_UNSENT),
    )

    id: str = Field(primary_key=True)
    kind: str
    channel: str
    recipient: str
    at_once: bool
    created_at: datetime = Field(sa_type=Instant)
    not_before: datetime = Field(sa_type=Instant)
    ready_at: datetime = Field(sa_type=Instant)
    alert: str | None = Field(default=None, foreign_key="alert.id", index=True)
    state: DeliveryState = Field(sa_type=words(DeliveryState))
    message: str | None = None
    attempts: int
    claimed_at: datetime | None = Field(default=None, sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    last_error: str | None = None
    may_be_repeat: bool
