"""A return of which some dates can no longer be read."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

_DATE = re.compile(rb"(?<![0-9])(?:\d{2}/\d{2}/\d{4}|\d{4}-\d{2}-\d{2})(?![0-9])")

# What becomes of a date on its way through a spreadsheet, a keyboard or a broken export.
_DAMAGES: tuple[Callable[[date], str], ...] = (
    lambda day: f"41/{day:%m/%Y}",
    lambda day: f"{day:%d}/13/{day:%Y}",
    lambda day: f"{day:%d/%m}/2205",
    lambda day: f"{day:%d/%m/}{str(day.year)[:2]}",
    lambda day: f"{day:%d%m}?{day:%Y}",
    lambda day: f"0000{day:-%m-%d}",
)


def damage(source: Path, target: Path, *, share: float, seed: int) -> int:
    """Copy a file or folder with about ``share`` of its dates damaged; gives how many were."""
    random = Random(seed)
    if source.is_dir():
        target.mkdir()
        return sum(
            _damage_file(each, target / each.name, share, random)
            for each in sorted(source.iterdir())
        )
    return _damage_file(source, target, share, random)


def _damage_file(source: Path, target: Path, share: float, random: Random) -> int:
    if source.suffix == ".xlsx":
        return _damage_workbook(source, target, share, random)
    shutil.copy(source, target)
    number = 0

    def damaged(found: re.Match[bytes]) -> bytes:
        nonlocal number
        if random.random() >= share:
            return found[0]
        number += 1
        return random.choice(_DAMAGES)(_day(found[0].decode())).encode()

    target.write_bytes(_DATE.sub(damaged, source.read_bytes()))
    return number


def _damage_workbook(source: Path, target: Path, share: float, random: Random) -> int:
    from openpyxl import load_workbook

    book = load_workbook(source)
    number = 0
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, date) and random.random() < share:
                    cell.value = random.choice(_DAMAGES)(cell.value)
                    number += 1
    book.save(target)
    return number


def _day(text: str) -> date:
    if "/" in text:
        day, month, year = text.split("/")
        return date(int(year), int(month), int(day))
    return date.fromisoformat(text)
