"""CSV files, changed in their cells and in the way they are written."""

import csv
import io
from random import Random

from tests.fuzz.tables import Table, changed, sometimes_many

_BOMS = {"utf-16": "", "utf-16-le": "\ufeff", "utf-32": "", "utf-8-sig": ""}


def changed_csv(random: Random, data: bytes) -> bytes:
    """The file with a few of its cells changed, perhaps in another encoding or other quotes."""
    rows: Table = list(csv.reader(io.StringIO(data.decode("utf-8", "replace"), newline="")))
    for _ in range(random.choice([0, 1, 1, 1, 2, 2, 3, 5, 8])):
        rows = changed(random, rows)
    return _encoded(random, _written(random, sometimes_many(random, rows)))


def _written(random: Random, rows: Table) -> str:
    if random.random() < 0.1:
        # As a program writes that knows nothing of quotation marks.
        return random.choice(["\n", "\r\n", "\r"]).join(",".join(row) for row in rows)
    text = io.StringIO()
    csv.writer(
        text,
        delimiter=random.choice(",,,,,,,,;\t|"),
        quoting=csv.QUOTE_ALL if random.random() < 0.2 else csv.QUOTE_MINIMAL,
        lineterminator=random.choice(["\n", "\n", "\r\n", "\r"]),
    ).writerows(rows)
    written = text.getvalue()
    if random.random() < 0.1:
        at = random.randint(0, len(written))
        put = random.choice(['"', '""', "\0", "\n", "\r", ",", '"\n"', "\x1a", "\f"])
        written = written[:at] + put + written[at + random.randint(0, 2) :]
    return written


def _encoded(random: Random, text: str) -> bytes:
    encoding = "utf-8"
    if random.random() < 0.15:
        encoding = random.choice(
            ["cp1252", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp037", "utf-7"]
        )
    if random.random() < 0.05:
        text = "\ufeff" + text
    return (_BOMS.get(encoding, "") + text).encode(encoding, "replace")
