"""Counting the rows of a file without the help of a reader."""

import io
from collections import Counter
from collections.abc import Iterator

from intake.reading import Reading
from tests.fuzz.seeds import Files


def check_lines(files: Files, reading: Reading) -> Iterator[str]:
    """Name the kinds of file of which a reader counted more or fewer rows than there are.

    Files that were refused as a whole are left out, and CSV files in which it takes a reader to
    tell where a row ends.
    """
    read = Counter(row.file for row in reading.rows)
    refused = {each.file for each in reading.refusals if each.line == 0}
    for name, data in files.items():
        there = _rows(name, data)
        if there is not None and read[name] != there and not (name in refused and not read[name]):
            yield f"a {name.rpartition('.')[2]} file has more rows, or fewer, than were counted"


def _rows(name: str, data: bytes) -> int | None:
    if name.endswith(".jsonl"):
        lines = data.split(b"\n")
        lines[0] = lines[0].removeprefix(b"\xef\xbb\xbf")
        return sum(bool(line.strip()) for line in lines)
    if (
        name.endswith(".csv")
        and b'"' not in data
        and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    ):
        text = data.decode("utf-8-sig", "replace")
        lines_of_text = list(io.StringIO(text, newline=""))
        separator = max(",;\t|", key="".join(lines_of_text[:1]).count)
        return sum(
            any(cell.strip() for cell in line.split(separator)) for line in lines_of_text[1:]
        )
    return None
