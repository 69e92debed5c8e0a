"""Hours that are counted together over stays, against counting hour by hour."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clocks.time_spent import Stay, spent_by

HOUR = timedelta(hours=1)
BEGINS = datetime(2025, 6, 2, tzinfo=UTC)
ALLOWED, WINDOW = 72, 28 * 24


def hour_by_hour(earlier: list[Stay]) -> datetime:
    """The first full hour at which what is allowed is spent."""
    at = BEGINS
    while True:
        since = at - WINDOW * HOUR
        spent = sum(
            any(one.begins <= since + n * HOUR < one.ends for one in earlier)
            or since + n * HOUR >= BEGINS
            for n in range(WINDOW)
        )
        if spent >= ALLOWED:
            return at
        at += HOUR


@st.composite
def stays(draw: st.DrawFn) -> list[Stay]:
    """Stays that are over when the one that counts begins, and do not overlap."""
    found, ends = [], 0
    for gap, length in draw(
        st.lists(st.tuples(st.integers(0, 300), st.integers(1, 60)), max_size=4)
    ):
        begins = ends - gap - length
        found.append(Stay(BEGINS + begins * HOUR, BEGINS + (begins + length) * HOUR))
        ends = begins
    return found


@settings(max_examples=25)
@given(stays())
def test_hours_are_spent_as_counting_hour_by_hour_says(earlier: list[Stay]) -> None:
    _, at = spent_by(ALLOWED * HOUR, WINDOW * HOUR, BEGINS, earlier)
    assert at == hour_by_hour(earlier)


def test_what_earlier_stays_had_used_is_what_still_lies_in_the_window() -> None:
    earlier = [Stay(BEGINS - 48 * HOUR, BEGINS - 24 * HOUR)]
    spent, at = spent_by(ALLOWED * HOUR, WINDOW * HOUR, BEGINS, earlier)
    assert (spent, at) == (24 * HOUR, BEGINS + 48 * HOUR)
