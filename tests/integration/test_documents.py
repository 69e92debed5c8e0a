"""Every example in the README and the documents is run, and must print what it says it prints.

A document that shows whole files, each under its path, is run in a copy of the repository to which
they were added.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conventions.source_files import ROOT, repository_files

DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
# A file that is added: its path stands behind the language.
_FILE = re.compile(r"^```[a-z]+ (\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
# References are random; every other character must be as printed.
_REFERENCE = re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{8}\b")


def examples(text: str) -> list[tuple[str, str]]:
    """The commands of a document's console blocks, each with the output shown under it."""
    found: list[tuple[str, str]] = []
    for block in _BLOCK.findall(text):
        command = ""
        output: list[str] = []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    found.append((command, "\n".join(output)))
                command, output = line[2:], []
            else:
                output.append(line)
        if command:
            found.append((command, "\n".join(output)))
    return found


def files(text: str) -> dict[str, str]:
    """The whole files that a document shows, by their paths."""
    return dict(_FILE.findall(text))


def with_files(added: dict[str, str], folder: Path) -> Path:
    """A copy of the repository with these files added, none of which may be there already."""
    for path in repository_files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    for name, content in added.items():
        assert not (folder / name).exists(), name
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def comparable(output: str) -> list[str]:
    """The lines without what differs from run to run, in any order of the two streams."""
    lines = (_REFERENCE.sub("REFERENCE", line).rstrip() for line in output.splitlines())
    return sorted(line for line in lines if line)


WITH_EXAMPLES = [path for path in DOCUMENTS if examples(path.read_text("utf-8"))]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_examples_of_a_document_print_what_it_says(path: Path, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    added = files(text)
    folder = with_files(added, tmp_path / "repository") if added else ROOT
    commands = Path(sys.executable).parent
    environment = {
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        # Before the installed package, which is this repository.
        "PYTHONPATH": str(folder),
        "TIMESCALES_DATA_FOLDER": str(tmp_path / "data"),
        "COLUMNS": "200",
        "LANG": "C.UTF-8",
    }
    for command, expected in examples(text):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert comparable(done.stdout + done.stderr) == comparable(expected), command


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_links_of_a_document_lead_somewhere(path: Path) -> None:
    missing = [
        target
        for target in _LINK.findall(path.read_text("utf-8"))
        if not (path.parent / target).exists()
    ]
    assert missing == []


def test_a_rule_shown_in_a_document_is_the_file_it_speaks_of() -> None:
    shown = (ROOT / "docs" / "how-to" / "add-a-local-rule.md").read_text("utf-8")
    rule = ROOT / "docs" / "examples" / "profiles" / "anyshire" / "lac" / "lac.review.report.yaml"
    assert f"```yaml\n{rule.read_text('utf-8')}```" in shown


def test_a_wrong_example_would_be_found() -> None:
    assert examples("```console\n$ echo one\ntwo\n$ echo\n```\n") == [
        ("echo one", "two"),
        ("echo", ""),
    ]
    assert comparable("one") != comparable("two")
