"""A corrected census corrects: what it no longer tells of its year is taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.cin_census.reader import read_census
from intake.reading import Reading
from store.database import Database, open_database
from tests.support.cin_census import NOW, assessment, census, child, enquiry, episode, plan, read
from tests.support.copies import copy_of
from tests.support.editions import clocks_stored, clocks_told, days, put
from tests.support.what_is_left import left_after
from tests.support.workspace_fixtures import postgres, postgres_with_tables, url

__all__ = ["postgres", "postgres_with_tables", "url"]


@pytest.fixture
def store(url: str) -> Iterator[Database]:
    opened = open_database(url)
    opened.migrate()
    yield opened
    opened.dispose()


def a_child(
    *,
    number: str = "L1",
    referred: str = "2024-05-01",
    assessed: str = "2024-05-02",
    enquired: str = "2024-05-07",
    conference: str | None = "2024-05-20",
    planned: str = "2024-05-20",
    reviews: tuple[str, ...] = ("2024-08-05",),
) -> str:
    """A child with a referral and everything that can follow."""
    return child(
        episode(
            referred,
            before_flag=[assessment(assessed, "2024-06-03"), enquiry(enquired, conference)],
            plans=[plan(planned, reviews=reviews)],
        ),
        number=number,
    )


def a_census(folder: Path, *children: str, year: int | None = None) -> Reading:
    return read(folder, census(*children), year=year)


@pytest.mark.parametrize(
    ("type_name", "name", "both"),
    [
        ("referral_received", "referred", ("2024-05-01", "2024-04-30")),
        ("referral_received", "referred", ("2024-03-20", "2024-03-28")),
        ("referral_received", "referred", ("2024-03-28", "2024-04-03")),
        ("assessment_started", "assessed", ("2024-05-02", "2024-05-03")),
        ("assessment_started", "assessed", ("2024-03-20", "2024-03-21")),
        ("strategy_discussion_held", "enquired", ("2024-05-07", "2024-05-08")),
        ("strategy_discussion_held", "enquired", ("2024-03-25", "2024-03-26")),
        ("child_protection_plan_started", "planned", ("2024-05-20", "2024-05-21")),
        ("child_protection_plan_started", "planned", ("2023-02-01", "2024-02-01")),
    ],
)
def test_a_corrected_first_date_takes_the_place_of_the_wrong_one(
    store: Database, tmp_path: Path, type_name: str, name: str, both: tuple[str, str]
) -> None:
    for day in both * 2:
        changed: dict[str, Any] = {name: day}
        put(store, a_census(tmp_path, a_child(**changed)))
        assert days(store, type_name) == [day]
        assert clocks_stored(store) == clocks_told(a_census(tmp_path, a_child(**changed)))
    assert put(store, a_census(tmp_path, a_child(**changed))).cases == set()


def test_a_corrected_review_conference_takes_the_place_of_the_wrong_one(
    store: Database, tmp_path: Path
) -> None:
    put(store, a_census(tmp_path, a_child(reviews=("2024-08-05", "2025-01-20"))))
    result = put(store, a_census(tmp_path, a_child(reviews=("2024-08-12", "2025-01-20"))))
    assert days(store, "review_conference_held") == ["2024-08-12", "2025-01-20"]
    assert [line.title for line in result.accounting][-1] == "Reviews, gone"


def test_the_census_of_another_year_is_left_alone(store: Database, tmp_path: Path) -> None:
    put(store, a_census(tmp_path, a_child(), a_child(number="L2")))
    following = [a_child(reviews=("2025-05-06",)), a_child(number="L3", reviews=())]
    later = census(*following).replace("2025-03-31", "2026-03-31")
    result = put(store, read(tmp_path, later))
    assert days(store, "review_conference_held") == ["2024-08-05", "2024-08-05", "2025-05-06"]
    assert not [line for line in result.accounting if line.table.endswith("gone")]
    # A child whom only the later census tells of is not the earlier one's to take back.
    put(store, a_census(tmp_path, a_child(), a_child(number="L2")))
    assert len(days(store, "referral_received")) == 3


def test_several_years_in_one_import_are_judged_each_by_its_own_census(
    store: Database, tmp_path: Path
) -> None:
    def two_years(*held: str) -> Reading:
        folder = tmp_path / "both"
        folder.mkdir(exist_ok=True)
        former = census(a_child(reviews=held)).encode()
        latter = census(a_child(reviews=("2025-05-06",))).replace("2025-03-31", "2026-03-31")
        (folder / "former.xml").write_bytes(former)
        (folder / "latter.xml").write_text(latter)
        return read_census([folder], now=NOW)

    put(store, two_years("2024-08-05", "2025-01-20"))
    put(store, two_years("2024-08-06"))
    assert days(store, "review_conference_held") == ["2024-08-06", "2025-05-06"]
    assert days(store, "referral_received") == ["2024-05-01"]


def test_a_child_with_a_refused_record_and_a_damaged_file_take_nothing_back(
    store: Database, tmp_path: Path
) -> None:
    put(store, a_census(tmp_path, a_child(reviews=("2024-08-05", "2025-01-20"))))
    put(store, a_census(tmp_path, a_child(reviews=("2024-08-05", "2025-02-30"))))
    assert len(days(store, "review_conference_held")) == 2
    text = census(a_child(), a_child(number="L2"))
    cut = text[: text.index("L2")]
    assert "not_read_whole" in {each.code for each in put(store, read(tmp_path, cut)).warnings}
    assert len(days(store, "review_conference_held")) == 2


def test_a_census_of_an_unknown_year_takes_nothing_back(store: Database, tmp_path: Path) -> None:
    put(store, a_census(tmp_path, a_child(reviews=("2024-08-05", "2025-01-20"))))
    text = census(a_child()).replace("2025-03-31", "2025-03-30")
    later = read(tmp_path, text)
    later.exported_on = date(2025, 4, 2)
    result = put(store, later)
    assert "year_in_doubt" in {each.code for each in result.warnings}
    assert len(days(store, "review_conference_held")) == 2


def test_a_child_who_is_gone_from_the_census_is_taken_back_with_a_warning(
    store: Database, tmp_path: Path
) -> None:
    put(store, a_census(tmp_path, a_child(), a_child(number="L2")))
    nameless = put(store, a_census(tmp_path, a_child(), child(number=None)))
    assert "children_gone" not in {each.code for each in nameless.warnings}
    assert len(days(store, "referral_received")) == 2
    result = put(store, a_census(tmp_path, a_child()))
    assert "children_gone" in {each.code for each in result.warnings}
    assert len(days(store, "referral_received")) == 1
    put(store, a_census(tmp_path, a_child(), a_child(number="L2")))
    assert len(days(store, "referral_received")) == 2


@st.composite
def children(draw: st.DrawFn) -> str:
    conference = draw(st.sampled_from(["2024-05-20", "2024-05-21", None]))
    held = draw(st.sets(st.sampled_from(["2024-08-05", "2024-08-19", "2025-01-20"])))
    return a_child(
        referred=draw(st.sampled_from(["2024-03-11", "2024-03-28", "2024-04-22", "2024-04-30"])),
        assessed=draw(st.sampled_from(["2024-03-29", "2024-05-01", "2024-05-02"])),
        enquired=draw(st.sampled_from(["2024-03-29", "2024-05-07", "2024-05-08"])),
        conference=conference,
        planned=draw(st.sampled_from(["2024-02-01", "2024-02-08", "2024-05-20", "2024-06-03"])),
        reviews=tuple(sorted(held)),
    )


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(children(), min_size=2, max_size=3), st.data())
def test_after_any_editions_in_any_order_the_clocks_are_those_of_the_last(
    empty: str, tmp_path: Path, written: list[str], data: st.DataObject
) -> None:
    order = data.draw(st.lists(st.sampled_from(written), min_size=2, max_size=4))
    database = open_database(copy_of(empty))
    try:
        for text in order:
            reading = a_census(tmp_path, text)
            assert reading.refusals == []
            put(database, reading, accept_removals=True)
        assert clocks_stored(database) == clocks_told(a_census(tmp_path, order[-1]))
    finally:
        database.dispose()


@st.composite
def damaged_children(draw: st.DrawFn) -> str:
    """A child of whom a day was written that there is not, or the number was left out."""
    text = draw(children())
    number, day, wrong = draw(
        st.sampled_from(
            [
                ("L1", "2024-06-03", "2024-06-31"),
                ("L1", "2024-08-05", "2024-08-32"),
                ("L1", "2024-05-07", "2024-05-32"),
                ("", "", ""),
            ]
        )
    )
    return text.replace("L1", number).replace(day, wrong) if day else text.replace("L1", number)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(st.lists(children() | damaged_children(), max_size=2), min_size=1, max_size=3),
    children(),
)
def test_after_any_editions_what_is_left_is_what_the_last_alone_would_leave(
    empty: str, tmp_path: Path, before: list[list[str]], last: str
) -> None:
    def readings(*written: list[str]) -> Iterator[Reading]:
        for children in written:
            numbered = [one.replace("L1", f"L{place}") for place, one in enumerate(children, 1)]
            yield a_census(tmp_path, *numbered)

    assert [reading.refusals for reading in readings([last])] == [[]]
    found = left_after(empty, tmp_path, readings(*before, [last]))
    assert found == left_after(empty, tmp_path, readings([last]))
