"""Doubts: what an import refused, or lacks, and may have told of a case.

The doubts of a table are those of the last import that read it: one that reads it well settles them
by itself. A refused event is settled when one with its id arrives. A person settles any, with a
reason. While a doubt is open the clocks that it concerns carry it (``domain.clocks.doubt``).
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.clocks.alerts import Delivery, delivery_id
from domain.days import day_of
from domain.errors import ProblemError
from domain.references import namespace, reference
from domain.wording import short_day
from engine.digests import digest_prepared_at, next_digest_at
from engine.recalculate import Cause, Recalculation, recalculate
from engine.references import cases_asked_for, doubt_named
from engine.working_hours import Works
from engine.workspace import Workspace
from intake.catalogue import every_format
from intake.gaps import Gap
from intake.reading import ReadEvent, Reading
from notifications.routing import recipients
from store.records import DoubtRecord
from store.unit_of_work import UnitOfWork

# Those who can mend the data, and the rows of the outbox that tell them what.
DATA_ROLE = "data_team"
DELIVERY_KIND = "doubt"

_NAMESPACE = namespace("doubts")

_Key = tuple[str | None, str, date | None, str | None, frozenset[str], str | None]


@dataclass(frozen=True, slots=True)
class Noted:
    """What an import changed of the doubts: how many it noted and settled, and of which cases."""

    noted: int
    settled: int
    cases: set[str]


def note_doubts(
    work: UnitOfWork,
    reading: Reading,
    quarantined: Iterable[ReadEvent],
    *,
    kind: str,
    batch: str,
    now: datetime,
    new_ref: Callable[[], str],
) -> Noted:
    """Note the gaps of a reading as doubts, and settle those that it fills.

    A doubt that is open already stays the one it is. ``quarantined`` are events that say something
    else than before under a known id.
    """
    gaps = [*reading.gaps, *map(_of_quarantined, quarantined)]
    known = work.doubts.open(kind)
    if not gaps and not known:
        return Noted(0, 0, set())
    found = {
        _key(one): one for one in _records(work, gaps, kind=kind, batch=batch, now=now, ref=new_ref)
    }
    standing = {_key(one) for one in known}
    told = _events_told(reading)
    tables = _read_well(reading)
    whole = reading.read_whole.tables if reading.read_whole else []
    years = {each.scope for each in whole} or {None}
    settled = [
        one
        for one in known
        if _key(one) not in found
        and (
            (one.source, one.event_id) in told
            if one.event_id is not None
            else one.table_name in tables and one.since in years
        )
    ]
    new = [one for key, one in found.items() if key not in standing]
    work.doubts.add(new)
    because = f"the import of {short_day(day_of(now))} read it"
    work.doubts.settle([one.id for one in settled], now, because)
    return Noted(len(new), len(settled), _cases_of(work, [*new, *settled]))


def settle_mistaken_years(
    work: UnitOfWork, source: str, years: Collection[date], now: datetime
) -> set[str]:
    """Settle what a source left in doubt of years as of which another year was imported wrongly.

    ``years`` are their first days. Gives the cases that it was about.
    """
    settled = (
        [one for one in work.doubts.open() if one.source == source and one.since in years]
        if years
        else []
    )
    because = f"the import of {short_day(day_of(now))} told it of another year"
    work.doubts.settle([one.id for one in settled], now, because)
    return _cases_of(work, settled)


def tell_data_team(work: UnitOfWork, channel: str, now: datetime, works: Works) -> int:
    """Put into the outbox what those responsible for data are to mend, once for each doubt.

    All that nobody was told of goes in one message, with the next digest. Gives their number.
    """
    untold = work.doubts.untold()
    if not untold:
        return 0
    morning = next_digest_at(now, works, digest_prepared_at(work))
    work.outbox.add(
        [
            Delivery(
                id=delivery_id(DELIVERY_KIND, channel, f"{recipient.code}|{now.isoformat()}"),
                kind=DELIVERY_KIND,
                channel=channel,
                recipient=recipient.code,
                at_once=False,
                created_at=now,
                not_before=morning,
            )
            for recipient in recipients([DATA_ROLE], {})
        ]
    )
    work.doubts.mark_told([one.id for one in untold], now)
    return len(untold)


def doubts_about(
    workspace: Workspace,
    *,
    subject: str | None = None,
    cases: Sequence[str] = (),
    everything: bool = False,
) -> list[DoubtRecord]:
    """The open doubts about the cases asked for, or all of them; settled ones too if asked.

    Raises the ProblemErrors of ``cases_asked_for``.
    """
    with workspace.database.reading() as work:
        refs = cases_asked_for(work, cases, subject)
        found = work.doubts.search(refs)
        if refs is not None:
            own = [ref for group in work.cases.members(refs).values() for ref in group]
            sources = {source for source, _ in work.cases.subjects(own).values()}
            found += [
                one for one in work.doubts.open() if one.case is None and one.source in sources
            ]
        wanted = [one for one in found if everything or one.settled_at is None]
        living = work.cases.living({one.case for one in wanted if one.case is not None})
    return [replace(one, case=one.case and living[one.case]) for one in wanted]


def settle_doubt(
    workspace: Workspace, given: str, *, reason: str, by: str | None, now: datetime
) -> Recalculation:
    """Settle one doubt by hand, and work out the cases that it was about.

    ``given`` is its id or the beginning of it, ``by`` a staff code. Raises ProblemError
    ``doubt_settled`` and those of ``engine.references.doubt_named``.
    """
    with workspace.database.unit_of_work() as work:
        (doubt,) = work.doubts.of_ids([doubt_named(work, given)])
        if doubt.settled_at is not None:
            raise ProblemError(
                "doubt_settled",
                "This doubt has been settled already.",
                "See which stand with: timescales checks list",
            )
        work.doubts.settle([doubt.id], now, reason, by)
        cases = _cases_of(work, [doubt])
    cause = Cause(because="doubt_settled", reason=reason)
    return recalculate(workspace, cases, now=now, cause=cause)


def _records(
    work: UnitOfWork,
    gaps: Iterable[Gap],
    *,
    kind: str,
    batch: str,
    now: datetime,
    ref: Callable[[], str],
) -> list[DoubtRecord]:
    known = every_format().get(kind)
    own = known.source if known else None
    placed = [(gap, gap.source or own) for gap in gaps]
    subjects = {(source, gap.subject) for gap, source in placed if source and gap.subject}
    refs = work.cases.refs_for(sorted(subjects), ref)
    found = []
    for gap, source in placed:
        case = refs[source, gap.subject] if source and gap.subject else None
        name = f"{batch}|{kind}|{source}|{gap.table}|{gap.since}|{case}|{sorted(gap.tells)}"
        found.append(
            DoubtRecord(
                id=reference(_NAMESPACE, f"{name}|{gap.event}"),
                kind=kind,
                source=source,
                case=case,
                table_name=gap.table,
                tells=sorted(gap.tells),
                since=gap.since,
                until=gap.until,
                noted_on=day_of(now),
                noted_at=now,
                code=gap.code,
                why=gap.why,
                batch=batch,
                event_id=gap.event,
            )
        )
    return found


def _key(doubt: DoubtRecord) -> _Key:
    """What makes two doubts the same: whose it is and what may be missing, whatever was wrong."""
    return (
        doubt.source,
        doubt.table_name,
        doubt.since,
        doubt.case,
        frozenset(doubt.tells),
        doubt.event_id,
    )


def _read_well(reading: Reading) -> set[str]:
    """The tables that were there, and of which no part is missing altogether.

    One without a row is there too where its reader knows that it would have told of any.
    """
    whole = reading.read_whole.tables if reading.read_whole else []
    there = {*reading.tables, *(each.table for each in whole if each.doubt is None)}
    return there - {gap.table for gap in reading.gaps if gap.subject is None}


def _events_told(reading: Reading) -> set[tuple[str | None, str | None]]:
    """The events that arrived, and those that they correct or void."""
    events = [read.event for read in reading.events]
    return {
        (event.source, name) for event in events for name in (event.id, event.corrects, event.voids)
    }


def _of_quarantined(read: ReadEvent) -> Gap:
    event = read.event
    return Gap(
        table=read.table,
        tells=frozenset({event.type}),
        subject=event.case,
        since=None,
        until=None,
        code="same_id_other_content",
        why="An event came again under its id and said something else.",
        source=event.source,
        event=event.id,
    )


def _cases_of(work: UnitOfWork, doubts: Iterable[DoubtRecord]) -> set[str]:
    """The cases whose clocks may carry these doubts."""
    doubts = list(doubts)
    wide = {one.source for one in doubts if one.case is None and one.source is not None}
    own = {one.case for one in doubts if one.case is not None}
    return own | (set(work.cases.of_sources(wide)) if wide else set())
