from datetime import UTC, date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

import pytest

from store.types import read_json, write_json


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"on": date(2025, 1, 6)},
        {"at": datetime(2025, 10, 26, 0, 30, tzinfo=UTC)},
        {"at": datetime(2025, 10, 26, 0, 30, 0, 1, tzinfo=UTC), "on": date(2025, 1, 6)},
        {"date": "2025-01-06"},
        {"complete": True, "number": 0, "part": "1"},
        {"tables": [{"name": "reviews", "read": 3}]},
    ],
)
def test_json_gives_back_what_was_put_in(value: dict[str, Any]) -> None:
    assert read_json(write_json(value)) == value
    assert read_json(write_json(value).encode()) == value


def test_true_stays_true_and_one_stays_one() -> None:
    assert [type(value) for value in read_json(write_json([True, 1, "1"]))] == [bool, int, str]


def test_an_instant_is_kept_in_utc() -> None:
    summer = timezone(timedelta(hours=1))
    found = read_json(write_json(datetime(2025, 7, 1, 9, tzinfo=summer)))
    assert (found.hour, found.tzinfo) == (8, UTC)


def test_a_read_only_mapping_is_written_as_an_object() -> None:
    assert write_json(MappingProxyType({"part": "1"})) == '{"part":"1"}'


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="offset from UTC"):
        write_json({"meeting_at": datetime(2025, 1, 6, 9)})  # noqa: DTZ001


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="no form for bytes"):
        write_json({"part": b"1"})
