"""Returns of several years in one command are read one by one, each as of its own year."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.annex_a import write_lists
from tests.support.cin_census import census
from tests.support.cin_census import child as child_in_need
from tests.support.cin_census import episode as referral
from tests.support.command_line import Run, data
from tests.unit.intake.rows import EPISODES, HEADER, REVIEWS, child, episode, review

# 1 has been in care since 2019, 2 since February 2023; a return holds the reviews of its year only.
YEARS: dict[str, dict[str, list[str]]] = {
    "2022-23": {
        "header": [child("1"), child("2")],
        "episodes": [episode("03/06/2019"), episode("06/02/2023", number="2")],
        "reviews": [
            review("13/06/2022"),
            review("12/12/2022"),
            review("27/02/2023", number="2"),
        ],
    },
    "2023-24": {
        "header": [child("1"), child("2")],
        "episodes": [
            episode("03/06/2019", dec="04/09/2023", rec="X1"),
            episode("04/09/2023", "P", place="K2"),
            episode("06/02/2023", number="2", dec="05/02/2024", rec="E4A"),
        ],
        "reviews": [
            review("09/06/2023"),
            review("04/12/2023"),
            review("22/05/2023", number="2"),
            review("20/11/2023", number="2"),
        ],
    },
}
COLUMNS = {"header": HEADER, "episodes": EPISODES, "reviews": REVIEWS}


def write(folder: Path, tables: dict[str, list[str]], ending: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (folder / f"{name}{ending}.csv").write_text("\n".join([COLUMNS[name], *rows]) + "\n")
    return folder


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    return [write(tmp_path / "returns" / year, tables) for year, tables in YEARS.items()]


def clocks_after(run: Run, store: Path, *commands: list[Path]) -> list[dict[str, Any]]:
    """The clocks in a new store after these imports, without what differs by chance."""
    database = f"sqlite:///{store}"
    for paths in commands:
        assert run("import", "ssda903", *paths, "--database", database).exit_code == 0
    found = data(run("clocks", "list", "--json", "--database", database))
    return sorted(
        ({k: v for k, v in each.items() if k not in {"clock", "case_ref"}} for each in found),
        key=repr,
    )


@pytest.mark.parametrize("way", ["both", "backwards", "the folder above", "by name"])
def test_two_years_in_one_command_give_what_year_by_year_gives(
    run: Run, folders: list[Path], tmp_path: Path, way: str
) -> None:
    for year, tables in YEARS.items():
        write(tmp_path / "files", tables, f"_{year}")
    paths = {
        "both": folders,
        "backwards": folders[::-1],
        "the folder above": [folders[0].parent],
        "by name": [tmp_path / "files"],
    }[way]
    apart = clocks_after(run, tmp_path / "apart.db", *[[each] for each in folders])
    together = clocks_after(run, tmp_path / "together.db", paths)
    assert together == apart
    assert any(each["rule"] == "lac.review.subsequent" for each in apart)


def test_each_return_is_named_in_the_accounting(run: Run, folders: list[Path]) -> None:
    found = data(run("import", "ssda903", *folders, "--json"))
    assert [each["return"] for each in found["returns"]] == ["2022-23", "2023-24"]
    assert {(line["return"], line["table"], line["rows_read"]) for line in found["accounting"]} >= {
        ("2022-23", "reviews", 3),
        ("2023-24", "reviews", 4),
    }
    shown = run("import", "ssda903", *folders)
    assert shown.stdout.splitlines()[0].startswith("Return   Table")
    assert "2022-23:" in shown.stderr


def test_a_year_or_a_day_of_export_is_refused_with_several_returns(
    run: Run, folders: list[Path]
) -> None:
    for option in (["--year", "2023"], ["--exported-on", "2024-05-01"]):
        result = run("import", "ssda903", *folders, *option)
        assert result.exit_code == 1
        assert f"There are 2 returns here, and {option[0]} can be right of one only." in (
            result.stderr
        )


def test_folders_that_hold_parts_of_one_year_are_one_return(run: Run, tmp_path: Path) -> None:
    tables = YEARS["2023-24"]
    one = write(tmp_path / "one", {"header": tables["header"], "episodes": tables["episodes"]})
    other = write(tmp_path / "other", {"reviews": tables["reviews"]})
    found = data(run("import", "ssda903", one, other, "--year", "2023", "--json"))
    assert [line["table"] for line in found["accounting"]] == ["episodes", "header", "reviews"]


def test_the_day_of_an_export_is_kept_and_shown(run: Run, folders: list[Path]) -> None:
    result = run("import", "ssda903", folders[1], "--exported-on", "2024-05-01")
    assert "Exported on 1 May 2024." in result.stderr
    found = data(run("import", "ssda903", folders[1], "--exported-on", "2024-05-01", "--json"))
    assert found["exported_on"] == "2024-05-01"
    ahead = run("import", "ssda903", folders[1], "--exported-on", "2025-05-01")
    assert (ahead.exit_code, "lies in the future" in ahead.stderr) == (1, True)


def test_censuses_of_two_years_are_two_returns_with_the_days_on_which_they_were_made(
    run: Run, tmp_path: Path
) -> None:
    for file, day in (("b.xml", "2024-03-31"), ("a.xml", "2023-03-31")):
        text = census(child_in_need(referral("2022-06-06")), reference=day)
        (tmp_path / file).write_text(text)
    found = data(run("import", "cin-census", tmp_path / "b.xml", tmp_path / "a.xml", "--json"), 4)
    assert [each["return"] for each in found["returns"]] == ["2022-23", "2023-24"]
    assert [each["exported_on"] for each in found["returns"]] == ["2023-03-31", "2024-03-31"]
    year = run("import", "cin-census", tmp_path / "b.xml", tmp_path / "a.xml", "--year", "2024")
    assert year.exit_code == 1


def test_a_later_workbook_corrects_an_earlier_one_whichever_is_named_first(
    run: Run, tmp_path: Path
) -> None:
    row: dict[str, Any] = {"child": 4101, "started": date(2024, 3, 4)}
    write_lists(tmp_path / "annex_2024-06-03.xlsx", {8: [row]})
    write_lists(tmp_path / "annex_2024-09-02.xlsx", {8: [row | {"ceased": date(2024, 8, 1)}]})
    files = sorted(tmp_path.glob("*.xlsx"), reverse=True)
    found = data(run("import", "annex-a", *files, "--json"))
    assert [each["exported_on"] for each in found["returns"]] == ["2024-06-03", "2024-09-02"]
    assert not found["refusals"]


def test_lists_in_workbooks_of_their_own_are_one_return(run: Run, tmp_path: Path) -> None:
    write_lists(tmp_path / "list 8.xlsx", {8: [{"child": 4101, "started": date(2024, 3, 4)}]})
    write_lists(tmp_path / "list 3.xlsx", {3: [{"child": 4102, "received": date(2024, 3, 4)}]})
    found = data(run("import", "annex-a", tmp_path, "--json"))
    assert {line["table"] for line in found["accounting"]} >= {"list 3", "list 8"}
    assert "returns" not in found


def test_a_register_corrects_the_one_before_it(run: Run, tmp_path: Path) -> None:
    columns = "reference,procedure,received_on,stage1_responded_on\n"
    early, late = tmp_path / "january.csv", tmp_path / "february.csv"
    early.write_text(f"{columns}C-1,corporate,06/01/2025,\n")
    late.write_text(f"{columns}C-1,corporate,06/01/2025,20/01/2025\n")
    found = data(run("import", "complaints", early, late, "--json"))
    assert [each["return"] for each in found["returns"]] == ["january.csv", "february.csv"]
    assert not found["refusals"]


def renumbered(folder: Path, number: str) -> Path:
    """A return of one child under this number."""
    return write(
        folder,
        {
            "header": [child(number)],
            "episodes": [episode("05/06/2023", number=number)],
            "reviews": [review("26/06/2023", number=number)],
        },
    )


def test_a_number_that_has_lost_its_zeros_since_an_earlier_import_is_refused(
    run: Run, tmp_path: Path
) -> None:
    whole, damaged = renumbered(tmp_path / "whole", "0701"), renumbered(tmp_path / "lost", "701")
    assert run("import", "ssda903", whole).exit_code == 0
    before = dates_of(data(run("clocks", "list", "--json")))
    found = data(run("import", "ssda903", damaged, "--json"), 4)
    assert {each["code"] for each in found["refusals"]} == {"zeros_lost_since"}
    assert found["events_taken_back"] == 0
    assert dates_of(data(run("clocks", "list", "--json"))) == before


def dates_of(clocks: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The clocks and their dates, whatever is in doubt."""
    return [(one["clock"], one["due_on"]) for one in clocks]


def test_zeros_lost_in_an_earlier_import_are_pointed_out(run: Run, tmp_path: Path) -> None:
    whole, damaged = renumbered(tmp_path / "whole", "0701"), renumbered(tmp_path / "lost", "701")
    assert run("import", "ssda903", damaged).exit_code == 0
    result = run("import", "ssda903", whole)
    assert "zeros_lost_before" in result.stderr
    assert run("import", "ssda903", damaged).exit_code == 0
