"""Nothing half done stays in the repository, nor anything that is true of one machine only."""

import re

import pytest

from tests.conventions.source_files import ROOT, repository_files

# The brackets keep these patterns from finding themselves.
LEFTOVERS = re.compile(
    r"\b[T]ODO\b|\b[F]IXME\b|\b[X]XX\b|[N]otImplementedError"
    r"|pytest\.(mark\.)?([s]kip|[x]fail|[i]mportorskip)|unittest\.[s]kip"
    r"|\b[p]ypi\.org|[p]ythonhosted\.org|[r]egistry\.npmjs"
    r"|(?<![\w.])/[w]ork/|/[h]ome/\w|/[U]sers/\w"
)


def leftovers(text: str) -> list[str]:
    """Each leftover in this text, as ``line: word``."""
    return [
        f"{number}: {match.group()}"
        for number, line in enumerate(text.splitlines(), start=1)
        for match in LEFTOVERS.finditer(line)
    ]


def test_no_file_holds_a_leftover() -> None:
    found = {}
    for path in repository_files():
        content = (ROOT / path).read_bytes()
        if b"\0" not in content and (hits := leftovers(content.decode("utf-8"))):
            found[str(path)] = hits
    assert found == {}


@pytest.mark.parametrize(
    "bad",
    [
        "# TO" + "DO: finish",
        "# FIX" + "ME",
        "raise NotImplemented" + "Error",
        "@pytest.mark.sk" + "ip",
        "@pytest.mark.sk" + "ipif(True)",
        "pytest.xf" + "ail()",
        "pytest.importor" + "skip('numpy')",
        "https://py" + "pi.org/simple",
        "open('/wo" + "rk/main/a')",
        "cd /ho" + "me/someone",
    ],
)
def test_the_check_catches_a_leftover(bad: str) -> None:
    assert len(leftovers(f"fine\n{bad}\nfine")) == 1


@pytest.mark.parametrize(
    "good",
    ["to do", "mastodon", "return NotImplemented", "https://x.example/work/a", "skip_weekends"],
)
def test_the_check_lets_ordinary_words_pass(good: str) -> None:
    assert leftovers(good) == []
