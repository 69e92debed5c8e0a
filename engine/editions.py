"""Taking in what a reader found of tables that are read whole: the editions of its source.

Each import of a table is an edition of it (``domain.case.editions``), which takes the place of the
one before. What then stands is worked out from the editions alone, and ``engine.removals`` brings
the log to it. What a table may only lack is kept from the edition before (``engine.kept_back``).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from domain.case.corrections import standing
from domain.case.editions import GUESS, Coverage, Edition, Stands, what_stands
from domain.case.events import Event
from engine.doubts import settle_mistaken_years
from engine.kept_back import Current, Exchange, keep_back
from engine.kill_points import KillPoint, reach
from engine.removals import Logged, bring_log_to
from intake.event_ids import is_natural
from intake.reading import Reading
from intake.whole_tables import WholeTables, problem
from store.database import Database
from store.unit_of_work import UnitOfWork


def take_in(
    database: Database,
    reading: Reading,
    *,
    now: datetime,
    new_ref: Callable[[], str],
    accept_removals: bool = False,
) -> set[str]:
    """Make the editions of a reading the current ones, and the reading tell what follows.

    Nothing happens unless its reader says what was read whole (``Reading.read_whole``). ``now`` is
    a UTC instant. Where a table is absent, empty or half gone nothing of it is taken back, unless
    ``accept_removals``; a warning and a gap say so. Gives the cases that the import must bring to
    what stands, those of an import that was killed among them: ``finish`` says that it has. Raises
    ProblemError ``export_date_missing``.
    """
    whole = reading.read_whole
    if whole is None:
        return set()
    with database.unit_of_work() as work:
        told = sorted({(whole.source, read.event.case) for read in reading.events})
        refs = {subject: ref for (_, subject), ref in work.cases.refs_for(told, new_ref).items()}
        rows = work.events.logged(whole.source, refs.values())
        _keep_ids(reading, whole, Logged.of(rows))
        known = _known(work, whole)
        new = [*_editions(reading, whole, refs, now)]
        _check_export_dates(known, new)
        current = [*_still_current(known, new), *_newest(known, new)]
        before, after = what_stands(_all(known)), what_stands(_all(current))
        numbers = {ref: subject for subject, ref in refs.items()}
        numbers |= _numbers(work, {each.event.case for each in before.values()} - set(numbers))
        exchange = Exchange(
            known=known, current=current, before=before, after=after, subjects=numbers
        )
        keep_back(exchange, reading, accept_removals=accept_removals)
        exchange.after = what_stands(_all(current))
        _store(work, exchange)
        affected = _changed(before, exchange.after) | work.editions.unfinished(whole.source)
        affected |= settle_mistaken_years(work, whole.source, _years_gone(known, current), now)
        rows += work.events.logged(whole.source, affected.difference(refs.values()))
        numbers |= _numbers(work, affected - set(numbers))
        affected |= set(refs.values())
        work.editions.begin(whole.source, affected)
        reach(KillPoint.IMPORT_BEFORE_COMMIT)
    reach(KillPoint.IMPORT_AFTER_COMMIT)
    subjects = {ref: numbers[ref] for ref in affected}
    logged, tables = Logged.of(rows), exchange.tables_of_gone()
    bring_log_to(exchange.after, reading, logged, subjects, tables)
    return affected


def finish(database: Database, reading: Reading) -> None:
    """Note that the log says what stands, and that its cases were worked out."""
    if reading.read_whole is not None:
        with database.unit_of_work() as work:
            work.editions.finish(reading.read_whole.source)


def _all(current: Iterable[Current]) -> Iterator[Edition]:
    return (one.edition for one in current)


def _numbers(work: UnitOfWork, cases: Iterable[str]) -> dict[str, str]:
    """The source's own numbers of some cases."""
    return {case: subject for case, (_, subject) in work.cases.subjects(cases).items()}


def _keep_ids(reading: Reading, whole: WholeTables, logged: Logged) -> None:
    """Give each event the id under which the log knows it."""
    for place, read in enumerate(reading.events):
        former = whole.formerly.get(read.event.id)
        if former and logged.holds(former) and not logged.holds(read.event.id):
            reading.events[place] = replace(read, event=replace(read.event, id=former))


def _known(work: UnitOfWork, whole: WholeTables) -> list[Current]:
    """The current editions. Before the first, what stands is one that is older than all others."""
    kept = work.editions.of_source(whole.source)
    if kept:
        return [Current(one.edition, number=one.number) for one in kept]
    stand = [
        replace(event, recorded_at=None)
        for event in standing(work.events.of_source(whole.source))
        if is_natural(event.id)
    ]
    if not stand:
        return []
    years = {
        date.fromisoformat(day)
        for each in work.imports.all()
        if each.accounting.get("source") == whole.source
        for day in each.accounting["years"]
    }
    types = {name for table in whole.tables for name in table.since} if years else ()
    former = Edition(
        source=whole.source,
        scope=None,
        table="",
        imported_at=max(each.started_at for each in work.imports.all()),
        coverage=Coverage(since=dict.fromkeys(types, date.max), years=tuple(sorted(years))),
        events=tuple(_without_second_guesses(stand)),
        is_former=True,
    )
    return [Current(former)]


