"""Files of events: what is kept, and what is refused line by line."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from intake.event_files.reader import read_event_files
from intake.keys import content_digest
from tests.unit.intake.rows import NOW, accounting, an_event, codes, events, read_lines


def write_example(folder: Path) -> None:
    """A file of events, for the tests that every format passes."""
    (folder / "feed.jsonl").write_text(json.dumps(an_event()) + "\n")


def test_a_good_line_is_one_event_of_its_subject(tmp_path: Path) -> None:
    reading = read_lines(tmp_path, an_event(attributes={"participation": "PN1"}))
    (event,) = events(reading)
    assert (event.source, event.id, event.case) == ("mosaic", "R-1", "1042")
    assert (event.type, event.on, event.at) == ("review_held", date(2025, 5, 1), None)
    assert event.attributes == {"participation": "PN1"}
    assert not reading.refusals


def test_an_instant_keeps_its_time_and_takes_the_london_date(tmp_path: Path) -> None:
    reading = read_lines(tmp_path, an_event(at="2025-05-01T23:30:00+00:00"))
    (event,) = events(reading)
    assert event.at == datetime(2025, 5, 1, 23, 30, tzinfo=UTC)
    assert event.on == date(2025, 5, 2)


def test_a_whole_number_will_do_for_a_subject(tmp_path: Path) -> None:
    (event,) = events(read_lines(tmp_path, an_event(subject=1042)))
    assert event.case == "1042"


BAD: list[tuple[str, dict[str, Any] | str | bytes]] = [
    ("unknown_type", an_event(type="child_went_shopping")),
    ("unknown_type", an_event(type=["review_held"])),
    ("unknown_field", an_event(colour="red")),
    ("missing_field", an_event(source=None)),
    ("missing_field", an_event(id=" ")),
    ("missing_field", an_event(subject=None)),
    ("missing_field", an_event(type=None)),
    ("missing_field", an_event(at=None)),
    ("impossible_date", an_event(at="2025-02-30")),
    ("impossible_date", an_event(at="01/05/2025")),
    ("impossible_date", an_event(at="0001-01-01")),
    ("impossible_date", an_event(type="review_booked", attributes={"meeting_at": "9999-12-31"})),
    ("naive_time", an_event(at="2025-05-01T09:00:00")),
    ("future_fact", an_event(at="2025-06-04")),
    ("future_fact", an_event(at="2025-06-03T09:00:01+00:00")),
    ("bad_json", '{"source": "mosaic"'),
    ("bad_json", "[" * 30_000),
    ("not_an_object", "[1, 2]"),
    ("repeated_field", '{"source": "a", "source": "b"}'),
    ("line_too_long", an_event(id="x" * 70_000)),
    ("wrong_encoding", '{"source": "café"}'.encode("cp1252")),
    ("nul_byte", b'{"source": "a\0b"}'),
    ("bad_name", an_event(subject="9" * 65)),
    ("bad_name", an_event(id="a\u200bb")),
    ("bad_name", an_event(id="\ud800")),
    ("bad_name", an_event(source=True)),
    ("bad_attributes", an_event(attributes=["PN1"])),
    ("unknown_attribute", an_event(attributes={"mood": "PN1"})),
    ("bad_attribute", an_event(attributes={"participation": "PN9"})),
    ("missing_attribute", an_event(type="complaint_received")),
    ("corrects_and_voids", an_event(corrects="R-0", voids="R-0")),
    ("targets_itself", an_event(corrects="R-1")),
    ("targets_itself", an_event(voids="R-1")),
    ("void_with_attributes", an_event(voids="R-0", attributes={"participation": "PN1"})),
]


@pytest.mark.parametrize(("code", "line"), BAD)
def test_a_bad_line_is_refused_and_the_rest_kept(
    tmp_path: Path, code: str, line: dict[str, Any] | str | bytes
) -> None:
    reading = read_lines(tmp_path, an_event(id="A"), line, an_event(id="B"))
    assert codes(reading) == [(2, code)]
    assert [event.id for event in events(reading)] == ["A", "B"]
    assert reading.refusals[0].remedy
    table = accounting(reading)["events"]
    assert (table.rows_read, table.accounted_for, table.refused[code]) == (3, 3, 1)


def test_no_message_repeats_what_a_line_says(tmp_path: Path) -> None:
    canary = "Zebedee-77"
    lines = [
        an_event(**{field: canary * repeat})
        for field in ("source", "id", "subject", "type", "at", "corrects", "colour")
        for repeat in (1, 9)
    ]
    lines += [an_event(attributes={canary: 1}), an_event(attributes={"participation": canary})]
    reading = read_lines(tmp_path, *lines, f'{{"{canary}"')
    assert len(reading.refusals) > 12
    assert canary not in str(reading.refusals)


def test_a_fact_dated_tomorrow_is_not_yet_in_the_future(tmp_path: Path) -> None:
    reading = read_lines(
        tmp_path, an_event(id="A", at="2025-06-03"), an_event(id="B", at="2025-06-03T09:00:00Z")
    )
    assert not reading.refusals


def test_tomorrow_is_counted_in_london(tmp_path: Path) -> None:
    just_after_midnight_in_london = datetime(2025, 6, 2, 23, 30, tzinfo=UTC)
    line = an_event(at="2025-06-04")
    assert not read_lines(tmp_path, line, now=just_after_midnight_in_london).refusals
    assert codes(read_lines(tmp_path, line)) == [(1, "future_fact")]


def test_a_birth_after_care_began_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    care = an_event(id="C", type="became_looked_after", at="2020-01-01")
    late = an_event(id="L", type="born", at="2020-01-02")
    same_day = an_event(id="S", type="born", at="2020-01-01")
    other_child = an_event(id="O", type="born", at="2020-01-02", subject="7")
    reading = read_lines(tmp_path, late, care, same_day, other_child)
    assert codes(reading) == [(1, "born_after_care_began")]
    assert {event.id for event in events(reading)} == {"C", "S", "O"}
    assert accounting(reading)["events"].accounted_for == 4


def test_a_birth_is_not_held_against_a_start_of_care_that_was_corrected(tmp_path: Path) -> None:
    wrong = an_event(id="W", type="became_looked_after", at="2020-01-01")
    right = an_event(id="X", type="became_looked_after", at="2021-01-01", corrects="W")
    birth = an_event(id="B", type="born", at="2020-06-01")
    assert not read_lines(tmp_path, wrong, right, birth).refusals


def test_a_removal_needs_neither_type_nor_date(tmp_path: Path) -> None:
    reading = read_lines(tmp_path, an_event(id="V", type=None, at=None, voids="R-1"))
    (event,) = events(reading)
    assert (event.voids, event.type) == ("R-1", "event_voided")


def test_a_removal_reads_the_same_on_any_day(tmp_path: Path) -> None:
    line = an_event(id="V", type=None, at=None, voids="R-1")
    later = datetime(2026, 1, 1, tzinfo=UTC)
    first, second = read_lines(tmp_path, line), read_lines(tmp_path, line, now=later)
    assert content_digest(events(first)[0]) == content_digest(events(second)[0])


def test_a_byte_order_mark_windows_line_ends_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    line = json.dumps(an_event()).encode()
    file.write_bytes(b"\xef\xbb\xbf" + line + b"\r\n\r\n" + b'{"x"\r\n')
    reading = read_event_files([file], now=NOW)
    assert len(reading.events) == 1
    assert codes(reading) == [(3, "bad_json")]
    assert reading.rows_read == {"events": 2}


def test_the_last_line_needs_no_line_end(tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_text(json.dumps(an_event()))
    assert len(read_event_files([file], now=NOW).events) == 1


def test_a_file_in_utf_16_is_refused_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_text(json.dumps(an_event()), encoding="utf-16")
    reading = read_event_files([file], now=NOW)
    assert codes(reading) == [(0, "wrong_encoding")]
    assert not reading.events


@pytest.mark.parametrize("name", ["absent.jsonl", "absent.csv"])
def test_a_file_that_cannot_be_opened_does_not_stop_the_others(tmp_path: Path, name: str) -> None:
    good = tmp_path / "good.jsonl"
    good.write_text(json.dumps(an_event()))
    reading = read_event_files([tmp_path / name, good], now=NOW)
    assert [(each.file, each.code) for each in reading.refusals] == [(name, "file_unreadable")]
    assert len(reading.events) == 1


def test_csv_and_json_lines_tell_the_same(tmp_path: Path) -> None:
    attributes = {"participation": "PN1"}
    from_json = events(read_lines(tmp_path, an_event(attributes=attributes)))
    file = tmp_path / "feed.csv"
    quoted = json.dumps(attributes).replace('"', '""')
    file.write_text(
        "source,id,subject,type,at,attributes,corrects,voids\n"
        f'mosaic,R-1,1042,review_held,2025-05-01,"{quoted}",,\n'
    )
    assert events(read_event_files([file], now=NOW)) == from_json


def test_csv_rows_are_refused_one_by_one_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "feed.csv"
    file.write_text(
        "source,id,subject,type,at,attributes\n"
        "mosaic,A,1042,review_held,2025-05-01,\n"
        "mosaic,B,1042,review_held,2025-05-01,PN1\n"
        "mosaic,C,1042,,2025-05-01,\n"
        'mosaic,D,1042,review_held,2025-05-01,"[1]"\n'
        "mosaic,E,1042,review_held,2025-05-01,\n"
    )
    reading = read_event_files([file], now=NOW)
    assert codes(reading) == [(3, "bad_attributes"), (4, "missing_field"), (5, "not_an_object")]
    assert [event.id for event in events(reading)] == ["A", "E"]


def test_a_line_of_the_greatest_length_is_read_and_a_longer_one_is_one_row(tmp_path: Path) -> None:
    line = json.dumps(an_event())
    longest = line + " " * (64 * 1024 - len(line))
    reading = read_lines(tmp_path, longest, longest + " " * 200_000, an_event(id="Z"))
    assert codes(reading) == [(2, "line_too_long")]
    assert [event.id for event in events(reading)] == ["R-1", "Z"]
