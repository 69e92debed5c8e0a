"""Returns put right one by one: the wrong year, a child who stayed, a table that lacks its rows."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from domain.errors import ProblemError
from intake.reading import Reading
from store.database import Database, open_database
from tests.support.editions import clocks_stored, clocks_told, days, put
from tests.support.ssda903_editions import a_return
from tests.unit.intake.rows import child, episode
from tests.unit.intake.rows import review as review_row


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'store.db'}")
    opened.migrate()
    yield opened
    opened.dispose()


def test_a_return_given_under_the_wrong_year_is_refused_and_says_which_it_is_of(
    store: Database, tmp_path: Path
) -> None:
    tables = {
        "header": [child()],
        "episodes": [episode("01/05/2024")],
        "reviews": [review_row("11/08/2024"), review_row("10/02/2025")],
    }
    with pytest.raises(ProblemError) as refused:
        a_return(tmp_path / "return", tables, year=2023)
    assert refused.value.code == "wrong_year"
    assert "of the year to 31 March 2025" in refused.value.message
    assert "--year 2024" in refused.value.remedy
    put(store, a_return(tmp_path / "return", tables, year=2024))
    assert days(store, "review_held") == ["2024-08-11", "2025-02-10"]


def test_the_same_tables_under_the_right_year_take_the_place_of_those_under_the_wrong_one(
    store: Database, tmp_path: Path
) -> None:
    tables = {"header": [child()], "episodes": [episode("01/05/2023")]}
    put(store, a_return(tmp_path / "return", tables, year=2023))
    tables["reviews"] = [review_row("12/08/2024")]
    right = put(store, a_return(tmp_path / "return", tables, year=2024))
    assert clocks_stored(store) == clocks_told(a_return(tmp_path / "return", tables, year=2024))
    assert "table_absent" not in {each.code for each in right.warnings}


def test_a_child_who_is_told_to_be_in_care_still_has_not_left_it_before(
    store: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "return"
    left = episode("05/06/2023", dec="11/03/2024", rec="E4A")
    stays = {"episodes": [episode("05/06/2023")], "reviews": [review_row("12/08/2024")]}
    for _ in range(2):
        put(store, a_return(folder, year=2023, header=[child()], episodes=[left]))
        put(store, a_return(folder, stays, header=[child()]))
        assert days(store, "ceased_looked_after") == []
        assert days(store, "became_looked_after") == ["2023-06-05"]


# A table that may only lack something.


@pytest.mark.parametrize(
    ("reviews", "code"),
    [([], "table_empty"), (None, "table_absent"), (["03/06/2024"], "many_rows_gone")],
)
def test_a_table_that_is_absent_empty_or_half_gone_is_kept_and_said(
    store: Database, tmp_path: Path, reviews: list[str] | None, code: str
) -> None:
    def of(held: list[str] | None) -> Reading:
        tables = {} if held is None else {"reviews": [review_row(day) for day in held]}
        folder = tmp_path / "return"
        return a_return(folder, tables, header=[child()], episodes=[episode("07/05/2024")])

    put(store, of(["03/06/2024", "20/08/2024", "11/11/2024"]))
    for _ in range(2):
        lacking = of(reviews)
        result = put(store, lacking)
        assert len(days(store, "review_held")) == 3
        assert [each.code for each in result.warnings] == [code]
        [gap] = lacking.gaps
        assert (gap.table, gap.code, gap.subject) == ("reviews", code, None)
        assert "review_held" in gap.tells
        assert (gap.since, gap.until) == (date(2024, 4, 1), date(2025, 3, 31))
        assert "reviews" in {line.title for line in result.accounting}
    put(store, of(["03/06/2024", "21/08/2024", "11/11/2024"]))
    assert days(store, "review_held") == ["2024-06-03", "2024-08-21", "2024-11-11"]


def test_rows_that_are_rightly_gone_are_taken_back_when_a_person_says_so(
    store: Database, tmp_path: Path
) -> None:
    tables = {"header": [child()], "episodes": [episode("07/05/2024")]}
    put(store, a_return(tmp_path / "return", tables, reviews=[review_row("03/06/2024")]))
    right = a_return(tmp_path / "return", tables, reviews=[])
    result = put(store, right, accept_removals=True)
    assert (days(store, "review_held"), result.warnings, right.gaps) == ([], [], [])
