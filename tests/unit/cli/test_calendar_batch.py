"""Many calculations in one file, each answered or refused on its own."""

from datetime import date

import pytest

from calendars.library import calendar
from calendars.working_days import WorkingDayCalendar
from domain.errors import ProblemError
from engine.calendar_batch import OPERATIONS, Answer, Batch, answer_batch, calculate

ENGLAND = calendar("england-and-wales")
HEADER = "id,operation,calendar,start,n\n"


def answered(text: str, **own: WorkingDayCalendar) -> Batch:
    return answer_batch(text.encode(), "questions.csv", own)


def only(row: str) -> Answer:
    batch = answered(HEADER + row)
    assert batch.refusals == []
    answer = batch.rows[0].answer
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("operation", "start", "n", "result"),
    [
        ("add_working_days", "2024-12-20", 20, "2025-01-22"),
        ("add_working_days", "2024-12-28", 1, "2024-12-30"),
        ("add_working_days", "2025-01-02", -1, "2024-12-31"),
        ("add_working_days", "2024-12-28", 0, "2024-12-28"),
        ("add_working_days_start_is_day1", "2024-12-20", 1, "2024-12-20"),
        ("add_working_days_start_is_day1", "2024-12-21", 1, "2024-12-23"),
        ("add_calendar_days", "2024-12-20", 5, "2024-12-25"),
        ("add_calendar_days_roll_next", "2024-12-20", 5, "2024-12-27"),
        ("add_calendar_days_roll_previous", "2024-12-20", 5, "2024-12-24"),
        ("add_weeks", "2024-12-18", 1, "2024-12-25"),
        ("add_weeks_roll_next", "2024-12-18", 1, "2024-12-27"),
        ("add_weeks_roll_previous", "2024-12-18", 1, "2024-12-24"),
        ("add_months", "2024-08-31", 6, "2025-02-28"),
        ("add_months_roll_next", "2024-07-31", 4, "2024-12-02"),
        ("add_months_roll_previous", "2024-07-31", 4, "2024-11-29"),
        ("add_months", "2025-03-31", -1, "2025-02-28"),
    ],
)
def test_each_way_of_adding_gives_its_date(operation: str, start: str, n: int, result: str) -> None:
    found = calculate(operation, ENGLAND, date.fromisoformat(start), n)
    assert (str(found), found.provisional) == (result, False)


def test_a_working_day_reached_is_not_rolled() -> None:
    start = date(2024, 12, 16)
    assert calculate("add_weeks_roll_next", ENGLAND, start, 1).result == date(2024, 12, 23)
    assert calculate("add_weeks_roll_previous", ENGLAND, start, 1).result == date(2024, 12, 23)


@pytest.mark.parametrize(
    ("operation", "result"), [("count_working_days", 8), ("count_working_days_inclusive", 9)]
)
@pytest.mark.parametrize(
    "text",
    [
        "id,operation,calendar,start,end\n1,{},england-and-wales,2024-12-20,2025-01-06\n",
        "id,operation,calendar,start,n\n1,{},england-and-wales,2024-12-20,2025-01-06\n",
        "id,operation,calendar,start,n,end\n1,{},england-and-wales,2024-12-20,,2025-01-06\n",
    ],
)
def test_a_count_takes_its_end_from_either_column(operation: str, result: int, text: str) -> None:
    answer = answered(text.format(operation)).rows[0].answer
    assert answer == Answer(result, False)


def test_every_operation_of_the_contract_is_there() -> None:
    added = [f"add_{unit}" for unit in ("calendar_days", "weeks", "months")]
    assert set(OPERATIONS) == {
        "add_working_days",
        "add_working_days_start_is_day1",
        *(f"{name}{way}" for name in added for way in ("", "_roll_next", "_roll_previous")),
        "count_working_days",
        "count_working_days_inclusive",
    }


