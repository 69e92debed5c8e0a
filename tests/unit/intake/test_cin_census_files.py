"""Files that are no census, or hostile: what was complete is kept."""

from pathlib import Path

import pytest

from intake.cin_census.reader import read_census
from tests.support.cin_census import (
    NOW,
    census,
    child,
    episode,
    read,
)
from tests.unit.intake.rows import all_counted, events

# Files that are no census, or only in part: the content, the code, and how many children remain.
GOOD = census(child(episode("2024-05-01")), child(episode("2024-06-03"), number="C2"))
HOSTILE: list[tuple[str | bytes, str, int]] = [
    ("", "xml_malformed", 0),
    ("CHILD,DOB\n1,01/02/2015\n", "xml_malformed", 0),
    ("<Message><Children/></Message>", "no_children", 0),
    ("<html><Child/></html>", "xml_other_root", 0),
    (GOOD[: GOOD.rindex("<CINdetails>")], "xml_cut_short", 1),
    (GOOD.replace("</Children>", "</Kinder>"), "xml_malformed", 2),
    (GOOD.replace("<Message>", "<!DOCTYPE Message><Message>"), "xml_document_type", 0),
    (
        GOOD.replace(
            "<Message>",
            '<!DOCTYPE Message [<!ENTITY x SYSTEM "file:///etc/hostname">]><Message>',
        ).replace("C2", "&x;"),
        "xml_document_type",
        0,
    ),
    (GOOD.replace("C2", "C\xe9").encode("latin-1"), "wrong_encoding", 1),
    (GOOD.replace("1A", "1" * 20_000, 1), "xml_too_large", 0),
    (GOOD.replace("<Children>", "<Children>" + "<a>" * 100 + "</a>" * 100), "xml_too_deep", 0),
]


@pytest.mark.parametrize(("content", "code", "children"), HOSTILE)
def test_a_file_that_is_damaged_or_hostile_is_refused_after_what_was_complete(
    tmp_path: Path, content: str | bytes, code: str, children: int
) -> None:
    reading = read(tmp_path, content)
    assert [(one.line, one.code) for one in reading.refusals] == [(0, code)]
    assert len({event.case for event in events(reading)}) == children
    assert all_counted(reading)


def test_a_bad_file_does_not_stop_the_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<Message")
    (tmp_path / "good.xml").write_text(GOOD)
    reading = read_census([tmp_path / "bad.xml", tmp_path], now=NOW)
    assert [(one.file, one.code) for one in reading.refusals] == [("bad.xml", "xml_malformed")]
    assert len(events(reading)) == 4


@pytest.mark.parametrize(
    ("limit", "code"), [("MOST_RECORDS", "too_many_records"), ("MOST_FAULTS", "too_many_faults")]
)
def test_a_file_with_more_than_anyone_could_mean_is_read_no_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, code: str
) -> None:
    monkeypatch.setattr(f"intake.cin_census.reader.{limit}", 10)
    reading = read(tmp_path, census(*["<Child/>"] * 50))
    assert [one.code for one in reading.refusals][-1] == code
    assert 3 <= len(reading.rows) <= 11
    assert all_counted(reading)
