"""The Reviews table: the dates of a child's reviews, and how the child took part."""

from collections.abc import Iterator
from datetime import date, datetime

from domain.case.events import Event
from intake.care_codes import FOUR_YEARS, PARTICIPATION, SHORT_BREAKS, UNDER_FOUR
from intake.files.tables import TableRow
from intake.keys import natural_event
from intake.reading import Reading
from intake.ssda903 import SOURCE
from intake.ssda903.cells import Cells
from intake.ssda903.known import Known


def read_reviews(
    rows: list[TableRow], known: Known, *, now: datetime, reading: Reading
) -> Iterator[tuple[Cells, Event]]:
    """One ``review_held`` for each child and date, with the row that it came from."""
    held: dict[tuple[str, date], str | None] = {}
    for row in rows:
        cells = Cells(reading, row, now)
        child = cells.child()
        on = cells.day("review", "ssda903_166")
        if child is None or on is None or not _was_looked_after(cells, child, on, known):
            continue
        participation = cells.text("review_code")
        if (child, on) in held:
            if held[child, on] == participation:
                reading.rows[row.number].repeats = True
            else:
                cells.refuse("review_code", "contradicts_earlier_row")
            continue
        held[child, on] = participation
        code = cells.code("review_code", PARTICIPATION, "ssda903_167")
        _check_birth(cells, child, on, code, known)
        attributes = {} if code is None else {"participation": code}
        key = (on.isoformat(),)
        yield cells, natural_event(SOURCE, child, "review_held", on, attributes, key=key)


def _was_looked_after(cells: Cells, child: str, on: date, known: Known) -> bool:
    if known.is_before_birth(child, on):
        cells.refuse("review", "review_before_birth")
        return False
    if known.periods is None:
        return True
    periods = known.periods.get(child, [])
    if not periods:
        cells.warn("child", "review_of_child_without_episodes")
        return True
    period = known.period_on(child, on)
    if period is not None:
        if period.episode_on(on).legal_status in SHORT_BREAKS:
            cells.warn("review", "ssda903_399")
        return True
    if on > periods[0].began_on:
        cells.refuse("review", "review_after_care_ended")
        return False
    if periods[0].shows_its_start:
        cells.refuse("review", "review_before_care_began")
        return False
    # Care began before the return's first episode, so this can be right.
    cells.warn("review", "review_before_first_episode")
    return True


def _check_birth(cells: Cells, child: str, on: date, code: str | None, known: Known) -> None:
    known.check_child(cells, child, missing="ssda903_INT08", other_dob="ssda903_INT17")
    born_on = known.births.get(child)
    if born_on is None:
        return
    had_birthday = (on.month, on.day) >= (born_on.month, born_on.day)
    age = on.year - born_on.year - (not had_birthday)
    if code == UNDER_FOUR and age >= FOUR_YEARS:
        cells.warn("review_code", "ssda903_440")
    elif code not in (None, UNDER_FOUR) and age < FOUR_YEARS:
        cells.warn("review_code", "ssda903_441")
