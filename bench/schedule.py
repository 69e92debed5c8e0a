"""How long the clocks of one case take, from three years of its events."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

from calendars.library import calendar
from domain.case.events import Event
from domain.clocks.schedule import schedule
from domain.rules.rulebooks import calendars_needed
from intake.catalogue import evidence_of_returns
from intake.other_files.rule_files import read_rulebook

_CAME_IN = date(2022, 1, 10)
_ROUNDS = 50
_CALLS = 10


def rows() -> list[tuple[str, str, str]]:
    """The best of many rounds: the machine's own speed, not its other work."""
    rulebook = read_rulebook("leicestershire")
    calendars = {name: calendar(name) for name in calendars_needed(rulebook.rules.values())}
    evidence = evidence_of_returns()
    events = list(_three_years())
    best = float("inf")
    clocks = 0
    for _ in range(_ROUNDS):
        started = perf_counter()
        for _ in range(_CALLS):
            clocks = len(schedule(events, rulebook, calendars, evidence))
        best = min(best, (perf_counter() - started) / _CALLS)
    what = f"schedule() of one case, {len(events)} events to {clocks} clocks"
    return [(what, f"{best * 1000:.2f} ms", "under 1 ms")]


def _three_years() -> Iterator[Event]:
    """A child three years in care: visits, seven reviews, and what follows from each."""
    yield _event("became_looked_after", _CAME_IN, legal_status="V2")
    yield _event("placement_started", _CAME_IN)
    yield _event("placement_plan_recorded", _CAME_IN)
    for number in range(26):
        yield _event("child_visited", _CAME_IN + timedelta(days=5 + 42 * number))
    for number in range(7):
        held = _CAME_IN + timedelta(days=20 + 170 * number)
        meeting = datetime(held.year, held.month, held.day, 10, tzinfo=UTC)
        yield _event("review_booked", held - timedelta(days=30), meeting_at=meeting)
        yield _event("review_report_received", held - timedelta(days=2))
        yield _event("review_held", held, participation="PN1")
        yield _event("review_decisions_recorded", held + timedelta(days=4))
        yield _event("review_record_completed", held + timedelta(days=15))
        yield _event("review_record_distributed", held + timedelta(days=20))
        yield _event("midway_check_recorded", held + timedelta(days=60))


def _event(name: str, on: date, **attributes: object) -> Event:
    return Event(
        source="bench",
        id=f"{name}-{on}",
        case="A",
        type=name,
        on=on,
        at=None,
        attributes=attributes,
    )
