"""A clock for each year that a child is looked after."""

from datetime import timedelta

import pytest

from domain.case.events import Event
from domain.clocks.clock import Clock
from tests.unit.domain.cases import clocks, day, event

RULE = "lac.health.sdq"
BORN = event("born", "2014-05-05")


def years(came: str, *events: Event) -> list[Clock]:
    return clocks([BORN, event("became_looked_after", came), *events], RULE)


@pytest.mark.parametrize(
    ("came", "first_year"),
    [("2024-03-31", "2024-04-01"), ("2024-04-01", "2024-04-01"), ("2024-04-02", "2025-04-01")],
)
def test_the_first_year_is_the_first_that_begins_in_care(came: str, first_year: str) -> None:
    (year,) = years(came)
    assert year.started_on == day(first_year)
    assert year.due_on == day(first_year).replace(year=year.started_on.year + 1) - timedelta(days=1)


@pytest.mark.parametrize(
    ("left", "begun"), [("2024-03-31", False), ("2024-04-01", True), ("2024-04-02", True)]
)
def test_a_year_begins_for_a_child_who_leaves_on_its_first_day(left: str, begun: bool) -> None:
    found = years("2023-06-05", event("ceased_looked_after", left))
    assert [(one.started_on, one.stopped_on) for one in found] == (
        [(day("2024-04-01"), day(left))] if begun else []
    )


def test_a_year_follows_only_a_year_that_is_done() -> None:
    done = event("sdq_completed", "2024-09-02")
    assert [one.started_on for one in years("2023-06-05")] == [day("2024-04-01")]
    assert [one.started_on for one in years("2023-06-05", done)] == [
        day("2024-04-01"),
        day("2025-04-01"),
    ]


@pytest.mark.parametrize(
    ("born", "years_begun"),
    [
        # Four, and not yet seventeen, on the last day of the year.
        ("2021-03-31", [2024]),
        ("2021-04-01", [2025]),
        ("2008-03-31", []),
        ("2008-04-01", [2024]),
    ],
)
def test_a_year_counts_by_the_age_on_its_last_day(born: str, years_begun: list[int]) -> None:
    events = [event("born", born), event("became_looked_after", "2023-06-05")]
    assert [one.started_on.year for one in clocks(events, RULE)] == years_begun
