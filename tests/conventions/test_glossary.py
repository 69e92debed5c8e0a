"""The glossary's words are words of the code, and stand where it says."""

import re

import pytest

from tests.conventions.source_files import ROOT

_ROW = re.compile(r"^\| ([a-z ]+) \| (.+) \| `([a-z0-9_/]+\.py)` \|$", re.MULTILINE)
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ENTRIES = [match for match in _ROW.findall(PAGE) if match[0] != "word"]


def uses(source: str, word: str) -> bool:
    """Whether a module uses a word, alone or within a name."""
    written = re.escape(word).replace(r"\ ", "[ _]?")
    return re.search(written, source, re.IGNORECASE) is not None


def test_every_row_of_the_glossary_is_read() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "`" in line]
    assert len(ENTRIES) == len(rows) > 30
    assert len({word for word, _, _ in ENTRIES}) == len(ENTRIES)


@pytest.mark.parametrize(("word", "meaning", "module"), ENTRIES, ids=[one[0] for one in ENTRIES])
def test_a_word_of_the_glossary_is_used_where_it_lives(
    word: str, meaning: str, module: str
) -> None:
    assert (ROOT / module).is_file()
    assert uses((ROOT / module).read_text(encoding="utf-8"), word)
    assert meaning.endswith(".")


def test_the_check_catches_a_word_that_the_module_does_not_use() -> None:
    assert not uses("class Clock: ...", "lineage")
    assert uses("class CaseFile: ...", "case file")
