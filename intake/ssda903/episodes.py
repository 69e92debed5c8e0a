"""The Episodes table: one row for each stretch of one placement under one legal status."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from intake.care_codes import (
    CARE_CEASED,
    CONTINUES,
    LEGAL_STATUS,
    LOCATION,
    NEW_EPISODE,
    PLACEMENT,
    REASON_PLACE_CHANGE,
)
from intake.files.tables import TableRow
from intake.reading import Reading
from intake.ssda903.cells import Cells

# Rule 353: the day on which the Children Act 1989 came into force.
_FIRST_DAY = date(1991, 10, 14)
_WHERE = ("place_provider", "pl_post", "urn")


@dataclass(frozen=True, slots=True)
class Episode:
    """One episode. A code is None where its cell was refused.

    ``ended_on`` is None while the episode lasts, which is when it ``is_open``, or when its end
    cannot be told; ``reason_ended`` is then None too. ``out_of_area`` is None where the return does
    not say. ``where`` is what tells one home from another, as it stands in the return. One that
    ``overlaps`` begins while, by another row, the child is looked after.
    """

    began_on: date
    reason_began: str | None
    legal_status: str | None
    placement: str | None
    ended_on: date | None
    reason_ended: str | None
    cells: Cells
    why_moved: str | None = None
    out_of_area: bool | None = None
    where: tuple[str, ...] = field(default=(), compare=False)
    is_open: bool = False
    overlaps: bool = False

    def says_the_same_as(self, other: "Episode") -> bool:
        """Whether two rows tell the same."""
        return replace(self, cells=other.cells) == other


def read_episodes(
    rows: list[TableRow], *, now: datetime, reading: Reading
) -> dict[str, list[Episode]]:
    """Each child's episodes as they stand, in the order of the rows."""
    by_child: dict[str, list[Episode]] = {}
    for row in rows:
        cells = Cells(reading, row, now)
        child = cells.child()
        if child is not None and (episode := _episode(cells)) is not None:
            by_child.setdefault(child, []).append(episode)
    return by_child


def _episode(cells: Cells) -> Episode | None:
    began_on = cells.day("decom", "ssda903_141")
    if began_on is None:
        return None
    if began_on < _FIRST_DAY:
        cells.refuse("decom", "ssda903_353")
        return None
    ended_on, reason_ended = _end(cells)
    if ended_on is not None and ended_on < began_on:
        cells.refuse("dec", "ssda903_356")
        return None
    return Episode(
        began_on=began_on,
        reason_began=cells.code("rne", NEW_EPISODE, "ssda903_143"),
        legal_status=cells.code("ls", LEGAL_STATUS, "ssda903_144"),
        placement=cells.code("place", PLACEMENT, "ssda903_146"),
        ended_on=ended_on,
        reason_ended=reason_ended,
        cells=cells,
        why_moved=cells.code_if_any("reason_place_change", REASON_PLACE_CHANGE, "ssda903_1009"),
        out_of_area=LOCATION.get(cells.text("pl_location")),
        where=tuple(cells.text(column) for column in _WHERE),
        is_open=not cells.text("dec") and cells.text("rec") in {"", CONTINUES},
    )


def _end(cells: Cells) -> tuple[date | None, str | None]:
    date_is_blank, reason = not cells.text("dec"), cells.text("rec")
    ended_on = None if date_is_blank else cells.day("dec", "ssda903_147")
    if date_is_blank and reason in {"", CONTINUES}:
        # An open episode; with X1 it is coded wrongly, but nothing is lost.
        if reason:
            cells.warn("dec", "ssda903_148")
        return None, None
    if date_is_blank or not reason:
        cells.refuse("dec" if date_is_blank else "rec", "ssda903_148")
        return ended_on, None
    reason_ended = cells.code("rec", CARE_CEASED | {CONTINUES}, "ssda903_149")
    return ended_on, reason_ended if ended_on is not None else None
