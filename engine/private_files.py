"""The data folder is its owner's alone: folders 700, files 600, whatever the umask was."""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def create_privately() -> None:
    """Keep what this process and those it starts create from other accounts."""
    os.umask(_OTHERS)


def tighten(path: Path) -> None:
    """Take away what other accounts may do with one file or folder.

    One that belongs to somebody else stays as it is; ``timescales status`` says so.
    """
    with contextlib.suppress(OSError):
        mode = path.lstat().st_mode
        if mode & _OTHERS and not stat.S_ISLNK(mode):
            path.chmod(stat.S_IMODE(mode) & ~_OTHERS)


def tighten_all(folder: Path) -> None:
    """The same for a folder and everything in it."""
    for path in open_to_others(folder):
        tighten(path)


def open_to_others(folder: Path) -> Iterator[Path]:
    """The folder and what is in it, as far as other accounts may do anything with it."""
    for path in _all_in(folder):
        with contextlib.suppress(FileNotFoundError):
            mode = path.lstat().st_mode
            if mode & _OTHERS and not stat.S_ISLNK(mode):
                yield path


def _all_in(folder: Path) -> Iterator[Path]:
    yield folder
    for parent, folders, files in os.walk(folder):
        yield from (Path(parent, name) for name in (*folders, *files))
