"""The day on which stays away from home pass their limits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case.events import Event
from domain.case.history import History
from domain.case.stays import Stays
from tests.unit.domain.cases import event, rules_of

[SHORT_BREAKS] = rules_of("statutory")[0].stays


def limits(**limit: int) -> Stays:
    content = {
        "begins": "short_break_started",
        "ends": "short_break_ended",
        "passes": "short_break_limit_passed",
        "limits": [{"from": "2011-04-01", **limit}],
    }
    return Stays.model_validate(content)


def stay(begins: date | str, ends: date | str) -> list[Event]:
    return [event("short_break_started", str(begins)), event("short_break_ended", str(ends))]


def passed(stays: Stays, *events: Event) -> list[tuple[str, str]]:
    facts = History(events, [stays]).of_type("short_break_limit_passed")
    return [(str(one.event.on), one.event.attributes["limit_passed"]) for one in facts]


@pytest.mark.parametrize(
    ("ends", "expected"),
    [("2025-06-02", []), ("2025-06-19", []), ("2025-06-20", ["2025-06-20"])],
)
def test_the_day_a_stay_begins_is_day_nought(ends: str, expected: list[str]) -> None:
    assert [on for on, _ in passed(SHORT_BREAKS, *stay("2025-06-02", ends))] == expected


def test_a_long_stay_passes_its_limit_once_on_the_first_day_past_it() -> None:
    found = passed(SHORT_BREAKS, *stay("2025-06-02", "2025-12-31"))
    assert found == [("2025-06-20", "17 days a stay")]


def test_each_stay_past_the_sum_passes_it_again() -> None:
    events = [*stay("2025-01-06", "2025-01-09"), *stay("2025-02-03", "2025-02-06")]
    found = passed(limits(days_in_all=4), *events, *stay("2025-03-03", "2025-03-05"))
    words = "4 days in 12 months"
    assert found == [("2025-02-05", words), ("2025-03-04", words)]


def test_a_day_twelve_months_ago_no_longer_counts() -> None:
    first = stay("2024-06-02", "2024-06-03")
    assert passed(limits(days_in_all=1), *first, *stay("2025-06-02", "2025-06-03")) == []
    assert passed(limits(days_in_all=1), *first, *stay("2025-06-01", "2025-06-02")) != []


def test_an_end_without_a_beginning_and_a_beginning_without_an_end_are_no_stay() -> None:
    lone = [event("short_break_ended", "2025-06-20"), event("short_break_started", "2025-06-23")]
    assert passed(SHORT_BREAKS, *lone) == []
    two = [event("short_break_started", "2025-01-06"), *stay("2025-06-02", "2025-06-10")]
    assert passed(SHORT_BREAKS, *two) == []


def test_before_the_first_limit_was_in_force_nothing_is_passed() -> None:
    assert passed(SHORT_BREAKS, *stay("2010-06-01", "2010-07-31")) == []


_STAYS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30)), max_size=12)


@given(gaps=_STAYS, most=st.integers(1, 60))
def test_the_sum_agrees_with_counting_every_day_of_every_year(
    gaps: list[tuple[int, int]], most: int
) -> None:
    day, events, slept, expected = date(2021, 3, 1).toordinal(), [], [], []
    for gap, length in gaps:
        begins = day + gap + 1
        events += stay(date.fromordinal(begins), date.fromordinal(begins + length))
        found = None
        for night in range(begins + 1, begins + length + 1):
            slept.append(night)
            one = date.fromordinal(night)
            year_before = one.replace(
                year=one.year - 1, day=min(one.day, 28 if one.month == 2 else 31)
            )
            if found is None and sum(n > year_before.toordinal() for n in slept) > most:
                found = one.isoformat()
        expected += [found] if found else []
        day = begins + length
    assert [on for on, _ in passed(limits(days_in_all=most), *events)] == expected
