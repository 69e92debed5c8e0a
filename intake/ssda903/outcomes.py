"""The OC2 table: a child's health over the year, as yes or no and without dates."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from domain.case.events import Event
from intake.care_codes import HIGHEST_SDQ_SCORE, SDQ_REASON
from intake.days import latest_day
from intake.files.tables import TableRow
from intake.keys import natural_event
from intake.reading import Reading
from intake.ssda903 import SOURCE
from intake.ssda903.cells import Cells
from intake.ssda903.known import Known

_YES_NO = {
    "health_assessment": "health_assessment",
    "teeth_check": "dental_check",
    "immunisations": "immunisations",
    "health_check": "development_checks",
}


def read_outcomes(
    rows: list[TableRow], known: Known, *, year_ends_on: date, now: datetime, reading: Reading
) -> Iterator[tuple[Cells, Event]]:
    """One ``annual_health_return_recorded`` for each child, on 31 March of the return's year.

    The table says that something was done in the year, never when: so no clock of a health
    assessment can start or end with it. A row that fills no cell that is read is set aside, and
    so is every row as long as the year lasts.
    """
    told: dict[str, dict[str, Any]] = {}
    for row in rows:
        cells = Cells(reading, row, now)
        child = cells.child()
        if child is None:
            continue
        known.check_child(cells, child, missing="ssda903_INT05", other_dob="ssda903_INT14")
        attributes = _attributes(cells)
        if child in told:
            if told[child] == attributes:
                cells.repeats()
            else:
                cells.refuse("child", "ssda903_INT33")
            continue
        told[child] = attributes
        if not attributes:
            cells.set_aside("nothing_filled_in")
        elif year_ends_on > latest_day(now):
            cells.set_aside("year_not_over")
        else:
            _check_twelve_months(cells, child, year_ends_on, known)
            key = (year_ends_on.isoformat(),)
            name = "annual_health_return_recorded"
            yield cells, natural_event(SOURCE, child, name, year_ends_on, attributes, key=key)


def _attributes(cells: Cells) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, attribute in _YES_NO.items():
        value = cells.yes_no(column, "ssda903_181")
        if value is not None:
            found[attribute] = value
    score = cells.text("sdq_score")
    if score:
        if score.isascii() and score.isdigit() and len(score) < 4:
            number = int(score)
            if number <= HIGHEST_SDQ_SCORE:
                found["sdq_score"] = number
        if "sdq_score" not in found:
            cells.refuse("sdq_score", "ssda903_180")
    reason = cells.code_if_any("sdq_reason", SDQ_REASON, "ssda903_196")
    if reason is not None:
        found["sdq_reason"] = reason
    if score and reason is not None:
        cells.warn("sdq_reason", "ssda903_197a")
    return found


def _check_twelve_months(cells: Cells, child: str, year_ends_on: date, known: Known) -> None:
    if known.periods is None:
        return
    period = known.period_on(child, year_ends_on)
    year_began_on = date(year_ends_on.year - 1, 4, 1)
    if period is None or (period.shows_its_start and period.began_on > year_began_on):
        cells.warn("child", "ssda903_190")
