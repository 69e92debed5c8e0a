"""A corrected SSDA903 return corrects: what it no longer tells of its year is taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from intake.reading import Reading
from store.database import Database, open_database
from tests.support.editions import (
    british,
    clocks_stored,
    clocks_told,
    days,
    put,
)
from tests.support.ssda903_editions import a_return, reviewed
from tests.support.workspace_fixtures import postgres, postgres_with_tables, url
from tests.unit.intake.rows import child, episode, review

__all__ = ["postgres", "postgres_with_tables", "url"]


@pytest.fixture
def store(url: str) -> Iterator[Database]:
    opened = open_database(url)
    opened.migrate()
    yield opened
    opened.dispose()


def test_a_corrected_review_takes_the_place_of_the_wrong_one(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    put(store, reviewed(folder, "2024-06-03", "2024-08-20"))
    result = put(store, reviewed(folder, "2024-06-03", "2024-08-27"))
    assert days(store, "review_held") == ["2024-06-03", "2024-08-27"]
    gone = next(line for line in result.accounting if line.title == "reviews, gone")
    assert (gone.rows_read, gone.rows_giving_events, gone.events_made) == (1, 1, 1)
    accounting = [line.as_json() for line in result.accounting]
    said = {line["table"]: line["removal"] for line in accounting}
    assert said["reviews, gone"] == "taken_back"
    assert said["reviews"] is None
    assert result.warnings == []
    assert clocks_stored(store) == clocks_told(reviewed(folder, "2024-06-03", "2024-08-27"))
    assert put(store, reviewed(folder, "2024-06-03", "2024-08-27")).cases == set()
    back = put(store, reviewed(folder, "2024-06-03", "2024-08-20"))
    assert {"reviews, gone", "reviews, back"} <= {line.title for line in back.accounting}
    assert days(store, "review_held") == ["2024-06-03", "2024-08-20"]


def test_a_corrected_start_of_care_moves_it_before_the_year_and_in_it(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    for began in ("2024-02-10", "2024-02-17", "2023-06-05", "2024-04-15", "2024-05-07"):
        reading = reviewed(folder, "2024-06-03", began=began)
        put(store, reading)
        assert days(store, "became_looked_after") == [began]
        assert days(store, "placement_started") == [began]
        assert clocks_stored(store) == clocks_told(reviewed(folder, "2024-06-03", began=began))


def test_the_return_of_another_year_is_left_alone(store: Database, tmp_path: Path) -> None:
    folder = tmp_path / "return"

    def earlier(*held: str) -> Reading:
        return a_return(
            folder,
            year=2023,
            header=[child()],
            episodes=[episode("10/02/2024")],
            reviews=[review(british(day)) for day in held],
        )

    put(store, earlier("2024-03-04", "2024-03-25"))
    put(store, reviewed(folder, "2024-06-03", began="2024-02-10"))
    held = ["2024-03-04", "2024-03-25", "2024-06-03"]
    assert days(store, "review_held") == held
    # What the later return tells of the day on which care began agrees with the earlier one.
    put(store, earlier("2024-03-04", "2024-03-25"))
    assert days(store, "review_held") == held
    assert days(store, "became_looked_after") == ["2024-02-10"]
    put(store, earlier("2024-03-04"))
    assert days(store, "review_held") == ["2024-03-04", "2024-06-03"]
    # The start lies in the year of the other return, which is the one to correct it.
    put(store, reviewed(folder, "2024-06-03", began="2024-02-17"))
    assert days(store, "placement_started") == ["2024-02-10"]


def test_of_a_child_with_a_row_that_was_refused_nothing_is_taken_back(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    put(store, reviewed(folder, "2024-06-03", "2024-08-20"))
    unread = a_return(
        folder,
        header=[child()],
        episodes=[episode("07/05/2024")],
        reviews=[review("03/06/2024"), review("30/02/2025")],
    )
    put(store, unread)
    assert days(store, "review_held") == ["2024-06-03", "2024-08-20"]


@pytest.mark.parametrize("damage", ["9,01/02/2015,03/06/2024,PN1,and,more", ",,03/06/2024,PN1"])
def test_a_table_with_a_row_of_nobody_takes_nothing_back_and_says_so(
    store: Database, tmp_path: Path, damage: str
) -> None:
    folder = tmp_path / "return"
    put(store, reviewed(folder, "2024-06-03", "2024-08-20"))
    damaged = a_return(
        folder,
        header=[child()],
        episodes=[episode("07/05/2024")],
        reviews=[review("03/06/2024"), damage],
    )
    result = put(store, damaged)
    assert days(store, "review_held") == ["2024-06-03", "2024-08-20"]
    assert [each.code for each in result.warnings] == ["not_read_whole"]


def test_a_table_that_is_not_in_the_import_takes_nothing_back(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    put(store, reviewed(folder, "2024-06-03", "2024-08-20"))
    put(store, a_return(folder, header=[child()], episodes=[episode("07/05/2024")]))
    assert days(store, "review_held") == ["2024-06-03", "2024-08-20"]


@pytest.mark.parametrize("held", [(), ("2024-03-20", "2024-06-03")])
def test_where_the_year_is_not_certain_nothing_is_taken_back(
    store: Database, tmp_path: Path, held: tuple[str, ...]
) -> None:
    folder = tmp_path / "return"
    began = "2024-03-01"
    put(store, reviewed(folder, "2024-03-04", began=began, year=2023))
    result = put(store, reviewed(folder, *held, began=began, year=None))
    assert days(store, "review_held") == ["2024-03-04", *held]
    assert {each.code for each in result.warnings} == {"year_in_doubt"}


def test_a_child_who_is_gone_from_the_whole_return_is_taken_back_with_a_warning(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    both = {
        "header": [child(), child("2")],
        "episodes": [episode("07/05/2024"), episode("10/02/2024", number="2")],
        "reviews": [review("03/06/2024"), review("04/06/2024", number="2")],
    }
    put(store, a_return(folder, both))
    without_header = {name: rows[:1] for name, rows in both.items() if name != "header"}
    put(store, a_return(folder, without_header))
    assert days(store, "review_held") == ["2024-06-03", "2024-06-04"]
    result = put(store, reviewed(folder, "2024-06-03"))
    assert [each.code for each in result.warnings] == ["children_gone"]
    assert days(store, "review_held") == ["2024-06-03"]
    assert days(store, "became_looked_after") == ["2024-05-07"]
    assert len(days(store, "born")) == 1
    put(store, a_return(folder, both))
    assert len(days(store, "born")) == 2
    assert days(store, "review_held") == ["2024-06-03", "2024-06-04"]
    assert days(store, "became_looked_after") == ["2024-02-10", "2024-05-07"]


def test_a_return_half_written_takes_nothing_back_unless_told_so(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    held = [f"2024-{month:02}-{day:02}" for month in (6, 7) for day in range(1, 21)]
    put(store, reviewed(folder, *held))
    half = put(store, reviewed(folder, *held[:10]))
    assert len(days(store, "review_held")) == 40
    assert [each.code for each in half.warnings] == ["many_rows_gone"]
    put(store, reviewed(folder, *held[:10]), accept_removals=True)
    assert len(days(store, "review_held")) == 10


def test_a_corrected_decision_on_adoption_takes_the_place_of_the_wrong_one(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"

    def decided(day: str) -> Reading:
        return a_return(
            folder,
            header=[child()],
            episodes=[episode("07/05/2024")],
            placed_for_adoption=[f"1,01/02/2015,{british(day)},03/02/2025,RD1"],
        )

    put(store, decided("2024-09-02"))
    put(store, decided("2024-09-09"))
    assert days(store, "adoption_decision_made") == ["2024-09-09"]
    assert days(store, "adoption_decision_reversed") == ["2025-02-03"]


def test_a_row_of_the_health_of_the_year_that_is_gone_is_taken_back(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    both = [child(), child("2")]
    put(store, a_return(folder, header=both, oc2=["1,01/02/2015,1", "2,01/02/2015,1"]))
    put(store, a_return(folder, header=both, oc2=["1,01/02/2015,1"]))
    assert days(store, "annual_health_return_recorded") == ["2025-03-31"]


def test_what_the_same_source_was_told_by_hand_is_left_alone(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    reading = reviewed(folder, "2024-06-03")
    (by_hand,) = [each for each in reading.events if each.event.type == "review_held"]
    put(store, reading)
    other = Reading()
    row = other.start_row("events", "events.jsonl", 1)
    other.keep(row, replace(by_hand.event, id="by-hand-1", on=date(2024, 9, 2)))
    put(store, other)
    put(store, reviewed(folder, "2024-06-03"))
    assert days(store, "review_held") == ["2024-06-03", "2024-09-02"]
