"""The Annex A workbook: one sheet a list, the same bytes for the same rows."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from demo.export.annex_a_lists import HEADERS, AnnexList

FILE: Final = "annex-a.xlsx"
_DATE_FORMAT: Final = "DD/MM/YYYY"
# The earliest time that a zip archive can give.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_SAVED_AT: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(?=<)")
_SAME_TIME: Final = rb"\g<1>2000-01-01T00:00:00Z"


def write_annex_a(lists: Mapping[int, AnnexList], folder: Path, file: str = FILE) -> Path:
    """Write the workbook into a folder, which must be there."""
    from datetime import date

    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for number, annex in sorted(lists.items()):
        sheet = book.create_sheet(f"List {number}")
        sheet.append(HEADERS[number])
        for row in annex.rows:
            sheet.append(row)
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                if isinstance(cell.value, date):
                    cell.number_format = _DATE_FORMAT
    saved = BytesIO()
    book.save(saved)
    path = folder / file
    path.write_bytes(_without_times(saved.getvalue()))
    return path


def _without_times(workbook: bytes) -> bytes:
    """The workbook without the time at which it was saved."""
    written = BytesIO()
    with ZipFile(BytesIO(workbook)) as archive, ZipFile(written, "w", ZIP_DEFLATED) as plain:
        for part in archive.infolist():
            content = archive.read(part)
            if part.filename == "docProps/core.xml":
                content = _SAVED_AT.sub(_SAME_TIME, content)
            same = ZipInfo(part.filename, _NO_TIME)
            same.compress_type = ZIP_DEFLATED
            plain.writestr(same, content)
    return written.getvalue()
