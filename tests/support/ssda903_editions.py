"""SSDA903 returns of one or two children, written edition after edition."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from intake.reading import Reading
from intake.ssda903.reader import read_return
from tests.support.editions import british, emptied
from tests.unit.intake.rows import EPISODES, HEADER, NOW, REVIEWS, child, episode, review

MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END"
COLUMNS = {"header": HEADER, "episodes": EPISODES, "reviews": REVIEWS, "missing": MISSING}
_SMALL = {
    "oc2": "CHILD,DOB,TEETH_CHECK",
    "ad1": "CHILD,DOB,DATE_INT,DATE_MATCH",
    "placed_for_adoption": "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
}


def a_return(
    folder: Path,
    tables: Mapping[str, Sequence[str]] | None = None,
    *,
    year: int | None = 2024,
    **more: Sequence[str],
) -> Reading:
    """A return of these rows; a table not named is not there."""
    emptied(folder)
    for name, rows in {**(tables or {}), **more}.items():
        (folder / f"{name}.csv").write_text("\n".join([(COLUMNS | _SMALL)[name], *rows]) + "\n")
    return read_return([folder], now=NOW, year=year)


def reviewed(
    folder: Path, *held: str, began: str = "2024-05-07", year: int | None = 2024, number: str = "1"
) -> Reading:
    """One child in care, with reviews on these days."""
    return a_return(
        folder,
        year=year,
        header=[child(number)],
        episodes=[episode(british(began), number=number)],
        reviews=[review(british(day), number=number) for day in held],
    )
