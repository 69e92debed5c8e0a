"""What ``python -m tests.fuzz`` found in the readers, with the smallest inputs."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.case.events import Event
from domain.errors import ProblemError
from domain.measures.catalogue import every_measure
from intake.event_files.reader import refuse_births_after_care_began
from intake.files.tables import TableRow, read_table
from intake.other_files.comparators import read_comparators
from intake.other_files.rule_files import read_rulebook
from intake.other_files.scenario_files import read_scenarios
from intake.reading import Reading
from tests.support.cin_census import census, child, episode, read, tag
from tests.unit.intake.rows import accounting

# Ten lists, each of which holds the one before it ten times: a thousand million words in the end.
LAUGHS = "l0: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n" + "".join(
    f"l{number}: &l{number} [{', '.join([f'*l{number - 1}'] * 10)}]\n" for number in range(1, 9)
)


def rows_of(data: bytes) -> tuple[list[TableRow], Reading]:
    reading = Reading()
    needed = ("a", "b")
    return read_table(data, table="t", file="t.csv", needed=needed, reading=reading), reading


# The time for twice the rows was four times as long: this many took minutes.
@pytest.mark.timeout(60)
@pytest.mark.parametrize("line", [b'"1","2"\n', b'"1,2\n'])
def test_very_many_rows_in_quotation_marks_are_read_in_seconds(line: bytes) -> None:
    _, reading = rows_of(b"a,b\n" + line * 200_000)
    assert len(reading.rows) == 200_000


def test_a_row_takes_no_room_for_the_empty_columns_that_nobody_needs() -> None:
    wide = ",".join(f"c{number}" for number in range(9_000))
    rows, _ = rows_of(f"a,{wide},b,,d\n1\n,2\n{',' * 9_001},,x\n".encode())
    assert [row.cells for row in rows] == [
        {"a": "1", "b": ""},
        {"a": "", "b": "", "c0": "2"},
        {"a": "", "b": "", "d": "x"},
    ]


class CountedDay(date):
    """A day that counts how often it is held against another."""

    times = 0

    def __lt__(self, other: date) -> bool:
        CountedDay.times += 1
        return super().__lt__(other)

    def __gt__(self, other: date) -> bool:
        CountedDay.times += 1
        return super().__gt__(other)


def test_each_birth_is_held_against_the_first_day_in_care_and_no_other() -> None:
    reading = Reading()
    first = CountedDay(2020, 1, 1)
    for number in range(500):
        for name, on in (("became_looked_after", first), ("born", first - timedelta(days=9))):
            row = reading.start_row("events", "feed.jsonl", number)
            reading.keep(row, Event("x", f"{name}-{number}", "1", name, on))
    CountedDay.times = 0
    refuse_births_after_care_began(reading)
    assert not reading.refusals
    assert CountedDay.times <= 2 * len(reading.rows)


@pytest.mark.parametrize("figure", ["NaN", "sNaN", "-nan", "Infinity", "-inf", "1e309"])
def test_a_percentage_that_is_no_number_is_refused_alone(figure: str) -> None:
    measure = sorted(every_measure())[0]
    text = (
        "measure,from,to,quartile_1,quartile_2,quartile_3\n"
        f"{measure},2024-04-01,2025-03-31,70,{figure},90\n"
        f"{measure},2023-04-01,2024-03-31,70,80,90\n"
    )
    found, reading = read_comparators(text.encode(), "comparators.csv")
    assert [each.first.year for each in found] == [2023]
    assert [(one.line, one.column, one.code) for one in reading.refusals] == [
        (2, "quartile_2", "bad_percentage")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"as_of: {'9' * 5000}", "a number is too long to be one"),
        (f"events: {'[' * 20_000}{']' * 20_000}", "more than 100 deep"),
        (f"{'- ' * 100_000}a", "more than 100 deep"),
        (LAUGHS, "more than 100000 parts"),
    ],
    ids=["number", "brackets", "dashes", "aliases"],
)
def test_what_would_bring_the_yaml_library_down_is_refused(
    text: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(ProblemError, match=told):
        read_scenarios("law.yaml", text)
    profile = tmp_path / "mine" / "profile.yaml"
    profile.parent.mkdir()
    profile.write_text(text)
    with pytest.raises(ProblemError, match=told):
        read_rulebook("mine", own=tmp_path)


def test_lists_a_hundred_deep_are_still_read() -> None:
    with pytest.raises(ProblemError, match="this is not a set of keys and values"):
        read_scenarios("law.yaml", f"{'[' * 100}{']' * 100}{' ' * 1_000}")


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (tag("LAchildID", "C1") + tag("LAchildID", "C1"), "element_repeated"),
        (tag("LAchildID", "x" * 65), "value_not_valid"),
        ("", "cin_8500"),
    ],
)
def test_the_rows_of_a_child_are_refused_for_what_is_wrong_with_its_number(
    numbers: str, code: str, tmp_path: Path
) -> None:
    text = census(child(episode("2024-05-01"), number="C1")).replace(
        tag("LAchildID", "C1"), numbers
    )
    reading = read(tmp_path, text)
    assert [one.code for one in reading.refusals] == [code]
    for table in ("Children", "CINdetails"):
        assert dict(accounting(reading)[table].refused) == {code: 1}


@pytest.mark.parametrize("year", ["9" * 5000, "²", "٢٠٢٤"])
def test_a_census_whose_year_is_no_year_is_read_as_of_the_latest(year: str, tmp_path: Path) -> None:
    reading = read(tmp_path, census(child(episode("2024-05-01")), reference=None, year=year))
    assert [one.code for one in reading.warnings] == ["cin_100"]
    assert not reading.refusals
    assert len(reading.events) == 2