def _without_second_guesses(events: list[Event]) -> Iterator[Event]:
    """Leave out a guess of a start that is known: each was once an event of its own."""
    known = {
        (event.case, event.type, event.on) for event in events if GUESS not in event.attributes
    }
    for event in events:
        if GUESS not in event.attributes or (event.case, event.type, event.on) not in known:
            yield event


def _editions(
    reading: Reading, whole: WholeTables, refs: Mapping[str, str], now: datetime
) -> Iterator[Current]:
    """What the reading tells of each table."""
    of_table: dict[int, dict[str, Event]] = defaultdict(dict)
    places = defaultdict(list)
    for place, table in enumerate(whole.tables):
        places[table.table].append((place, table))
    for read in reading.events:
        for place, table in places[read.table]:
            if table.has_row(read.row):
                told = replace(read.event, case=refs[read.event.case])
                of_table[place].setdefault(told.id, told)
    for place, table in enumerate(whole.tables):
        edition = Edition(
            source=whole.source,
            scope=table.scope,
            table=table.table,
            exported_on=reading.exported_on,
            imported_at=now,
            coverage=table.coverage,
            events=tuple(of_table[place].values()),
        )
        yield Current(edition, table=table)


def _check_export_dates(known: list[Current], new: list[Current]) -> None:
    dated = {_place(one) for one in known if one.edition.exported_on is not None}
    if any(one.edition.exported_on is None and _place(one) in dated for one in new):
        raise problem("export_date_missing")


def _place(one: Current) -> tuple[date | None, str]:
    return one.edition.scope, one.edition.table


def _newest(known: list[Current], new: list[Current]) -> list[Current]:
    """The new editions, but for those of a year of which a later export is known."""
    exported = {_place(one): one.edition.exported_on or date.min for one in known}
    return [
        one
        for one in new
        if one.edition.scope is None
        or (one.edition.exported_on or date.max) >= exported.get(_place(one), date.min)
    ]


def _still_current(known: list[Current], new: list[Current]) -> Iterator[Current]:
    """What is known, but for the editions whose place the new ones take.

    Those are of the same table of the same year, and those of another year that tell the same: they
    were imported as of the wrong one.
    """
    taken = {_place(one) for one in _newest(known, new) if one.edition.scope is not None}
    mistaken = _of_the_wrong_year(known, new)
    for one in known:
        if _place(one) not in taken and one not in mistaken:
            yield one


def _years_gone(known: list[Current], current: list[Current]) -> set[date]:
    """The first days of the years of which nothing is current any more."""
    there = {one.edition.scope for one in current}
    return {scope for one in known if (scope := one.edition.scope) and scope not in there}


def _of_the_wrong_year(known: list[Current], new: list[Current]) -> list[Current]:
    scopes = {one.edition.scope for one in new}
    if len(scopes) != 1 or None in scopes or any(_doubt(one) for one in new):
        return []
    told = {one.edition.table: _ids(one.edition) for one in new}
    years: dict[date | None, list[Current]] = defaultdict(list)
    for one in known:
        years[one.edition.scope].append(one)
    found = []
    for scope, of_year in years.items():
        if scope in scopes:
            continue
        if scope is None:
            same = _ids(of_year[0].edition) == set().union(*told.values())
        else:
            same = all(told.get(one.edition.table) == _ids(one.edition) for one in of_year) and any(
                one.edition.events for one in of_year
            )
        found += of_year if same else []
    return found


def _doubt(one: Current) -> bool:
    return one.table is not None and one.table.doubt is not None


def _ids(edition: Edition) -> set[str]:
    """What it tells, but for what is told of a year as a whole, on its last day."""
    return {event.id for event in edition.events if (event.on.month, event.on.day) != (3, 31)}


def _changed(before: Mapping[str, Stands], after: Mapping[str, Stands]) -> set[str]:
    """The cases of which something else stands than before."""
    gone = {each.event.case for key, each in before.items() if key not in after}
    return gone | {
        each.event.case
        for key, each in after.items()
        if key not in before or before[key].event != each.event
    }


def _store(work: UnitOfWork, exchange: Exchange) -> None:
    """Keep what is current. Of what an older edition of any day told, what still counts is kept."""
    known, current, after = exchange.known, exchange.current, exchange.after
    counts: dict[int, set[str]] = defaultdict(set)
    for event_id, each in after.items():
        for edition in (each.by, each.known_by):
            if edition is not None:
                counts[id(edition)].add(event_id)
    newest = {one.edition.table: one for one in sorted(current, key=lambda each: each.edition.age)}
    removed = {one.number for one in known if one not in current} - {None}
    added = []
    for one in current:
        is_past = one.edition.is_former or (
            one.edition.scope is None and newest[one.edition.table] is not one
        )
        kept = one.edition
        if is_past:
            events = tuple(each for each in kept.events if each.id in counts[id(kept)])
            kept = replace(kept, events=events) if len(events) < len(kept.events) else kept
        if is_past and not kept.events and kept.exported_on is None:
            removed |= {one.number} - {None}
        elif one.number is None:
            added.append(kept)
        elif kept is not one.edition:
            work.editions.rewrite(one.number, kept)
    work.editions.remove([number for number in removed if number is not None])
    work.editions.add(added)
