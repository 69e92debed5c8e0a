"""What a new edition of a table may only lack: it is kept from the edition before, and said.

So it is where a row of a case could not be read, where it is not known whose a row was or which
year it was about, and where a table that came before is absent, empty or half gone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.case.editions import Edition, Stands
from intake.gaps import Gap
from intake.reading import Reading
from intake.whole_tables import WholeTable, problem

# A table that is read while it is being filled lacks many rows: rather that none is taken back.
_MANY = 20
_LARGEST_SHARE = 0.2


@dataclass(slots=True, eq=False)
class Current:
    """A current edition: its ``number`` in the store, where it is there, or the ``table`` that it
    was now read from."""

    edition: Edition
    number: int | None = None
    table: WholeTable | None = None


@dataclass(slots=True, eq=False)
class Exchange:
    """The editions of a source before and after an import, and what stands by them.

    ``subjects`` gives the source's number of each case.
    """

    known: list[Current]
    current: list[Current]
    before: dict[str, Stands]
    after: dict[str, Stands]
    subjects: dict[str, str]

    @property
    def new(self) -> list[Current]:
        """The editions that are taken in."""
        return [one for one in self.current if one.table is not None]

    def gone(self) -> Iterator[tuple[str, Stands, Current | None]]:
        """What no longer stands, by its id, and the new edition by which it does not."""
        new = self.new
        for event_id, each in self.before.items():
            if event_id not in self.after:
                yield event_id, each, _judge(each, new)

    def tables_of_gone(self) -> dict[str, str]:
        """The table of each event that no longer stands, by its id."""
        return {
            event_id: one.edition.table if one else each.by.table or each.by.source
            for event_id, each, one in self.gone()
        }


def keep_back(exchange: Exchange, reading: Reading, *, accept_removals: bool) -> None:
    """Add to the new editions what of the known ones they may only lack.

    The reading gets the warnings and the gaps. What stands has then to be worked out again.
    """
    gone: dict[int, list[Stands]] = defaultdict(list)
    for _, each, judge in exchange.gone():
        if judge is not None:
            gone[id(judge)].append(each)
    someone_is_gone = False
    for one in exchange.new:
        judged = _Judged(one, gone[id(one)], exchange)
        held = judged.kept_back(reading, accept_removals=accept_removals)
        someone_is_gone |= judged.someone_is_gone(held)
        if held:
            events = (*one.edition.events, *(each.event for each in held))
            one.edition = replace(one.edition, events=events)
    if someone_is_gone and reading.read_whole is not None:
        source = reading.read_whole.source
        reading.warn_of_file(source, source, problem("children_gone"))
    _say_what_is_absent(exchange.known, exchange.new, reading)


def _judge(stands: Stands, new: Iterable[Current]) -> Current | None:
    """The new edition by which an event no longer stands, if one of the same kind of table is."""
    by = stands.by
    same = [one for one in new if one.edition.table == by.table]
    found = [one for one in same if one.edition.scope == by.scope]
    found += [one for one in new if one.edition.coverage.covers(stands.event)]
    found += [one for one in new if stands.event.type in one.edition.coverage.since]
    return next(iter(found or same), None)


class _Judged:
    """One new edition, against what came before of the same table."""

    def __init__(self, one: Current, gone: list[Stands], exchange: Exchange) -> None:
        assert one.table is not None
        self._table, self._edition, self._gone = one.table, one.edition, gone
        self._subjects = exchange.subjects
        self._before = _how_many_before(one.edition, exchange.known, exchange.before)

    def kept_back(self, reading: Reading, *, accept_removals: bool) -> list[Stands]:
        """What stays although it is not told, each with the reason said once."""
        table, doubt = self._table, self._table.doubt
        is_half_gone = not accept_removals and self._is_half_gone()
        if is_half_gone:
            code = "many_rows_gone" if self._edition.events else "table_empty"
            reading.gaps.append(_gap(self._edition, code))
            doubt = doubt or problem(code)
        if doubt is None:
            return [each for each in self._gone if self._may_only_be_missing(each)]
        if self._gone or is_half_gone:
            reading.warn_of_file(table.table, table.table, doubt)
        return self._gone

    def someone_is_gone(self, held: list[Stands]) -> bool:
        """Whether something is taken back of a case that is not there at all."""
        return any(self._is_absent(each) for each in self._gone if each not in held)

    def _is_half_gone(self) -> bool:
        told = len(self._edition.events)
        largest = max(_MANY, _LARGEST_SHARE * self._before)
        return told * 2 < self._before or len(self._gone) > largest

    def _may_only_be_missing(self, stands: Stands) -> bool:
        if self._subjects.get(stands.event.case) in self._table.doubtful:
            return True
        return self._is_absent(stands) and not self._table.absent_too

    def _is_absent(self, stands: Stands) -> bool:
        present = self._table.present
        return present is not None and self._subjects.get(stands.event.case) not in present


def _how_many_before(
    edition: Edition, known: Iterable[Current], before: Mapping[str, Stands]
) -> int:
    """How many events the table told last time."""
    of_table = [
        one.edition
        for one in known
        if (one.edition.scope, one.edition.table) == (edition.scope, edition.table)
    ]
    if of_table:
        return len(max(of_table, key=lambda each: each.age).events)
    return sum(
        each.by.is_former and edition.coverage.covers(each.event) for each in before.values()
    )


def _say_what_is_absent(known: Iterable[Current], new: Iterable[Current], reading: Reading) -> None:
    scopes = {one.edition.scope for one in new}
    there = {(one.edition.scope, one.edition.table) for one in new}
    latest: dict[tuple[date | None, str], Edition] = {}
    for one in sorted(known, key=lambda each: each.edition.age):
        edition = one.edition
        if not edition.is_former and edition.scope in scopes:
            latest[edition.scope, edition.table] = edition
    for place, edition in latest.items():
        if place not in there and edition.events:
            reading.start_table(edition.table)
            reading.warn_of_file(edition.table, edition.table, problem("table_absent"))
            reading.gaps.append(_gap(edition, "table_absent"))


def _gap(edition: Edition, code: str) -> Gap:
    types = {event.type for event in edition.events} | edition.coverage.since.keys()
    return Gap(
        table=edition.table,
        tells=frozenset(types),
        subject=None,
        since=edition.scope,
        until=edition.coverage.until,
        code=code,
        why=_WHY[code].format(edition.table),
    )


_WHY = {
    "many_rows_gone": "Most rows of the table {} were gone.",
    "table_empty": "The table {} came before and was empty.",
    "table_absent": "The table {} came before and was not there.",
}