def test_a_date_past_the_last_announced_holiday_is_provisional() -> None:
    after = f"{ENGLAND.horizon.year + 1}-02-01"
    assert only(f"1,add_working_days,england-and-wales,{after},1").provisional
    assert only(f"1,add_working_days,england-and-wales,{after},-1").provisional
    assert only(f"1,add_weeks_roll_next,england-and-wales,{after},1").provisional
    assert only(f"1,count_working_days,england-and-wales,2024-01-01,{after}").provisional


def test_a_date_that_asked_no_calendar_is_never_provisional() -> None:
    after = f"{ENGLAND.horizon.year + 1}-02-01"
    assert not only(f"1,add_weeks,england-and-wales,{after},1").provisional
    assert not only(f"1,add_working_days,none,{after},1").provisional


def test_a_calendar_that_was_brought_goes_before_one_of_the_program() -> None:
    own = WorkingDayCalendar("none", "Ours", {date(2024, 12, 23): "Closed"})
    batch = answered(HEADER + "1,add_working_days,none,2024-12-20,1", none=own)
    assert str(batch.rows[0].answer) == "2024-12-24"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("1,subtract,none,2024-12-20,1", "unknown_operation"),
        ("1,add_working_days,mars,2024-12-20,1", "unknown_calendar"),
        ("1,add_working_days,none,2024-02-30,1", "impossible_date"),
        ("1,add_working_days,none,,1", "missing_field"),
        ("1,add_working_days,none,2024-12-20,", "missing_field"),
        ("1,count_working_days,none,2024-12-20,", "missing_field"),
        ("1,count_working_days,none,2024-12-20,20", "impossible_date"),
        ("1,add_working_days,none,2024-12-20,1.5", "bad_number"),
        ("1,add_working_days_start_is_day1,none,2024-12-20,0", "day_zero"),
        ("1,add_working_days,none,2024-12-20,9999999", "date_outside_calendar"),
        ("1,add_calendar_days,none,2024-12-20,9999999", "result_out_of_range"),
        ("1,add_months,none,2024-12-20,9999999", "result_out_of_range"),
        ("1,add_weeks_roll_next,none,2074-12-20,999", "date_outside_calendar"),
        ("1,add_working_days,none,2024-12-20,1,more", "too_many_cells"),
        ('1,add_working_days,none,"2024-12-20,1', "bad_quotes"),
    ],
)
def test_a_bad_row_is_refused_and_its_neighbours_are_answered(row: str, code: str) -> None:
    good = "g,add_working_days,none,2024-12-20,1"
    batch = answered(f"{HEADER}{good}\n{row}\n{good}\n")
    assert [(one.line, one.code) for one in batch.refusals] == [(3, code)]
    assert [row.answer is None for row in batch.rows] == [False, True, False]


def test_starts_that_may_be_of_two_days_are_not_answered_where_others_are_month_first() -> None:
    rows = [
        f"{n},add_working_days,none,{day},1" for n, day in enumerate(["04/22/2025", "2/5/2025"])
    ]
    batch = answered(HEADER + "\n".join(rows))
    assert [(one.line, one.code) for one in batch.refusals] == [
        *((2, "impossible_date"), (3, "month_first"))
    ]


def test_a_refusal_does_not_repeat_what_was_in_the_row() -> None:
    batch = answered(HEADER + "secret,secret,secret,secret,secret")
    assert "secret" not in f"{batch.refusals[0].message}{batch.refusals[0].remedy}"


def test_a_file_without_its_columns_is_a_problem() -> None:
    with pytest.raises(ProblemError) as problem:
        answered("id,operation,n\n1,add_working_days,1\n")
    assert problem.value.code == "missing_columns"


def test_columns_that_nobody_asked_for_are_kept_and_old_answers_are_not() -> None:
    batch = answered(
        "id,operation,calendar,start,n,note,result,provisional\n"
        "1,add_working_days,none,2024-12-20,1,mine,2001-01-01,true\n"
    )
    assert batch.columns == ("id", "operation", "calendar", "start", "n", "note")
    assert batch.rows[0].cells["note"] == "mine"
    assert str(batch.rows[0].answer) == "2024-12-23"
