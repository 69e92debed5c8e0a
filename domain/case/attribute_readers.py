"""How the values of an event's attributes are read: what may be said, and in what words.

The store holds no names and no free text: a value is a date, an instant, a yes or no, a whole
number, one of a list of words, or a short code. Each reader takes what a file gives and returns it
as the engine keeps it, or raises ValueError that says what to give.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from domain.days import read_day

Reader = Callable[[Any], Any]
# Types of event, each with the attributes that it may carry.
Types = dict[str, dict[str, Reader]]

# A staff code. No spaces, so no full name.
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-/]{0,39}")
# A team, a reason or a category: a few words, too short for a sentence.
# Its letters are of any alphabet, its marks those in names of teams; none starts a formula.
_LABEL = re.compile(r"[^\W_][\w .\-/&()']{0,39}")
# Curved apostrophes and the dashes of typesetters, as a keyboard has them.
_SAME_MARK = {0x2018: "'", 0x2019: "'", 0x02BC: "'"} | dict.fromkeys(range(0x2010, 0x2016), "-")


def when(value: Any) -> date | datetime:
    """A date, or an instant with its offset."""
    day, instant = read_day(value)
    return instant or day


def day(value: Any) -> date:
    """A date."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = str(value).strip()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("a date, such as 2024-12-20")
    return date.fromisoformat(text)


def yes_no(value: Any) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    known = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    try:
        return known[str(value).strip().lower()]
    except KeyError:
        raise ValueError("true or false") from None


def number(value: Any) -> int:
    """A whole number of at most six digits."""
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,6}", text):
        raise ValueError("a whole number")
    return int(text)


def code(value: Any) -> str:
    """A short code without spaces, such as that of a member of staff."""
    text = str(value).strip()
    if not _CODE.fullmatch(text):
        raise ValueError("a short code of letters and digits without spaces")
    return text


def label(value: Any) -> str:
    """A few words: a team, a reason or a category."""
    text = unicodedata.normalize("NFC", " ".join(str(value).split())).translate(_SAME_MARK)
    if not _LABEL.fullmatch(text) or text.count(" ") > 4:
        raise ValueError(
            "a short label of at most five words and 40 letters, digits, spaces and _ . - / & ( ) '"
            ", a letter or digit first"
        )
    return text


def one_of(*words: str) -> Reader:
    """One of these words, and no other."""

    def read(value: Any) -> str:
        text = str(value).strip()
        if text not in words:
            raise ValueError("one of " + ", ".join(words))
        return text

    return read


def plain(*names: str) -> Types:
    """Types of event that say no more than that it happened."""
    return {name: {} for name in names}
