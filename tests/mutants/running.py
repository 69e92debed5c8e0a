"""Lets mutmut break one part of the code, in a folder of its own below ``build``."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.conventions.source_files import ROOT, repository_files
from tests.mutants.parts import Part, modules_of
from tests.mutants.verdicts import forget_survivors

_FOLDER = ROOT / "build" / "mutants"

# What became of the mutants of a file. All else in mutmut's copy is made anew each time: the files,
# so that a deleted one does not live on there, and which test reaches which function.
_KEPT = ".meta"

# mutmut takes a mutant for caught when its tests run fifteen times as long as they should and so
# much more. On a machine with other work, a second would not be enough.
_LEAST_SECONDS = 10


def folder_of(part: Part) -> Path:
    """Where mutmut works on ``part``, and keeps what it found."""
    return _FOLDER / part.name


class StoppedError(Exception):
    """mutmut could not do its work: a test fails already without a mutant, for example."""


def run(part: Part, only: Sequence[Path], *, fresh: bool, children: int) -> None:
    """Break the files of ``part``, or ``only`` some, and run their tests.

    What was tried before stands, unless its function has changed, it survived, or the file is
    named in ``only``; ``fresh`` forgets everything. Raises StoppedError.
    """
    folder = folder_of(part)
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    first = not folder.exists()
    _lay_out(part, folder)
    forget_survivors(folder, part.paths())
    # With names, mutmut tries those again, whatever it knows, and goes on from there without.
    names = modules_of(only or part.paths()) if only or first else []
    command = [str(Path(sys.executable).with_name("mutmut")), "run", "--max-children"]
    with (folder / "log").open("w", encoding="utf-8") as log:
        done = subprocess.run(
            [*command, str(children), *names], cwd=folder, stdout=log, stderr=log, check=False
        )
    if done.returncode:
        raise StoppedError(f"mutmut stopped; the end of {folder / 'log'} says why")


def _lay_out(part: Part, folder: Path) -> None:
    """The project as it is now, by links, with the settings of mutmut for this part."""
    folder.mkdir(parents=True, exist_ok=True)
    for copied in (folder / "mutants").rglob("*"):
        if copied.is_file() and not copied.name.endswith(_KEPT):
            copied.unlink()
    there = sorted({path.parts[0] for path in repository_files()} - {"pyproject.toml"})
    names = [name for name in there if not name.startswith(".")]
    for name in names:
        if not (folder / name).is_symlink():
            (folder / name).symlink_to(ROOT / name)
    settings = (ROOT / "pyproject.toml").read_text("utf-8") + _settings(part, names)
    (folder / "pyproject.toml").write_text(settings, "utf-8")


def _settings(part: Part, names: Sequence[str]) -> str:
    mutated = sorted({path.parts[0] for path in part.paths()})
    copied = [name for name in names if name not in mutated]
    files = [str(path) for path in part.paths()]
    left_out = f"not ({' or '.join(part.left_out)})"
    # Lists of texts are written the same way in TOML and Python.
    return f"""
[tool.mutmut]
source_paths = {mutated}
only_mutate = {files}
also_copy = {copied}
pytest_add_cli_args_test_selection = {list(part.tests)}
pytest_add_cli_args = {["-p", "no:cacheprovider", "-k", left_out]}
timeout_constant = {_LEAST_SECONDS}
"""
