"""Which of several rows of one complaint is believed: the open one before one that was answered,
and the longer before the shorter."""

from collections.abc import Iterable, Mapping
from datetime import date

from domain.errors import ProblemError
from intake.complaints.columns import COLUMNS, DATED
from intake.files.cell_days import cell_day
from intake.files.cells import cell_name, cell_text
from intake.files.tables import TableRow

_STAGES = (
    ("stage3_requested_on", "stage3_responded_on"),
    ("stage2_requested_on", "stage2_responded_on"),
    ("stage2_agreed_on", "stage2_responded_on"),
    ("received_on", "stage1_responded_on"),
)


def believed_rows(rows: Iterable[TableRow]) -> dict[str, TableRow]:
    """The row that is believed of each reference that can be used; of rows alike, the first."""
    found: dict[str, TableRow] = {}
    for row in rows:
        try:
            reference = cell_name(row.cells["reference"], "reference")
        except ProblemError:
            continue
        known = found.setdefault(reference, row)
        if known is not row and _weight(row) > _weight(known):
            found[reference] = row
    return found


def content_of(row: TableRow) -> Mapping[str, str]:
    """What a row says, in the columns that are read."""
    return {name: cell_text(row.cells.get(name)) for name in COLUMNS}


def _weight(row: TableRow) -> tuple[bool, int, int]:
    content = content_of(row)
    received = _day(content["received_on"]) or date.max
    is_open = _is_open(content)
    happened = [column.name for column in DATED if not column.may_be_ahead]
    days = [day for name in happened if (day := _day(content[name])) is not None]
    until = date.max if is_open else max(days, default=received)
    return is_open, (until - received).days, sum(map(bool, content.values()))


def _is_open(content: Mapping[str, str]) -> bool:
    """Whether the last stage that was asked for has no response, and nothing was withdrawn."""
    if content["withdrawn_on"]:
        return False
    answers = (answer for asked, answer in _STAGES if content[asked])
    return not content[next(answers, "stage1_responded_on")]


def _day(text: str) -> date | None:
    try:
        return cell_day(text)
    except ValueError:
        return None
