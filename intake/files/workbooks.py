"""Reading an Excel workbook that nobody vouches for, row by row.

Nothing of a workbook is ever run: macros are left where they are, links are not followed and
formulas are not worked out; a formula's cell gives the value that Excel stored beside it.
"""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

from domain.errors import ProblemError
from intake.files.cells import Cell, Unusable
from intake.files.opening import unreadable

LARGEST_FILE = 50 * 1024 * 1024
LARGEST_UNPACKED = 300 * 1024 * 1024
MOST_PARTS = 2_000
# Repeated cells pack well, some fifty to one. Above this a part is made to burst.
HIGHEST_RATIO = 250
RATIO_COUNTS_ABOVE = 10 * 1024 * 1024
MOST_ROWS = 2_000_000
MOST_COLUMNS = 200
LAST_ROW = 1_048_576

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_CHUNK = 1024 * 1024


class Sheet:
    """One worksheet. ``hidden`` is true where Excel does not show it."""

    def __init__(self, values: Any, formulas: Any | None, budget: list[int]) -> None:
        self.title = str(values.title)
        self.hidden = values.sheet_state != "visible"
        self._values, self._formulas, self._budget = values, formulas, budget

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Each row in which something stands: its number, from 1, and its cells.

        At most the first 200 columns. Raises ProblemError ``workbook_damaged`` or
        ``workbook_too_large`` where the reading has to end.
        """
        values = _cells(self._values)
        formulas = _cells(self._formulas) if self._formulas is not None else None
        number, blank = 0, None
        while (row := _next(values)) is not None:
            beside = None if formulas is None else _next(formulas)
            number += 1
            self._budget[0] -= 1
            if self._budget[0] < 0:
                raise _too_large(f"it has more than {MOST_ROWS:,} rows")
            # The library gives one and the same row for each that is missing.
            if row is blank:
                continue
            found = [_value(cell) for cell in row]
            for place, cell in enumerate(beside or ()):
                if cell.data_type == "f" and _was_not_worked_out(row, place):
                    found[place] = Unusable.NOT_WORKED_OUT
            if any(value is not None for value in found):
                yield number, found
            else:
                blank = row


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened workbook. ``epoch`` is the day from which its dates are counted."""

    sheets: list[Sheet]
    epoch: datetime
    has_macros: bool


@contextmanager
def opened_workbook(path: Path) -> Iterator[Workbook]:
    """Open an .xlsx or .xlsm file, after looking at its size, its packing and its text.

    Raises ProblemError ``file_unreadable``, ``not_a_workbook``, ``workbook_too_large``,
    ``workbook_locked``, ``workbook_has_entities`` or ``workbook_damaged``.
    """
    with_formulas, has_macros = _inspect(path)
    # The library's warnings may repeat what stands in a cell.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        values = _load(path, data_only=True)
        formulas = None
        try:
            formulas = _load(path, data_only=False) if with_formulas else None
            budget = [MOST_ROWS]
            beside = formulas.worksheets if formulas else [None] * len(values.worksheets)
            sheets = [
                Sheet(sheet, other, budget)
                for sheet, other in zip(values.worksheets, beside, strict=False)
            ]
            yield Workbook(sheets, values.epoch, has_macros)
        finally:
            values.close()
            if formulas is not None:
                formulas.close()


def _inspect(path: Path) -> tuple[bool, bool]:
    """Whether the workbook has formulas, and macros. Raises where it had better not be opened."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(_OLE))
    except OSError:
        raise unreadable() from None
    if start == _OLE:
        raise ProblemError(
            "workbook_locked",
            "The workbook is protected with a password, or in the old .xls format.",
            "Save it without a password as an Excel workbook (.xlsx).",
        )
    if size > LARGEST_FILE:
        raise _too_large(f"the file is larger than {LARGEST_FILE // 1024**2} MB")
    if not start.startswith(b"PK"):
        raise _not_a_workbook()
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            _check_sizes(parts)
            formulas = [_has_formulas(archive, part) for part in parts if _is_text(part)]
    except ProblemError:
        raise
    except Exception:  # noqa: BLE001 - a damaged archive can make the library raise anything
        raise _damaged() from None
    names = [part.filename.lower() for part in parts]
    if not any(name.endswith("workbook.xml") for name in names):
        raise _not_a_workbook()
    return any(formulas), any(name.endswith("vbaproject.bin") for name in names)


def _check_sizes(parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise _too_large(f"it has more than {MOST_PARTS:,} parts")
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _too_large(f"unpacked it is larger than {LARGEST_UNPACKED // 1024**2} MB")
    for part in parts:
        if part.flag_bits & 1:
            raise ProblemError(
                "workbook_locked",
                "Part of the workbook is protected with a password.",
                "Save it without a password as an Excel workbook (.xlsx).",
            )
        packed = max(part.compress_size, 1)
        if part.file_size > RATIO_COUNTS_ABOVE and part.file_size / packed > HIGHEST_RATIO:
            raise _too_large("a part of it is packed more tightly than a real sheet can be")


def _is_text(part: ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _has_formulas(archive: ZipFile, part: ZipInfo) -> bool:
    is_sheet, found, rest = "worksheets/" in part.filename.lower(), False, b""
    with archive.open(part) as text:
        while chunk := text.read(_CHUNK):
            seen = rest + chunk
            if _ENTITIES.search(seen):
                raise ProblemError(
                    "workbook_has_entities",
                    "The workbook defines entities, which no spreadsheet program writes.",
                    "Do not trust it. Export the workbook again from the case system.",
                )
            found = found or (is_sheet and _FORMULA.search(seen) is not None)
            rest = seen[-32:]
    return found


def _load(path: Path, *, data_only: bool) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(
            path, read_only=True, data_only=data_only, keep_links=False, keep_vba=False
        )
    except Exception:  # noqa: BLE001 - a damaged workbook can make the library raise anything
        raise _damaged() from None


def _cells(sheet: Any) -> Iterator[Any]:
    # What a sheet says of its own size may be wrong either way.
    sheet.reset_dimensions()
    rows: Iterator[Any] = sheet.iter_rows(
        min_row=1, max_row=LAST_ROW, min_col=1, max_col=MOST_COLUMNS
    )
    return rows


def _next(rows: Iterator[Any]) -> Any:
    try:
        return next(rows, None)
    except Exception:  # noqa: BLE001 - a damaged sheet can make the library raise anything
        raise _damaged() from None


def _value(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "e":
        return Unusable.EXCEL_ERROR
    if isinstance(value, str):
        return value if value.strip() else None
    return value if isinstance(value, int | float | date) else str(value)


def _was_not_worked_out(row: Any, place: int) -> bool:
    # A formula whose result is an empty text has no value either, but says that it is a text.
    return place < len(row) and row[place].value is None and row[place].data_type != "str"


def _not_a_workbook() -> ProblemError:
    return ProblemError(
        "not_a_workbook",
        "The file is not an Excel workbook.",
        "Give a file that was saved as an Excel workbook (.xlsx).",
    )


def _too_large(what: str) -> ProblemError:
    return ProblemError(
        "workbook_too_large",
        f"The workbook is not read: {what}.",
        "Delete empty rows and sheets that are not part of it, and save it again.",
    )


def _damaged() -> ProblemError:
    return ProblemError(
        "workbook_damaged",
        "The workbook is damaged and cannot be read to its end.",
        "Open it in Excel, let Excel repair it, and save it again.",
    )
