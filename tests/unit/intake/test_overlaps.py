"""Rows that contradict each other, in each format that tells how long something lasted: what goes
on by some row is ended by none."""

import tempfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.annex_a.reader import read_annex_a
from intake.reading import Reading
from intake.standard_dataset.reader import read_dataset_in_files
from tests.support.annex_a import write_lists
from tests.support.cin_census import episode, plan, read_child
from tests.support.standard_dataset import child_in_care, write_csv_tables
from tests.unit.domain.cases import clocks
from tests.unit.intake.rows import NOW, events, of_type

Span = tuple[date, date | None]
BEGAN = date(2025, 1, 6)


def annex_care(folder: Path, spans: list[Span]) -> Reading:
    rows = [{"child": 1, "started": began, "ceased": ended} for began, ended in spans]
    return read_annex_a([write_lists(folder / "a.xlsx", {8: rows})], now=NOW)


def annex_plans(folder: Path, spans: list[Span]) -> Reading:
    rows = [{"child": 1, "started": began, "ended": ended} for began, ended in spans]
    return read_annex_a([write_lists(folder / "a.xlsx", {7: rows})], now=NOW)


def dataset_care(folder: Path, spans: list[Span]) -> Reading:
    tables = child_in_care()
    tables["ssd_cla_episodes"] = [
        {
            "clae_cla_episode_id": f"E{number}",
            "clae_person_id": "1",
            "clae_cla_id": f"P{number}",
            "clae_cla_episode_start_date": began.isoformat(),
            "clae_cla_episode_ceased": ended.isoformat() if ended else "",
        }
        for number, (began, ended) in enumerate(spans)
    ]
    return read_dataset_in_files([write_csv_tables(folder / "x", tables)], now=NOW).reading


def dataset_plans(folder: Path, spans: list[Span]) -> Reading:
    rows = [
        {
            "cppl_cp_plan_id": f"P{number}",
            "cppl_person_id": "1",
            "cppl_cp_plan_start_date": began.isoformat(),
            "cppl_cp_plan_end_date": ended.isoformat() if ended else "",
        }
        for number, (began, ended) in enumerate(spans)
    ]
    tables = {"ssd_cp_plans": rows}
    return read_dataset_in_files([write_csv_tables(folder / "x", tables)], now=NOW).reading


def census_plans(folder: Path, spans: list[Span]) -> Reading:
    plans = [plan(str(began), str(ended) if ended else None) for began, ended in spans]
    return read_child(folder, episode("2025-01-02", plans=plans))


CARE = ("lac.review.first", "ceased_looked_after")
PLAN = ("cp.conference.first_review", "child_protection_plan_ended")
# Without the conference that made it a plan has no clock.
PLAN_ALONE = (None, PLAN[1])
FORMATS: Mapping[str, tuple[Callable[[Path, list[Span]], Reading], tuple[str | None, str]]] = {
    "annex-a, care": (annex_care, CARE),
    "annex-a, plans": (annex_plans, PLAN_ALONE),
    "standard-dataset, care": (dataset_care, CARE),
    "standard-dataset, plans": (dataset_plans, PLAN_ALONE),
    "cin-census, plans": (census_plans, PLAN),
}


@st.composite
def spans_that_contradict(draw: st.DrawFn) -> list[Span]:
    """Rows of one stretch: some row is open, and each other begins while another says it lasts."""
    rows: list[Span] = [(BEGAN, None)]
    for _ in range(draw(st.integers(1, 3))):
        began = BEGAN + timedelta(days=draw(st.integers(0, 20)))
        ended = began + timedelta(days=draw(st.integers(1, 40)))
        rows.append((began, draw(st.sampled_from([ended, ended, None]))))
    if draw(st.booleans()):
        # The first ends a few days after the next began, which is open.
        first_end = BEGAN + timedelta(days=draw(st.integers(1, 9)))
        rows[0] = (BEGAN, first_end)
        rows.append((first_end - timedelta(days=draw(st.integers(0, 1))), None))
    return draw(st.permutations(rows))


@pytest.mark.parametrize("name", FORMATS)
@given(spans=spans_that_contradict())
@settings(max_examples=25, deadline=None)
def test_no_overlap_ends_what_goes_on(name: str, spans: list[Span]) -> None:
    read, (_, end) = FORMATS[name]
    with tempfile.TemporaryDirectory() as folder:
        reading = read(Path(folder), spans)
    open_from = min(began for began, ended in spans if ended is None)
    assert all(each.on <= open_from for each in of_type(reading, end))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("order", [1, -1])
def test_of_two_rows_with_one_first_day_the_open_one_keeps_its_clock(
    tmp_path: Path, name: str, order: int
) -> None:
    read, (rule, end) = FORMATS[name]
    spans: list[Span] = [(BEGAN, date(2025, 2, 10)), (BEGAN, None)]
    reading = read(tmp_path, spans[::order])
    assert not of_type(reading, end)
    assert rule is None or any(each.open for each in clocks(events(reading), rule))
    assert reading.refusals or reading.warnings


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("order", [1, -1])
def test_of_two_rows_with_one_first_day_the_longer_one_is_believed(
    tmp_path: Path, name: str, order: int
) -> None:
    read, (_, end) = FORMATS[name]
    spans: list[Span] = [(BEGAN, date(2025, 2, 10)), (BEGAN, date(2025, 3, 10))]
    reading = read(tmp_path, spans[::order])
    assert [each.on for each in of_type(reading, end)] == [date(2025, 3, 10)]
