"""What the store keeps besides the domain's own types."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A row that was set aside. Holds nothing of what the row said about the case."""

    batch: str
    source: str | None
    event_id: str | None
    code: str
    message: str
    remedy: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import. ``accounting`` is what is printed: rows read, made, refused, a line a table."""

    batch: str
    kind: str
    started_at: datetime
    finished_at: datetime | None = None
    accounting: Any = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtRecord:
    """Something that was refused or is missing, noted by one import.

    ``kind`` is that of the import. ``case`` is None where it may be about any case of the
    ``source``. ``since`` and ``until`` are the days that it could be about, ``tells`` the types of
    event that it could have told, ``event_id`` the id of the one event that was refused.
    ``told_at`` is when those responsible for data were told. ``settled_by`` is a person, or None
    where a later import settled it.
    """

    id: str
    kind: str
    source: str | None
    case: str | None
    table_name: str
    tells: list[str]
    since: date | None
    until: date | None
    noted_on: date
    noted_at: datetime
    code: str
    why: str
    batch: str
    event_id: str | None = None
    told_at: datetime | None = None
    settled_at: datetime | None = None
    settled_by: str | None = None
    settled_because: str | None = None


@dataclass(frozen=True, slots=True)
class RulebookRecord:
    """A rulebook that was put in force at the UTC instant ``applied_at``, and why.

    That is None for the one that the store began with: it was in force from the start.
    """

    profile: str
    content: str
    applied_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarRecord:
    """A snapshot of the bank holidays that was put in force at ``applied_at``, and why.

    ``taken_on`` is its day, ``instead_of`` the day of the one that was in force until then.
    """

    applied_at: datetime
    taken_on: date
    instead_of: date
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run. ``finished_at`` and ``outcome`` are None while it runs, or if it was killed."""

    id: int
    kind: str
    started_at: datetime
    finished_at: datetime | None = None
    outcome: str | None = None
    figures: Any = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """What is compared of an event in the log with what its source tells now."""

    event_id: str
    case: str
    digest: str
    corrects: str | None = None
    voids: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """What a child is known by besides its birth date, as keyed hashes."""

    pupil: str
    pupil_and_sex: str | None = None


@dataclass(frozen=True, slots=True)
class CaseLink:
    """One decision that two cases, by their own references, are one child or are not, and why.

    ``decided_by`` is None where it is not known who decided.
    """

    decided_at: datetime
    first_case: str
    second_case: str
    are_one: bool
    reason: str
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """One decision that some sources share their case numbers, and why."""

    decided_at: datetime
    name: str
    sources: list[str]
    reason: str
    decided_by: str | None = None
