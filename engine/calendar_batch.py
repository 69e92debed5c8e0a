"""Calendar batch files: many calculations in one CSV file, each answered on its own."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from calendars.library import CalendarError, calendar
from calendars.working_days import WorkingDayCalendar
from domain.errors import ProblemError
from intake.files.cell_days import cell_day
from intake.files.tables import TableRow, read_columns, read_table
from intake.reading import Reading, Refusal

ANSWER_COLUMNS = ("result", "provisional")

_TABLE = "calendar"
_NEEDED = ("id", "operation", "calendar", "start")
_DAYS = ("start", "end", "n")
_NUMBER = re.compile(r"[+-]?[0-9]{1,7}")

Calendars = Mapping[str, WorkingDayCalendar]


@dataclass(frozen=True, slots=True)
class Answer:
    """A date, or a number of working days.

    ``provisional`` says that it rests on days past the calendar's horizon.
    """

    result: date | int
    provisional: bool

    def __str__(self) -> str:
        return self.result.isoformat() if isinstance(self.result, date) else str(self.result)


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A row as it was read, by column, with its answer or with what is wrong with it."""

    cells: Mapping[str, str]
    answer: Answer | None
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Batch:
    """A file's columns, without those for answers, and its rows in order."""

    columns: tuple[str, ...]
    rows: tuple[AnsweredRow, ...]

    @property
    def refusals(self) -> list[Refusal]:
        """What was wrong with rows that have no answer."""
        return [row.refusal for row in self.rows if row.refusal is not None]


def answer_batch(data: bytes, file: str, own_calendars: Calendars) -> Batch:
    """Answer every row of a CSV file; a row that cannot be answered is refused by itself.

    ``file`` is its name, for the refusals. ``own_calendars`` are those that the person brought
    and go before the ones that come with the program. Raises ProblemError for a file that
    cannot be used at all: ``wrong_encoding``, ``repeated_column``, ``missing_columns``.
    """
    columns = read_columns(data)
    reading = Reading()
    table = read_table(data, table=_TABLE, file=file, needed=_NEEDED, reading=reading)
    for refusal in reading.refusals:
        if refusal.line == 0:
            raise ProblemError(refusal.code, refusal.message, refusal.remedy)
    cells = {row.number: row.cells for row in table}
    answers: dict[int, Answer] = {}
    for row in table:
        number = row.number
        try:
            if unclear := next((name for name in _DAYS if _is_unclear(row, name)), None):
                raise row.month_first.problem(unclear)
            answers[number] = _answer(row.cells, own_calendars)
        except (ProblemError, CalendarError) as wrong:
            problem = ProblemError(wrong.code, wrong.message, wrong.remedy)
            reading.refuse(number, None, problem)
    refusals = {refusal.line: refusal for refusal in reading.refusals}
    return Batch(
        tuple(name for name in columns if name not in ANSWER_COLUMNS),
        tuple(
            AnsweredRow(cells.get(number, {}), answers.get(number), refusals.get(row.line))
            for number, row in enumerate(reading.rows)
        ),
    )


def _is_unclear(row: TableRow, column: str) -> bool:
    return row.month_first.refuses(column, row.cells.get(column, ""))


def _answer(row: Mapping[str, str], own_calendars: Calendars) -> Answer:
    operation = row["operation"]
    chosen = own_calendars.get(row["calendar"]) or calendar(row["calendar"])
    if count := _COUNTS.get(operation):
        start, end = _day(row, "start"), _day(row, "end" if row.get("end") else "n")
        return Answer(count(chosen, start, end), chosen.is_provisional(max(start, end)))
    if operation not in OPERATIONS:
        raise ProblemError(
            "unknown_operation",
            "There is no such operation.",
            f"Use one of: {', '.join(OPERATIONS)}.",
        )
    return calculate(operation, chosen, _day(row, "start"), _number(row))


def calculate(operation: str, chosen: WorkingDayCalendar, start: date, n: int) -> Answer:
    """The date that an ``add_...`` operation gives.

    It is provisional when the calendar was asked and a day concerned lies past its horizon.
    Raises the CalendarErrors of WorkingDayCalendar and ProblemError ``result_out_of_range``.
    """
    if add := _WORKING_DAYS.get(operation):
        result = add(chosen, start, n)
        return Answer(result, chosen.is_provisional(max(start, result)))
    name, _, way = operation.partition("_roll_")
    try:
        reached = _PLAIN[name](start, n)
    except (OverflowError, ValueError):
        raise ProblemError(
            "result_out_of_range",
            "The result lies outside the years 1 to 9999.",
            "Check the number.",
        ) from None
    if not way:
        return Answer(reached, False)
    result = _ROLL[way](chosen, reached)
    return Answer(result, chosen.is_provisional(max(reached, result)))


def _day(row: Mapping[str, str], column: str) -> date:
    text = row.get(column)
    if not text:
        raise _missing("end, for a count," if column == "n" else column)
    try:
        return cell_day(text)
    except ValueError:
        raise ProblemError(
            "impossible_date",
            f"{column} cannot be read as a date, or there is no such day.",
            "Write dates as YYYY-MM-DD, for example 2024-12-20.",
        ) from None


def _number(row: Mapping[str, str]) -> int:
    text = row.get("n")
    if not text:
        raise _missing("n")
    if not _NUMBER.fullmatch(text):
        raise ProblemError(
            "bad_number", "n is not a whole number of at most seven digits.", "Write it in digits."
        )
    return int(text)


def _missing(what: str) -> ProblemError:
    return ProblemError("missing_field", f"{what} is missing.", "Fill in the cell.")


def _add_months(start: date, n: int) -> date:
    # pendulum takes a while to load, and only months need it.
    from domain.counting import add_months

    return add_months(start, n)


_WORKING_DAYS: Mapping[str, Callable[[WorkingDayCalendar, date, int], date]] = {
    "add_working_days": WorkingDayCalendar.add_working_days,
    "add_working_days_start_is_day1": WorkingDayCalendar.add_working_days_start_is_day1,
}
_PLAIN: Mapping[str, Callable[[date, int], date]] = {
    "add_calendar_days": lambda start, n: start + timedelta(days=n),
    "add_weeks": lambda start, n: start + timedelta(weeks=n),
    "add_months": _add_months,
}
_ROLL: Mapping[str, Callable[[WorkingDayCalendar, date], date]] = {
    "next": WorkingDayCalendar.first_working_day_on_or_after,
    "previous": WorkingDayCalendar.last_working_day_on_or_before,
}
_COUNTS: Mapping[str, Callable[[WorkingDayCalendar, date, date], int]] = {
    "count_working_days": WorkingDayCalendar.count_working_days,
    "count_working_days_inclusive": WorkingDayCalendar.count_working_days_inclusive,
}

OPERATIONS = (
    *_WORKING_DAYS,
    *(f"{name}{way}" for name in _PLAIN for way in ("", "_roll_next", "_roll_previous")),
    *_COUNTS,
)
