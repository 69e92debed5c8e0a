"""The SSDA903 return: children, periods of care, reviews."""

from datetime import date
from pathlib import Path

import pytest

from domain.errors import ProblemError
from intake.ssda903.reader import read_return
from tests.unit.intake.rows import (
    NOW,
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
from tests.unit.intake.ssda903_return import write_tables


def write_example(folder: Path) -> None:
    """A return, for the tests that every format passes."""
    write_tables(folder)


def test_a_period_of_care_becomes_its_events(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        header=[child()],
        episodes=[
            episode("03/06/2024", dec="01/09/2024", rec="X1"),
            episode("01/09/2024", "L", ls="E1", dec="01/12/2024", rec="X1"),
            episode("01/12/2024", "P", ls="E1", place="U4", dec="01/03/2025", rec="E4A"),
        ],
        reviews=[review("24/06/2024"), review("20/09/2024", "PN3")],
    )
    told = sorted((event.on, event.type, dict(event.attributes)) for event in events(reading))
    assert told == [
        (date(2015, 2, 1), "born", {}),
        (date(2024, 6, 3), "became_looked_after", {"legal_status": "C2"}),
        (date(2024, 6, 3), "placement_started", {"type": "U6"}),
        (date(2024, 6, 24), "review_held", {"participation": "PN1"}),
        (date(2024, 9, 1), "legal_status_changed", {"legal_status": "E1"}),
        (date(2024, 9, 20), "review_held", {"participation": "PN3"}),
        (date(2024, 12, 1), "placement_ended", {}),
        (date(2024, 12, 1), "placement_started", {"type": "U4", "long_term": True}),
        (date(2025, 3, 1), "ceased_looked_after", {"reason": "E4A"}),
        (date(2025, 3, 1), "placement_ended", {}),
    ]
    assert not reading.refusals
    assert not reading.warnings


def test_the_order_of_the_rows_does_not_matter(tmp_path: Path) -> None:
    rows = [
        episode("03/06/2024", dec="01/09/2024", rec="X1"),
        episode("01/09/2024", "P", dec="01/12/2024", rec="E5"),
    ]
    forwards = read_tables(tmp_path, episodes=rows, reviews=[review("24/06/2024")])
    backwards = read_tables(tmp_path, episodes=rows[::-1], reviews=[review("24/06/2024")])
    assert sorted(event.id for event in events(forwards)) == sorted(
        event.id for event in events(backwards)
    )


def test_no_event_id_shows_a_case_number_and_no_two_are_the_same(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        header=[child("424242")],
        episodes=[
            episode("03/06/2024", number="424242", dec="01/09/2024", rec="E5"),
            episode("03/10/2024", number="424242"),
        ],
        reviews=[review("24/06/2024", number="424242")],
    )
    ids = [event.id for event in events(reading)]
    assert len(ids) == len(set(ids))
    assert not any("424242" in each for each in ids)
    assert {event.source for event in events(reading)} == {"ssda903"}


def test_placement_with_parents_is_marked(tmp_path: Path) -> None:
    reading = read_tables(tmp_path, episodes=[episode("03/06/2024", place="P1")])
    (placement,) = of_type(reading, "placement_started")
    assert placement.attributes == {"type": "P1", "with_parents": True}


@pytest.mark.parametrize(("code", "long_term"), [("U1", True), ("U2", None), ("U3", None)])
def test_only_long_term_fostering_is_long_term(
    tmp_path: Path, code: str, long_term: bool | None
) -> None:
    reading = read_tables(tmp_path, episodes=[episode("03/06/2024", place=code)])
    (placement,) = of_type(reading, "placement_started")
    assert placement.attributes.get("long_term") is long_term


@pytest.mark.parametrize("status", ["V3", "V4"])
def test_short_breaks_are_told_by_their_legal_status(tmp_path: Path, status: str) -> None:
    reading = read_tables(
        tmp_path,
        episodes=[episode("03/06/2024", ls=status)],
        reviews=[review("24/06/2024")],
    )
    (began,) = of_type(reading, "became_looked_after")
    assert began.attributes["legal_status"] == status
    assert warned(reading) == {"ssda903_399"}


def already(folder: Path, rows: list[str], reviews: list[str], year: int | None = None) -> bool:
    reading = read_tables(folder, episodes=rows, reviews=reviews, year=year)
    (began,) = of_type(reading, "became_looked_after")
    return "already_looked_after" in began.attributes


def test_a_start_inside_the_year_is_a_start(tmp_path: Path) -> None:
    assert not already(tmp_path, [episode("01/04/2024")], [review("24/06/2024")])


def test_a_start_before_the_year_of_the_earliest_review_was_already_in_care(tmp_path: Path) -> None:
    assert already(tmp_path, [episode("31/03/2024")], [review("24/06/2024")])


def test_the_year_can_be_said(tmp_path: Path) -> None:
    assert not already(tmp_path, [episode("31/03/2024")], [], year=2023)
    assert already(tmp_path, [episode("31/03/2024")], [], year=2024)


def test_the_year_runs_from_the_april_before_a_review_in_march(tmp_path: Path) -> None:
    assert not already(tmp_path, [episode("01/04/2023")], [review("31/03/2024")])


def test_a_refused_review_does_not_stretch_the_year(tmp_path: Path) -> None:
    reviews = [review("24/06/1924"), review("24/06/2024")]
    assert already(tmp_path, [episode("31/03/2024")], reviews)


def test_without_reviews_the_year_is_that_of_the_latest_episode(tmp_path: Path) -> None:
    rows = [episode("01/05/2023", dec="01/05/2024", rec="E5"), episode("01/04/2024", number="2")]
    reading = read_tables(tmp_path, episodes=rows)
    assert reading.window_from == date(2024, 4, 1)


def test_a_first_episode_that_is_not_a_start_was_already_in_care(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path, episodes=[episode("03/06/2024", "L")], reviews=[review("24/06/2024")]
    )
    (began,) = of_type(reading, "became_looked_after")
    assert began.attributes["already_looked_after"] is True
    assert not of_type(reading, "placement_started")  # the placement is older than the episode


def test_seeing_a_child_in_care_is_the_same_event_as_care_beginning(tmp_path: Path) -> None:
    rows = [episode("31/03/2024")]
    began = read_tables(tmp_path, episodes=rows, year=2023)
    seen = read_tables(tmp_path, episodes=rows, year=2024)
    starts = [of_type(reading, "became_looked_after")[0] for reading in (began, seen)]
    assert len({event.id for event in starts}) == 1
    assert [event.attributes.get("already_looked_after", False) for event in starts] == [
        False,
        True,
    ]


def test_care_that_ended_and_began_again_is_two_periods(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        episodes=[
            episode("03/06/2024", dec="01/09/2024", rec="E4A"),
            episode("01/10/2024"),
        ],
        year=2024,
    )
    assert [event.on for event in of_type(reading, "became_looked_after")] == [
        date(2024, 6, 3),
        date(2024, 10, 1),
    ]
    assert [event.on for event in of_type(reading, "ceased_looked_after")] == [date(2024, 9, 1)]


def test_a_new_start_after_a_gap_shows_that_care_had_ended(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        episodes=[episode("03/06/2024", dec="01/09/2024", rec="X1"), episode("01/10/2024")],
    )
    (ceased,) = of_type(reading, "ceased_looked_after")
    assert (ceased.on, dict(ceased.attributes)) == (date(2024, 9, 1), {})


@pytest.mark.parametrize(
    ("rec", "rne", "code"), [("E5", "P", "ssda903_432"), ("X1", "S", "ssda903_431")]
)
def test_an_episode_that_starts_the_day_another_ends_goes_on_with_the_care(
    tmp_path: Path, rec: str, rne: str, code: str
) -> None:
    reading = read_tables(
        tmp_path,
        episodes=[
            episode("03/06/2024", dec="01/09/2024", rec=rec),
            episode("01/09/2024", rne, place="K2"),
        ],
    )
    assert len(of_type(reading, "became_looked_after")) == 1
    assert not of_type(reading, "ceased_looked_after")
    assert code in warned(reading)


def test_a_gap_between_episodes_of_one_period_is_pointed_out(tmp_path: Path) -> None:
    reading = read_tables(
        tmp_path,
        episodes=[episode("03/06/2024", dec="01/09/2024", rec="X1"), episode("02/09/2024", "P")],
    )
    assert "ssda903_433" in warned(reading)
    assert len(of_type(reading, "became_looked_after")) == 1


def test_an_episode_left_open_by_the_next_is_pointed_out(tmp_path: Path) -> None:
    reading = read_tables(tmp_path, episodes=[episode("03/06/2024"), episode("02/09/2024", "P")])
    assert "ssda903_142" in warned(reading)
    assert len(of_type(reading, "became_looked_after")) == 1
    assert [event.on for event in of_type(reading, "placement_ended")] == [date(2024, 9, 2)]


def test_a_return_that_lacks_every_csv_file_is_said_to(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as raised:
        read_return([tmp_path], now=NOW)
    assert raised.value.code == "no_return_files"


def test_folders_and_files_mix_and_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    whole = read_tables(tmp_path, header=[child()], reviews=[review("24/06/2024")])
    paths = [tmp_path / "reviews.csv", tmp_path]
    assert read_return(paths, now=NOW).rows_read == whole.rows_read


def test_a_file_is_known_by_its_columns_if_not_by_its_name(tmp_path: Path) -> None:
    read_tables(tmp_path, reviews=[review("24/06/2024")])
    (tmp_path / "reviews.csv").rename(tmp_path / "Export 2024 (2).CSV")
    assert read_return([tmp_path], now=NOW).rows_read == {"reviews": 1}


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("oc3", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n1,01/02/2015,YES,F1,K1\n", "return_gives_no_date"),
        ("uasc", "CHILD,SEX,DOB,DUC\n1,1,01/02/2015,01/02/2033\n", "no_duty_depends_on_this"),
        (
            "previous_permanence",
            "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\n1,01/02/2015,Z1,,\n",
            "no_duty_depends_on_this",
        ),
        (
            "SW_Episodes",
            "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n1,01/02/2015,SW1,01/05/2024,,\n",
            "worker_of_a_past_year",
        ),
    ],
)
def test_tables_that_give_no_event_are_counted_and_are_no_fault(
    tmp_path: Path, name: str, text: str, reason: str
) -> None:
    (tmp_path / f"{name}.csv").write_text(text)
    reading = read_tables(tmp_path, reviews=[review("24/06/2024")])
    (table,) = (each for each in accounting(reading).values() if each.table != "reviews")
    assert table.set_aside == {reason: 1}
    assert table.accounted_for == table.rows_read == 1
    assert not reading.refusals
    assert warned(reading) == {reason}


def test_a_table_of_no_return_is_refused_row_by_row(tmp_path: Path) -> None:
    (tmp_path / "cats.csv").write_text("name,colour\nTom,grey\nKit,black\n")
    reading = read_tables(tmp_path, reviews=[review("24/06/2024")])
    assert codes(reading) == [(0, "unknown_table")]
    assert accounting(reading)["unknown"].refused == {"unknown_table": 2}


def test_a_table_that_lacks_a_column_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "episodes.csv").write_text("CHILD,DECOM\n1,03/06/2024\n")
    reading = read_tables(tmp_path, header=[child()], reviews=[review("24/06/2024")])
    assert codes(reading) == [(0, "missing_columns")]
    assert len(of_type(reading, "review_held")) == 1
    assert accounting(reading)["episodes"].accounted_for == 1


def test_every_review_of_a_large_authority_s_year_is_read(tmp_path: Path) -> None:
    children = [str(number) for number in range(1_250)]
    reading = read_tables(
        tmp_path,
        header=[child(number) for number in children],
        episodes=[episode("03/06/2023", number=number) for number in children],
        reviews=[
            review(f"{day:02}/07/2024", number=number)
            for number in children
            for day in range(1, 11)
        ],
    )
    assert len(of_type(reading, "review_held")) == 12_500
