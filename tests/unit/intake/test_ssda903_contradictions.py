"""Episodes that contradict one another: the open or the longer one is believed, and no child whose
care goes on is lost."""

import tempfile
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from intake.reading import Reading
from tests.unit.domain.cases import clocks
from tests.unit.intake.rows import codes, episode, events, of_type, read_tables, warned
from tests.unit.intake.ssda903_return import adds_up

CARE_BEGAN = date(2024, 6, 3)


def is_in_care(reading: Reading) -> bool:
    """Whether the child has a review clock that runs, and care that has not ended."""
    running = [
        clock
        for rule in ("lac.review.first", "lac.review.subsequent")
        for clock in clocks(events(reading), rule)
        if clock.completed_on is None and clock.stopped_on is None
    ]
    began, ended = of_type(reading, "became_looked_after"), of_type(reading, "ceased_looked_after")
    return bool(running) and (not ended or began[-1].on >= ended[-1].on)


def written(day: date) -> str:
    return day.strftime("%d/%m/%Y")


@st.composite
def damaged_episodes(draw: st.DrawFn) -> list[str]:
    """The episodes of a child who is still in care, with damage: the last one to begin is open."""
    lengths = draw(st.lists(st.integers(1, 60), min_size=0, max_size=4))
    starts = [CARE_BEGAN]
    for length in lengths:
        starts.append(starts[-1] + timedelta(days=length))
    rows: list[tuple[date, str, date | None, str]] = []
    for number, began in enumerate(starts):
        ended = starts[number + 1] if number + 1 < len(starts) else None
        reason = "" if ended is None else draw(st.sampled_from(["X1"] * 4 + ["E4A", "E8"]))
        if ended is not None and draw(st.booleans()):
            ended = max(began, ended + timedelta(days=draw(st.integers(-5, 40))))
        if draw(st.integers(0, 5)) == 0:
            ended, reason = None, ""
        rne = "S" if number == 0 else draw(st.sampled_from("SLPTUB"))
        rows.append((began, rne, ended, reason))
    for _ in range(draw(st.integers(0, 2))):
        began = draw(st.sampled_from(starts))
        ended = began + timedelta(days=draw(st.integers(0, 90)))
        rows.append((began, "S", ended, draw(st.sampled_from(["X1", "E4A"]))))
    # Of two rows that last as long, the first in the file is believed.
    assume(len({(began, ended) for began, _, ended, _ in rows}) == len(rows))
    return [
        episode(
            written(began),
            rne,
            ls=draw(st.sampled_from(["C1", "C2", "V2"])),
            place=draw(st.sampled_from(["U6", "K2", "P1"])),
            dec=written(ended) if ended else "",
            rec=reason,
        )
        for began, rne, ended, reason in draw(st.permutations(rows))
    ]


