"""Getting the bytes of an input file, with plain words when that fails."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from domain.errors import ProblemError

# A CIN census of a large authority is some tens of megabytes, and read in pieces.
LARGEST_FILE = 200 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """The content of a file of at most ``LARGEST_FILE`` bytes.

    Raises ProblemError ``file_unreadable`` or ``file_too_large``.
    """
    with open_file(path) as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise file_too_large()
    return data


def open_file(path: Path) -> BinaryIO:
    """Open a file for reading, as bytes. Raises ProblemError as ``read_bytes`` does."""
    try:
        # A pipe or a device could never end.
        if not path.is_file():
            raise unreadable()
        if path.stat().st_size > LARGEST_FILE:
            raise file_too_large()
        return path.open("rb")
    except (OSError, ValueError):
        raise unreadable() from None


def unreadable() -> ProblemError:
    """The problem of a file that cannot be opened."""
    return ProblemError(
        "file_unreadable",
        "The file cannot be opened.",
        "Check that it exists, that it is a file and that you may read it.",
    )


def file_too_large() -> ProblemError:
    """The problem of a file that is larger than any return."""
    return ProblemError(
        "file_too_large",
        f"The file is larger than {LARGEST_FILE // 1024 // 1024} MiB.",
        "No return is this large: check what the file is, or give it in parts.",
    )


_SHOWS_ENCODING = 200
# The first bytes of workbooks, old and new, and of PDF.
_NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")


def check_is_text(data: bytes) -> None:
    """Raise ProblemError ``not_a_text_file`` for a workbook or a PDF, whatever its name says."""
    if data.startswith(_NOT_TEXT):
        raise ProblemError(
            "not_a_text_file",
            "This is a workbook or a PDF, whatever its name says.",
            "Open it in the program that made it and save it as CSV.",
        )


def utf_16_without_mark(data: bytes) -> str | None:
    """The name of the encoding of text in UTF-16 that does not say so; None for anything else.

    In it every other byte of plain letters is zero.
    """
    first = data[:_SHOWS_ENCODING]
    if len(first) < _SHOWS_ENCODING // 10:
        return None
    for place, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if first[place::2].count(0) > 0.9 * len(first[place::2]) and first[1 - place] != 0:
            return name
    return None


def check_encoding(data: bytes) -> None:
    """Raise ProblemError ``wrong_encoding`` for UTF-16, which some programs save as "Unicode"."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise wrong_encoding("The file is in UTF-16.")


def wrong_encoding(message: str) -> ProblemError:
    """The problem of text that is not UTF-8."""
    return ProblemError("wrong_encoding", message, "Save the file as UTF-8 and read it again.")


def nul_byte() -> ProblemError:
    """The problem of a line with a NUL byte, the mark of a damaged file."""
    return ProblemError(
        "nul_byte", "The line holds a NUL byte.", "The file is damaged: export it again."
    )


def line_too_long(longest: int) -> ProblemError:
    """The problem of a line longer than ``longest`` bytes."""
    return ProblemError(
        "line_too_long",
        f"The line is longer than {longest // 1024} KiB.",
        "Check that line ends were not lost; one fact is never this long.",
    )


def files_in(paths: Iterable[Path], endings: Collection[str]) -> Iterator[Path]:
    """The files given, and those with one of ``endings`` in the folders given, each once.

    What is called so in a folder comes too where it is itself a folder, to be refused.
    """
    seen: set[Path] = set()
    for path in paths:
        for file in _inside(path, endings):
            where = file.absolute()
            if where not in seen:
                seen.add(where)
                yield file


def _inside(path: Path, endings: Collection[str]) -> list[Path]:
    try:
        if not path.is_dir():
            return [path]
        return sorted(each for each in path.iterdir() if each.suffix.lower() in endings)
    except (OSError, ValueError):
        return [path]
