"""One county for all the tests of the demonstration: making it takes about a second."""

from collections import defaultdict
from datetime import date

import pytest

from demo.authority import events
from domain.case.events import Event

AS_OF = date(2026, 3, 4)


@pytest.fixture(scope="session")
def as_of() -> date:
    return AS_OF


@pytest.fixture(scope="session")
def county() -> list[Event]:
    return list(events(1, AS_OF))


@pytest.fixture(scope="session")
def cases(county: list[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in county:
        found[event.case].append(event)
    return dict(found)