@given(damaged_episodes())
@settings(max_examples=300, deadline=None)
def test_a_child_whose_last_episode_is_open_has_a_review_clock(rows: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        reading = read_tables(Path(name), year=2024, episodes=rows)
    assert is_in_care(reading)
    assert adds_up(reading)


@given(damaged_episodes(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_what_is_believed_does_not_depend_on_the_order_of_the_rows(
    rows: list[str], random: Random
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        first = read_tables(Path(one), year=2024, episodes=rows)
        second = read_tables(Path(other), year=2024, episodes=shuffled)
    assert sorted(map(repr, events(first))) == sorted(map(repr, events(second)))


def test_an_overlap_of_a_day_is_reported_and_loses_nobody(tmp_path: Path) -> None:
    rows = [
        episode("03/06/2024", dec="02/09/2024", rec="X1"),
        episode("01/09/2024", "P", place="K2"),
    ]
    reading = read_tables(tmp_path, year=2024, episodes=rows)
    assert (codes(reading), warned(reading)) == ([], {"ssda903_501"})
    assert is_in_care(reading)
    assert [each.on for each in of_type(reading, "placement_ended")] == [date(2024, 9, 1)]


def test_a_new_start_within_the_days_before_the_end_is_the_same_care(tmp_path: Path) -> None:
    rows = [episode("03/06/2024", dec="02/09/2024", rec="E4A"), episode("30/08/2024", "S")]
    reading = read_tables(tmp_path, year=2024, episodes=rows)
    assert is_in_care(reading)
    assert not of_type(reading, "ceased_looked_after")
    assert warned(reading) == {"ssda903_501"}


def test_of_two_rows_of_one_day_the_open_one_is_believed(tmp_path: Path) -> None:
    rows = [episode("03/06/2024", dec="05/07/2024", rec="E4A"), episode("03/06/2024")]
    reading = read_tables(tmp_path, year=2024, episodes=rows)
    assert is_in_care(reading)
    assert codes(reading) == [(2, "contradicts_earlier_row")]


def test_of_two_rows_of_one_day_the_longer_one_is_believed(tmp_path: Path) -> None:
    rows = [
        episode("03/06/2024", dec="05/07/2024", rec="E4A"),
        episode("03/06/2024", dec="06/08/2024", rec="E4A"),
    ]
    reading = read_tables(tmp_path, year=2024, episodes=rows)
    assert [each.on for each in of_type(reading, "ceased_looked_after")] == [date(2024, 8, 6)]


def test_of_two_rows_of_one_day_the_one_that_the_next_goes_on_from_is_believed(
    tmp_path: Path,
) -> None:
    rows = [
        episode("03/06/2024"),
        episode("03/06/2024", dec="05/07/2024", rec="X1"),
        episode("05/07/2024", "P", place="K2", dec="06/08/2024", rec="E4A"),
    ]
    reading = read_tables(tmp_path, year=2024, episodes=rows)
    assert codes(reading) == [(2, "contradicts_earlier_row")]
    assert [each.on for each in of_type(reading, "ceased_looked_after")] == [date(2024, 8, 6)]


def test_an_end_of_care_after_an_open_episode_is_not_believed(tmp_path: Path) -> None:
    inside = episode("05/06/2024", "L", ls="C1", dec="05/07/2024", rec="E4A")
    reading = read_tables(tmp_path, year=2024, episodes=[episode("03/06/2024"), inside])
    assert is_in_care(reading)
    assert (codes(reading), warned(reading)) == ([(3, "end_not_believed")], {"ssda903_142"})
    assert len(of_type(reading, "legal_status_changed")) == 1


def test_an_episode_within_a_longer_one_is_refused(tmp_path: Path) -> None:
    longer = episode("03/06/2024", dec="06/08/2024", rec="X1")
    inside = episode("05/06/2024", "L", ls="C1", dec="05/07/2024", rec="E4A")
    reading = read_tables(tmp_path, year=2024, episodes=[longer, inside])
    assert is_in_care(reading)
    assert codes(reading) == [(3, "ssda903_501")]


def test_a_new_start_ends_care_that_a_row_left_open(tmp_path: Path) -> None:
    rows = [episode("03/06/2019"), episode("02/09/2024", "S")]
    reading = read_tables(tmp_path, year=2024, episodes=rows)
    assert is_in_care(reading)
    assert [each.on for each in of_type(reading, "ceased_looked_after")] == [date(2024, 9, 2)]


def test_an_end_that_cannot_be_read_is_not_said_to_be_missing(tmp_path: Path) -> None:
    rows = [episode("03/06/2024", dec="31/09/2024", rec="X1"), episode("01/10/2024", "P")]
    reading = read_tables(tmp_path, year=2024, episodes=rows)
    assert codes(reading) == [(2, "ssda903_147")]
    assert "ssda903_142" not in warned(reading)


def test_of_two_absences_of_one_day_the_open_one_is_believed(tmp_path: Path) -> None:
    rows = ["1,01/02/2015,M,05/08/2024,07/08/2024", "1,01/02/2015,M,05/08/2024,"]
    reading = read_tables(tmp_path, year=2024, episodes=[episode("03/06/2024")], missing=rows)
    assert codes(reading) == [(2, "contradicts_earlier_row")]
    assert not of_type(reading, "found")


def test_absences_that_overlap_are_one_that_lasts_as_long_as_either(tmp_path: Path) -> None:
    rows = ["1,01/02/2015,M,05/08/2024,07/08/2024", "1,01/02/2015,M,06/08/2024,"]
    reading = read_tables(tmp_path, year=2024, episodes=[episode("03/06/2024")], missing=rows)
    assert codes(reading) == [(3, "ssda903_574")]
    assert [each.on for each in of_type(reading, "went_missing")] == [date(2024, 8, 5)]
    assert not of_type(reading, "found")
