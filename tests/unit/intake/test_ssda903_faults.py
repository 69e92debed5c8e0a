"""Bad data in a return: what is refused, what is kept with a warning, and that all is counted."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.unit.intake.rows import (
    accounting,
    child,
    codes,
    episode,
    events,
    of_type,
    read_tables,
    review,
    warned,
)

IN_CARE = [episode("03/06/2024")]

# What is wrong, the code it is refused with, and the types of the events kept of that row.
EPISODE_FAULTS: list[tuple[str, str, set[str]]] = [
    (episode("03/06/2024", number=""), "missing_field", set()),
    (episode(""), "ssda903_141", set()),
    (episode("31/06/2024"), "ssda903_141", set()),
    (episode("06-03-24"), "ssda903_141", set()),
    (episode("03/06/2026"), "future_fact", set()),
    (episode("13/10/1991"), "ssda903_353", set()),
    (episode("03/06/2024", "Q"), "ssda903_143", {"became_looked_after"}),
    (
        episode("03/06/2024", ls="Q9"),
        "ssda903_144",
        {"became_looked_after", "placement_started"},
    ),
    (
        episode("03/06/2024", place="Q9"),
        "ssda903_146",
        {"became_looked_after", "placement_started"},
    ),
    (
        episode("03/06/2024", dec="31/06/2024", rec="E5"),
        "ssda903_147",
        {"became_looked_after", "placement_started"},
    ),
    (
        episode("03/06/2024", dec="", rec="E5"),
        "ssda903_148",
        {"became_looked_after", "placement_started"},
    ),
    (
        episode("03/06/2024", dec="01/09/2024", rec=""),
        "ssda903_148",
        {"became_looked_after", "placement_started"},
    ),
    (
        episode("03/06/2024", dec="01/09/2024", rec="Q"),
        "ssda903_149",
        {"became_looked_after", "placement_started"},
    ),
    (episode("03/06/2024", dec="02/06/2024", rec="E5"), "ssda903_356", set()),
]


@pytest.mark.parametrize(("row", "code", "kept"), EPISODE_FAULTS)
def test_a_faulty_episode_is_refused_under_its_rule(
    tmp_path: Path, row: str, code: str, kept: set[str]
) -> None:
    reading = read_tables(tmp_path, episodes=[row])
    assert codes(reading) == [(2, code)]
    assert {event.type for event in events(reading)} == kept
    table = accounting(reading)["episodes"]
    assert (table.rows_read, table.accounted_for, table.refused[code]) == (1, 1, 1)


REVIEW_FAULTS: list[tuple[str, str, int]] = [
    (review("24/06/2024", number=""), "missing_field", 0),
    (review(""), "ssda903_166", 0),
    (review("31/06/2024"), "ssda903_166", 0),
    (review("24/06/2025"), "future_fact", 0),
    (review("24/06/2024", ""), "ssda903_167", 1),
    (review("24/06/2024", "PN8"), "ssda903_167", 1),
    (review("24/06/2014"), "review_before_birth", 0),
    (review("02/06/2024"), "review_before_care_began", 0),
]


@pytest.mark.parametrize(("row", "code", "kept"), REVIEW_FAULTS)
def test_a_faulty_review_is_refused(tmp_path: Path, row: str, code: str, kept: int) -> None:
    reading = read_tables(tmp_path, header=[child()], episodes=IN_CARE, reviews=[row])
    assert codes(reading) == [(2, code)]
    assert len(of_type(reading, "review_held")) == kept
    assert accounting(reading)["reviews"].accounted_for == 1


def test_a_review_after_care_ended_is_refused_but_not_one_on_the_last_day(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        episodes=[
            episode("03/06/2024", dec="01/09/2024", rec="E5"),
            episode("01/10/2024", dec="01/12/2024", rec="E5"),
        ],
        reviews=[review("01/09/2024"), review("02/09/2024"), review("02/12/2024")],
    )
    assert codes(reading) == [(3, "review_after_care_ended"), (4, "review_after_care_ended")]
    assert [event.on for event in of_type(reading, "review_held")] == [date(2024, 9, 1)]


def test_a_review_tomorrow_is_kept(tmp_path: Path) -> None:
    reading = read_tables(tmp_path, episodes=IN_CARE, reviews=[review("03/06/2025")])
    assert not reading.refusals


KEPT_WITH_A_WARNING: list[tuple[str, dict[str, Any]]] = [
    (
        "ssda903_INT03",
        {"header": [child("2")], "episodes": [*IN_CARE, IN_CARE[0].replace("1,", "2,", 1)]},
    ),
    ("ssda903_EPI", {"header": [child(), child("2")], "episodes": IN_CARE}),
    ("ssda903_INT08", {"header": [child("2")], "reviews": [review("24/06/2024")]}),
    ("ssda903_INT17", {"header": [child()], "reviews": [review("24/06/2024", dob="02/02/2015")]}),
    ("ssda903_440", {"header": [child()], "reviews": [review("24/06/2024", "PN0")]}),
    (
        "ssda903_441",
        {"header": [child(dob="25/06/2020")], "reviews": [review("24/06/2024", dob="25/06/2020")]},
    ),
    ("ssda903_148", {"episodes": [episode("03/06/2024", rec="X1")]}),
    (
        "review_before_first_episode",
        {"episodes": [episode("03/06/2024", "P")], "reviews": [review("01/06/2024")]},
    ),
    (
        "review_of_child_without_episodes",
        {"episodes": IN_CARE, "reviews": [review("24/06/2024", number="2")]},
    ),
]


@pytest.mark.parametrize(("code", "tables"), KEPT_WITH_A_WARNING)
def test_what_is_odd_but_usable_is_kept_with_a_warning(
    tmp_path: Path, code: str, tables: dict[str, Any]
) -> None:
    reading = read_tables(tmp_path, **tables)
    assert warned(reading) == {code}
    assert not reading.refusals
    for table in accounting(reading).values():
        assert table.rows_giving_events == table.rows_read


def test_a_child_turns_four_on_the_birthday(tmp_path: Path) -> None:
    row = review("25/06/2024", "PN0", dob="25/06/2020")
    reading = read_tables(tmp_path, header=[child(dob="25/06/2020")], reviews=[row])
    assert warned(reading) == {"ssda903_440"}


def test_rows_told_twice_count_as_unchanged(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        header=[child(), child()],
        episodes=IN_CARE * 2,
        reviews=[review("24/06/2024")] * 2,
    )
    assert not reading.refusals
    for table in accounting(reading).values():
        assert (table.rows_giving_events, table.unchanged) == (1, 1)


def test_rows_that_contradict_each_other_are_refused_after_the_first(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        header=[child(), child(dob="02/02/2015")],
        episodes=[*IN_CARE, episode("03/06/2024", ls="E1")],
        reviews=[review("24/06/2024"), review("24/06/2024", "PN2")],
    )
    assert codes(reading) == [(3, "contradicts_earlier_row")] * 3
    assert len(events(reading)) == 4


def test_an_episode_that_overlaps_the_one_before_is_pointed_out(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        episodes=[
            episode("03/06/2024", dec="01/09/2024", rec="X1"),
            episode("31/08/2024", "P", dec="01/12/2024", rec="E5"),
        ],
    )
    assert "ssda903_501" in warned(reading)
    assert [each.on for each in of_type(reading, "ceased_looked_after")] == [date(2024, 12, 1)]


def test_a_birth_after_care_began_is_refused_and_care_kept(tmp_path: Path) -> None:
    reading = read_tables(tmp_path, header=[child(dob="04/06/2024")], episodes=IN_CARE, reviews=[])
    assert codes(reading) == [(2, "ssda903_302")]
    assert len(of_type(reading, "became_looked_after")) == 1
    assert not of_type(reading, "born")


def test_a_child_whose_date_of_birth_is_refused_is_still_in_the_header(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path, header=[child(dob="")], episodes=IN_CARE, reviews=[review("24/06/2024")]
    )
    assert codes(reading) == [(2, "ssda903_102")]
    assert not reading.warnings


@pytest.mark.parametrize("dob", ["", "30/02/2015", "2015"])
def test_a_bad_date_of_birth_is_refused(tmp_path: Path, dob: str) -> None:
    assert codes(read_tables(tmp_path, header=[child(dob=dob)])) == [(2, "ssda903_102")]


def test_iso_dates_are_read_too(tmp_path: Path) -> None:
    reading = read_tables(tmp_path, header=[child(dob="2015-02-01")])
    assert of_type(reading, "born")[0].on == date(2015, 2, 1)


def test_no_message_repeats_a_cell(tmp_path: Path) -> None:
    canary = "77Q77"
    reading = read_tables(
        tmp_path,
        header=[child(canary, dob=canary)],
        episodes=[
            episode(canary, number=canary),
            episode("03/06/2024", canary, number=canary, ls=canary, place=canary),
            episode("03/07/2024", number=canary, dec=canary, rec=canary),
        ],
        reviews=[review(canary, canary, number=canary), review("24/06/2024", canary)],
    )
    assert len(reading.refusals) >= 8
    assert canary not in str([*reading.refusals, *reading.warnings])
