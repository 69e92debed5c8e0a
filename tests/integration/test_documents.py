"""Every example in the README and the documents is run, and must print what it says it prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
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


def comparable(output: str) -> list[str]:
    """The lines without what differs from run to run, in any order of the two streams."""
    lines = (_REFERENCE.sub("REFERENCE", line).rstrip() for line in output.splitlines())
    return sorted(line for line in lines if line)


WITH_EXAMPLES = [path for path in DOCUMENTS if examples(path.read_text("utf-8"))]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_examples_of_a_document_print_what_it_says(path: Path, tmp_path: Path) -> None:
    commands = Path(sys.executable).parent
    environment = {
        "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
        "TIMESCALES_DATA_FOLDER": str(tmp_path / "data"),
        "COLUMNS": "200",
        "LANG": "C.UTF-8",
    }
    for command, expected in examples(path.read_text("utf-8")):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=ROOT,
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
