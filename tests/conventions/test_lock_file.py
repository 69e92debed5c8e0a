"""The lock file names exact versions by their hashes and says nothing about where they lie."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conventions.source_files import read

LOCK = Path("requirements.lock")
PIN = re.compile(r"([A-Za-z0-9][\w.\-]*)==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def lock_problems(text: str) -> list[str]:
    """Every way in which this lock file would install something that was not checked."""
    problems = []
    for entry in text.replace("\\\n", " ").splitlines():
        if "://" in entry or " @ " in entry or "-index" in entry or "--find-links" in entry:
            problems.append(f"an address: {entry.strip()}")
        if entry.lstrip().startswith("#") or not entry.strip():
            continue
        if not PIN.match(entry):
            problems.append(f"no exact version: {entry.strip()}")
        if not HASH.search(entry):
            problems.append(f"no hash: {entry.strip()}")
    return problems


def missing_from_lock(declared: list[str], text: str) -> list[str]:
    """The declared requirements that the lock file leaves out or answers with another version."""
    pinned = {canonicalize_name(m[1]): m[2] for m in map(PIN.match, text.splitlines()) if m}
    missing = []
    for line in declared:
        requirement = Requirement(line)
        version = pinned.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version):
            missing.append(line)
    return missing


def test_every_locked_package_has_a_hash_and_no_address() -> None:
    assert lock_problems(read(LOCK)) == []


def test_everything_that_pyproject_asks_for_is_locked() -> None:
    project = tomllib.loads(read(Path("pyproject.toml")))
    declared = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["dev"],
    ]
    assert missing_from_lock(declared, read(LOCK)) == []


@pytest.mark.parametrize(
    "bad",
    [
        "click==8.2.0",
        "click>=8.2 --hash=sha256:" + "0" * 64,
        "click==8.2.0 \\\n    --hash=sha256:abc",
        "--index-url https://packages.example\n",
        "click @ https://packages.example/click.whl --hash=sha256:" + "0" * 64,
    ],
)
def test_the_check_catches_a_package_without_a_pin_a_hash_or_with_an_address(bad: str) -> None:
    assert lock_problems(bad)


@pytest.mark.parametrize("lock", ["", "click==8.3.0"])
def test_the_check_catches_a_requirement_that_is_not_locked(lock: str) -> None:
    assert missing_from_lock(["click==8.2.*"], lock) == ["click==8.2.*"]


def test_the_check_lets_a_good_entry_pass() -> None:
    good = (
        "click==8.2.0 ; python_version > '3' \\\n    --hash=sha256:" + "0" * 64 + "\n    # via x\n"
    )
    assert lock_problems(good) == []
    assert missing_from_lock(["click~=8.2"], good) == []
