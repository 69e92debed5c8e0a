"""What another reading of the lists would tell again, were it still so.

A list holds what lasts, and what began or ended in the last months: it is whole from the earliest
of those days that it still holds. Of a child in it, it tells the time in care or on a plan that
lasts or was the last, and the latest review, visit or check in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.case.events import Event
from intake.annex_a import SOURCE
from intake.annex_a.tells import TELLS
from intake.event_ids import natural_id
from intake.reading import Reading
from intake.refused_rows import doubts_of
from intake.whole_tables import WholeTable, WholeTables

_CARE = "became_looked_after"
_PLAN = "child_protection_plan_started"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holds:
    """What a list holds: what happened in the last months (``recent``), what it tells of as long as
    it lasts, with its end (``lasting``), the latest of each kind within that (``latest``), and, of
    each case in it, all that it tells (``of_a_case``, with what a case begins with)."""

    recent: frozenset[str] = frozenset()
    lasting: Mapping[str, str] = field(default_factory=dict)
    one_at_a_time: bool = False
    latest: Mapping[str, str] = field(default_factory=dict)
    of_a_case: str | None = None


_LISTS: Mapping[str, _Holds] = {
    "list 3": _Holds(recent=frozenset({"referral_received"})),
    "list 4": _Holds(lasting={"assessment_started": "assessment_completed"}),
    "list 5": _Holds(recent=frozenset({"strategy_discussion_held", "initial_conference_held"})),
    "list 7": _Holds(
        lasting={_PLAN: "child_protection_plan_ended"},
        one_at_a_time=True,
        latest={"review_conference_held": _PLAN},
    ),
    "list 8": _Holds(
        lasting={_CARE: "ceased_looked_after"},
        one_at_a_time=True,
        latest={
            "review_held": _CARE,
            "child_visited": _CARE,
            "health_assessment_completed": _CARE,
            "dental_check_completed": _CARE,
            "legal_status_changed": _CARE,
            "placement_started": _CARE,
        },
    ),
    "list 10": _Holds(of_a_case="decision_made"),
    "list 11": _Holds(of_a_case="adopter_accepted"),
}


def whole_tables_of(reading: Reading) -> WholeTables:
    """Each list that was there, once every row has its fate."""
    events: dict[str, list[Event]] = {name: [] for name in reading.tables}
    for read in reading.events:
        events[read.table].append(read.event)
    tables = [_whole(name, told, reading) for name, told in events.items() if name in TELLS]
    starts = (event for event in events.get("list 8", ()) if event.type == _CARE)
    return WholeTables(SOURCE, tables, {event.id: _formerly(event) for event in starts})


def _whole(name: str, told: Iterable[Event], reading: Reading) -> WholeTable:
    holds = _LISTS.get(name, _Holds())
    told = [*told]
    since: dict[str, date] = {}
    for type_name in holds.recent:
        if days := [event.on for event in told if event.type == type_name]:
            since[type_name] = min(days)
    for start, end in holds.lasting.items():
        days = [event.on for event in told if event.type == end]
        if told:
            # While nothing has ended, it is whole of what lasts on the last day it tells of.
            first = min(days, default=max(event.on for event in told))
            since |= {start: first, end: first}
    types = TELLS[name].types - {"born"} if holds.of_a_case else frozenset[str]()
    doubtful, doubt = doubts_of(reading, name)
    return WholeTable(
        table=name,
        since=since,
        open_before={start: frozenset({end}) for start, end in holds.lasting.items()},
        one_at_a_time=frozenset(holds.lasting) if holds.one_at_a_time else frozenset(),
        latest_only=holds.latest,
        of_a_case=dict.fromkeys(types, holds.of_a_case or ""),
        doubtful=doubtful,
        doubt=doubt,
    )


def _formerly(event: Event) -> str:
    return natural_id(SOURCE, event.case, event.type, event.on.isoformat(), "seen")
