"""Reading one cell of a table, whatever program wrote it: what it names, what it says, or nothing.

Dates are in ``cell_days``. A text is taken as it was meant: full-width digits are digits, a
no-break space is a space, and what cannot be seen is not there.
"""

import re
import unicodedata
from datetime import date, datetime
from enum import Enum

from intake.keys import number_lost, read_name


class Unusable(Enum):
    """Why a cell of a workbook has no value."""

    NOT_WORKED_OUT = "formula_without_value"
    EXCEL_ERROR = "excel_error"


Cell = str | int | float | bool | date | datetime | Unusable | None

# What is written where nothing is known, by people and by the programs that export for them.
_BLANKS = frozenset(
    {
        "",
        "-",
        "--",
        "(blank)",
        "(null)",
        "<na>",
        "<null>",
        "\\n",
        "n/a",
        "na",
        "nan",
        "nat",
        "nil",
        "none",
        "not applicable",
        "null",
    }
)
_LONGEST_BLANK = max(map(len, _BLANKS))
# What a spreadsheet shows where a formula failed, or where a column is too narrow for a number.
_EXCEL_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)", re.I)
# A text kept from being a number: ="0701", or '0701.
_KEPT_AS_TEXT = re.compile(r'="(?P<text>[^"]*)"|\'(?P<marked>[0-9].*)')
_POINT_ZERO = re.compile(r"([0-9]+)\.0+")
_THOUSANDS = re.compile(r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.0+)?")
# From the hyphen to the horizontal bar, the minus sign, and the small and full-width hyphens.
_DASHES = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE63, 0xFF0D], "-")
# From here on a spreadsheet no longer keeps every digit of a number.
_LARGEST_WHOLE = 10**15


def plain(text: str) -> str:
    """A text without spaces at its ends, its digits and spaces those of a keyboard."""
    if text.isascii():
        return text.strip()
    return "".join(map(_plain_letter, text)).strip()


def _plain_letter(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Nd":
        return str(unicodedata.digit(letter))
    return " " if kind == "Zs" else "" if kind == "Cf" else letter


def plain_marks(text: str) -> str:
    """As ``plain``, the dashes and strokes those of a keyboard too, and single spaces."""
    if not text.isascii():
        text = plain(text).translate(_DASHES).replace("\N{FULLWIDTH SOLIDUS}", "/")
    kept = _KEPT_AS_TEXT.fullmatch(text.strip()) if text[:1] in {"=", "'"} else None
    return " ".join((kept["text"] or kept["marked"] or "" if kept else text).split())


def is_blank(value: Cell) -> bool:
    """Whether a cell says nothing: empty, or a word such as ``NULL``, ``N/A`` or ``-``."""
    if value is None:
        return True
    if isinstance(value, float):
        return value != value  # noqa: PLR0124 - NaN, and nothing else
    # A longer text is none of them; what cannot be seen may make one longer.
    if not isinstance(value, str) or len(value) > (_LONGEST_BLANK if value.isascii() else 100):
        return isinstance(value, str) and value.isspace()
    return plain_marks(value).lower() in _BLANKS


def is_excel_error(value: Cell) -> bool:
    """Whether a cell holds what a spreadsheet shows where a formula failed."""
    return isinstance(value, str) and _EXCEL_ERROR.fullmatch(value.strip()) is not None


def cell_text(value: Cell) -> str:
    """What stands in a cell, spaces joined; empty where it says nothing."""
    if is_blank(value) or isinstance(value, Unusable):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(plain(str(value)).split())


def cell_count(value: Cell) -> str:
    """As ``cell_text``, but a whole number without the ``.0`` that programs write behind it."""
    text = cell_text(value)
    whole = _POINT_ZERO.fullmatch(text)
    return whole[1] if whole else text


def cell_name(value: Cell, field: str) -> str:
    """The identifier in a cell: ``701``, ``701.0`` and ``="701"`` are the same.

    Raises ProblemError ``missing_field`` where it says nothing, ``number_lost`` where a
    spreadsheet has damaged it and ``bad_name`` for what is no name.
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _LARGEST_WHOLE:
        raise number_lost()
    if is_blank(value):
        return read_name(None, field)
    if not isinstance(value, str):
        whole = isinstance(value, int) and not isinstance(value, bool)
        return read_name(value if whole else False, field)
    text = plain(value)
    if text[:1] in {"=", "'"} and (kept := _KEPT_AS_TEXT.fullmatch(text)):
        text = kept["text"] or kept["marked"] or ""
    if whole_number := _POINT_ZERO.fullmatch(text):
        text = whole_number[1]
    elif grouped := _THOUSANDS.fullmatch(text):
        text = grouped[1].replace(",", "")
    return read_name(text, field)
