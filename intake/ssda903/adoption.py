"""The tables AD1 and PlacedAdoption: decisions on adoption, and matches.

``DATE_PLACED`` is, for all its name, the day on which the agency decided that the child should
be placed for adoption (rule 115), and AD1's ``DATE_INT`` is the same day (rule 523). The day of
the placement itself stands in the episodes.
"""

from collections.abc import Iterator
from datetime import date, datetime

from domain.case.events import Event
from intake.care_codes import ADOPTED, PLACED_FOR_ADOPTION, REASON_REVERSED
from intake.files.tables import TableRow
from intake.keys import natural_event
from intake.reading import Reading
from intake.ssda903 import SOURCE
from intake.ssda903.cells import Cells
from intake.ssda903.known import Known

Decisions = dict[str, set[date]]


def read_decisions(
    rows: list[TableRow], known: Known, *, now: datetime, reading: Reading
) -> Iterator[tuple[Cells, Event]]:
    """``adoption_decision_made`` and ``adoption_decision_reversed``, with their rows."""
    told: dict[tuple[str, date], tuple[date | None, str]] = {}
    for row in rows:
        cells = Cells(reading, row, now)
        child = cells.child()
        decided_on = cells.day("date_placed", "ssda903_115")
        ceased_on = cells.day_if_any("date_placed_ceased", "ssda903_116")
        reason = cells.text("reason_placed_ceased")
        if bool(reason) != bool(cells.text("date_placed_ceased")):
            cells.refuse("date_placed_ceased", "ssda903_119")
            ceased_on = None
        cells.code_if_any("reason_placed_ceased", REASON_REVERSED, "ssda903_120")
        if child is None or decided_on is None or not _fits(cells, child, decided_on, known):
            continue
        if ceased_on is not None and ceased_on < decided_on:
            cells.refuse("date_placed_ceased", "ssda903_522")
            continue
        if (child, decided_on) in told:
            if told[child, decided_on] == (ceased_on, reason):
                cells.repeats()
            else:
                cells.refuse("date_placed", "contradicts_earlier_row")
            continue
        told[child, decided_on] = ceased_on, reason
        known.check_child(cells, child, missing="ssda903_INT02", other_dob="ssda903_INT12")
        key = (decided_on.isoformat(),)
        yield cells, natural_event(SOURCE, child, "adoption_decision_made", decided_on, key=key)
        if ceased_on is not None:
            name = "adoption_decision_reversed"
            yield cells, natural_event(SOURCE, child, name, ceased_on, key=key)


def _fits(cells: Cells, child: str, decided_on: date, known: Known) -> bool:
    if known.is_before_birth(child, decided_on):
        cells.refuse("date_placed", "ssda903_184")
        return False
    periods = (known.periods or {}).get(child)
    if periods and periods[0].shows_its_start and decided_on < periods[0].began_on:
        cells.warn("date_placed", "ssda903_1003")
    return True


def read_adoptions(
    rows: list[TableRow],
    known: Known,
    decided: Decisions,
    *,
    now: datetime,
    reading: Reading,
) -> Iterator[tuple[Cells, Event]]:
    """``match_approved``, and the decision where the other table does not tell it already.

    ``decided`` are the days on which, by that table, it was decided for each child.
    """
    told: dict[str, tuple[date | None, date | None]] = {}
    for row in rows:
        cells = Cells(reading, row, now)
        child = cells.child()
        decided_on = cells.day("date_int", "ssda903_112")
        matched_on = cells.day("date_match", "ssda903_113")
        if child is None or (decided_on is None and matched_on is None):
            continue
        if child in told:
            if told[child] == (decided_on, matched_on):
                cells.repeats()
            else:
                cells.refuse("child", "ssda903_INT31")
            continue
        told[child] = decided_on, matched_on
        if decided_on is not None and matched_on is not None and matched_on < decided_on:
            cells.refuse("date_int", "ssda903_333")
            continue
        known.check_child(cells, child, missing="ssda903_INT01", other_dob="ssda903_INT11")
        _check_adopted(cells, child, known)
        if decided_on is not None and decided_on not in decided.get(child, ()):
            if decided.get(child):
                cells.warn("date_int", "ssda903_523")
            key = (decided_on.isoformat(),)
            yield cells, natural_event(SOURCE, child, "adoption_decision_made", decided_on, key=key)
        if matched_on is not None:
            yield cells, natural_event(SOURCE, child, "match_approved", matched_on)
        elif decided_on in decided.get(child, ()):
            cells.repeats()


def _check_adopted(cells: Cells, child: str, known: Known) -> None:
    if known.periods is None:
        return
    ends = [each.episodes[-1].reason_ended for each in known.periods.get(child, [])]
    if not any(reason in ADOPTED for reason in ends):
        cells.warn("child", "ssda903_602")


def check_placed_and_adopted(
    known: Known, decisions: Decisions | None, adopted: set[str] | None
) -> None:
    """Warn of children placed without a decision, and of children adopted without details.

    ``decisions`` and ``adopted``, the children of AD1, are None where the return has no such
    table.
    """
    for child, periods in (known.periods or {}).items():
        for episode in (episode for period in periods for episode in period.episodes):
            if episode.placement in PLACED_FOR_ADOPTION and decisions is not None:
                made = decisions.get(child)
                if not made:
                    episode.cells.warn("place", "ssda903_551")
                elif episode.began_on < min(made):
                    episode.cells.warn("decom", "ssda903_552")
            if episode.reason_ended in ADOPTED and adopted is not None and child not in adopted:
                episode.cells.warn("rec", "ssda903_601")
