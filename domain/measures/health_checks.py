"""Health and dental checks, counted the same way: each that was due, or each child's last."""

from collections.abc import Iterable, Iterator

from domain.counting import add_months
from domain.measures.counting import due_in_period
from domain.measures.measure import Unit, Window
from domain.measures.record import Record

READINGS = {
    "due": "each one that was due in the period",
    "children": (
        "children looked after for twelve months at the period's end, and those of them "
        "with one in the twelve months before"
    ),
}


def checks_due_or_held(
    record: Record, window: Window, rules: Iterable[str], done: str
) -> Iterator[Unit]:
    """A unit for each check that fell due, or for each child in care; ``done`` is its event."""
    if window.reading == "due":
        yield from due_in_period(record, record.of_rules(rules), window)
        return
    day = window.end
    since = record.in_care_since(day)
    if since is not None and add_months(since, 12) <= day:
        last = record.last_of((done,), day)
        yield Unit(record.case, day, last is not None and add_months(last, 12) >= day)
