"""List 8: children looked after now, or at some time in the last twelve months."""

import re
from datetime import date, timedelta

from intake.annex_a.cells import Cells
from intake.annex_a.kept import Kept
from intake.care_codes import CARE_CEASED, LEGAL_STATUS, LONG_TERM, PLACEMENT, WITH_PARENTS

# A review in the first month of care is the first one. A later one may be any: a first review
# is due within 20 working days, and the list shows only the latest.
_FIRST_MONTH = timedelta(days=31)

_STATUS = re.compile(r"\b([CDEVLJ]\d)\b")
_PLACEMENT = re.compile(r"\b([AHKPRSTUZ]\d)\b")
_REASON = re.compile(r"\b(E\d{1,2}[AB]?)\b")


def keep_child(cells: Cells, kept: Kept) -> None:
    """Care, legal status, placement, and the latest review, visit and health checks of a child."""
    child, began = cells.name("child"), cells.day("started", needed=True)
    born = cells.day("born")
    if born is not None and began is not None and born > began:
        cells.refuse("born", "impossible_order")
        born = None
    ended = cells.day_after("ceased", began)
    reviewed = _within("reviewed", cells, began, ended)
    visited = _within("visited", cells, began, ended)
    # Health and dental checks may be older than the period of care, and are then of no use here.
    health, dental = cells.day_after("health", born), cells.day_after("dental", born)
    if child is None or began is None:
        return
    if born is not None:
        kept.keep(cells, "born", child, "born", born, key=())
    _keep_care(cells, kept, child, began, reviewed)
    _keep_placement(cells, kept, child, began, ended)
    for column, type_name, on in (
        ("reviewed", "review_held", reviewed),
        ("visited", "child_visited", visited),
        ("health", "health_assessment_completed", health),
        ("dental", "dental_check_completed", dental),
    ):
        if on is not None and on >= began and (ended is None or on <= ended):
            kept.keep(cells, column, child, type_name, on)
    reason = None if ended is None else _code(cells, "reason", _REASON, CARE_CEASED)
    said = {} if reason is None else {"reason": reason}
    end = "ceased_looked_after"
    kept.keep_end(cells, "ceased", child, end, began=began, ended=ended, said=said)


def _keep_care(cells: Cells, kept: Kept, child: str, began: date, reviewed: date | None) -> None:
    status = _code(cells, "status", _STATUS, LEGAL_STATUS)
    since = cells.day_after("status_since", began)
    # Without its own date, the status is the only one known of this period of care.
    at_start = {"legal_status": status} if status and (since is None or since == began) else {}
    already = reviewed is not None and reviewed > began + _FIRST_MONTH
    key = (began.isoformat(),)
    seen = {"already_looked_after": True} if already else {}
    kept.keep(cells, "started", child, "became_looked_after", began, said=at_start | seen, key=key)
    if status is not None and since is not None and since > began:
        said = {"legal_status": status}
        kept.keep(cells, "status_since", child, "legal_status_changed", since, said=said)


def _keep_placement(cells: Cells, kept: Kept, child: str, began: date, ended: date | None) -> None:
    placed = _within("placed", cells, began, ended)
    placement = _code(cells, "placement", _PLACEMENT, PLACEMENT)
    if placed is None:
        return
    said: dict[str, str | bool] = {}
    if placement is not None:
        said["type"] = placement
    if placement in WITH_PARENTS:
        said["with_parents"] = True
    if placement in LONG_TERM:
        said["long_term"] = True
    kept.keep(cells, "placed", child, "placement_started", placed, said=said)


def _within(column: str, cells: Cells, began: date | None, ended: date | None) -> date | None:
    found = cells.day_after(column, began)
    if found is not None and ended is not None and found > ended:
        cells.refuse(column, "impossible_order")
        return None
    return found


def _code(cells: Cells, column: str, pattern: re.Pattern[str], known: frozenset[str]) -> str | None:
    text = cells.text(column)
    if text is None:
        return None
    for found in pattern.findall(text.upper()):
        if found in known:
            return str(found)
    cells.refuse(column, "unknown_code")
    return None
