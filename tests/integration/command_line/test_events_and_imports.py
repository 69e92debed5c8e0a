"""Events and returns through the front door: what is kept, refused and accounted for."""

import json
from datetime import date
from pathlib import Path

from tests.support.annex_a import write_lists
from tests.support.cin_census import assessment, census, child, episode
from tests.support.command_line import SIBLING, Run, data
from tests.support.standard_dataset import child_in_care, fill_database, write_csv_tables


def test_events_are_added_and_accounted_for(run: Run, feed: Path) -> None:
    result = run("events", "add", feed)
    assert result.exit_code == 0
    columns, values = result.stdout.splitlines()
    assert columns.split()[:3] == ["Table", "Rows", "read"]
    assert values.split() == ["events", "3", "3", "0", "0", "0", "0", "0", "3"]
    assert "Worked out 2 cases" in result.stderr


def test_adding_the_same_events_again_changes_nothing(loaded: Run, feed: Path) -> None:
    [line] = data(loaded("events", "add", feed, "--json"))["accounting"]
    assert (line["rows_read"], line["unchanged"], line["events_made"]) == (3, 3, 0)


def test_a_refused_line_is_told_and_the_rest_kept_with_code_4(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_text(f"{json.dumps(SIBLING)}\nnot JSON at all\n")
    result = run("events", "add", file)
    assert result.exit_code == 4
    assert "feed.jsonl, line 2: refused (bad_json). This is not JSON." in result.stderr
    assert "1 (bad_json 1)" in result.stdout
    assert "not JSON at all" not in result.output


def test_an_event_that_contradicts_one_of_the_same_id_is_quarantined_with_code_4(
    loaded: Run, tmp_path: Path
) -> None:
    file = tmp_path / "other.jsonl"
    file.write_text(json.dumps(SIBLING | {"at": "2025-01-17"}))
    found = data(loaded("events", "add", file, "--json"), exit_code=4)
    assert [one["code"] for one in found["quarantined"]] == ["same_id_other_content"]


def test_events_may_come_from_standard_input(run: Run) -> None:
    found = data(run("events", "add", "-", "--json", input=json.dumps(SIBLING)))
    assert found["accounting"][0]["events_made"] == 1


def test_standard_input_stands_alone(run: Run, feed: Path) -> None:
    assert run("events", "add", "-", feed).exit_code == 2


def test_a_file_that_is_not_there_is_refused_with_code_4(run: Run, tmp_path: Path) -> None:
    result = run("events", "add", tmp_path / "absent.csv")
    assert result.exit_code == 4
    assert "absent.csv: refused (file_unreadable)." in result.stderr


def test_a_corrected_return_says_how_much_it_took_back(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "return"
    folder.mkdir()

    def hold(*days: str) -> None:
        rows = "".join(f"1042,02/03/2015,{day},PN1\n" for day in days)
        (folder / "reviews.csv").write_text(f"CHILD,DOB,REVIEW,REVIEW_CODE\n{rows}")

    hold(*(f"{day:02}/06/2024" for day in range(1, 26)))
    assert "taken back" not in run("import", "ssda903", folder).stderr
    hold("01/06/2024", "30/06/2024")
    half = run("import", "ssda903", folder)
    assert "(many_rows_gone)" in half.stderr
    assert "taken back," not in half.stderr
    whole = run("import", "ssda903", folder, "--accept-removals")
    assert "24 events taken back, because what was imported no longer tells" in whole.stderr
    assert data(run("import", "ssda903", folder, "--json"))["events_taken_back"] == 0


def test_a_return_and_a_register_are_imported(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "return"
    folder.mkdir()
    (folder / "header.csv").write_text("CHILD,SEX,DOB\n1042,1,02/03/2015\n")
    (folder / "episodes.csv").write_text(
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE\n"
        "1042,20/12/2024,S,V2,N1,U1,PR1,,,\n"
    )
    found = data(run("import", "ssda903", folder, "--json"))
    assert {line["table"] for line in found["accounting"]} == {"header", "episodes"}

    register = tmp_path / "register.csv"
    register.write_text("reference,procedure,received_on\nC-1,statutory,06/01/2025\nC-2,,\n")
    result = run("import", "complaints", register)
    assert result.exit_code == 4
    assert "line 3" in result.stderr
    assert "complaints" in result.stdout


def test_a_census_is_imported_and_what_is_wrong_with_it_told_by_line_and_element(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "census.xml"
    good = child(episode("2024-05-01", before_flag=[assessment("2024-05-02", "2024-06-03")]))
    text = census(good, child(episode("2024-05-99"), number="C2"))
    file.write_text(text)
    line = text.splitlines().index("<CINreferralDate>2024-05-99</CINreferralDate>") + 1
    result = run("import", "cin-census", file)
    assert result.exit_code == 4
    place = f"census.xml, line {line}, Child[2]/CINdetails[1]/CINreferralDate"
    assert f"{place}: refused (cin_8600)" in result.stderr
    assert "2024-05-99" not in result.output
    found = data(run("import", "cin-census", file, "--json"), exit_code=4)
    assert found["kind"] == "cin-census"
    for table in found["accounting"]:
        fates = ("rows_giving_events", "unchanged", "corrected", "quarantined")
        told = sum(table[fate] for fate in fates) + sum(table["refused"].values())
        assert told + sum(table["set_aside"].values()) == table["rows_read"]


def test_an_annex_a_workbook_is_imported_sheet_by_sheet(run: Run, tmp_path: Path) -> None:
    rows = [
        {"child": 1042, "started": date(2025, 1, 13), "status": "V2"},
        {"child": 2087, "started": "soon"},
    ]
    result = run("import", "annex-a", write_lists(tmp_path / "annex_a.xlsx", {8: rows, 9: []}))
    assert result.exit_code == 4
    assert "annex_a.xlsx, list 8, line 3, Date Started to be Looked After: refused" in result.stderr
    # The child whose row was refused is known too, with a doubt.
    assert "Worked out 2 cases with " in result.stderr
    assert "1 doubt noted" in result.stderr
    assert "1 (impossible_date 1)" in result.stdout


def test_the_standard_dataset_is_imported_from_files_or_a_database(
    run: Run, tmp_path: Path
) -> None:
    tables = child_in_care("1042", "2025-01-06")
    folder = write_csv_tables(tmp_path / "ssd", tables)
    [person, *_] = data(run("import", "standard-dataset", folder, "--json"))["accounting"]
    assert (person["table"], person["events_made"]) == ("ssd_cla_episodes", 1)
    address = fill_database(f"sqlite:///{tmp_path / 'warehouse.db'}", tables)
    again = data(run("import", "standard-dataset", "--database-url", address, "--json"))
    assert sum(line["unchanged"] for line in again["accounting"]) == 2
    assert run("import", "standard-dataset").exit_code == 2


def test_a_return_without_a_file_is_a_problem_in_three_lines(run: Run, tmp_path: Path) -> None:
    result = run("import", "ssda903", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 3
    assert result.stderr.splitlines()[-1] == "Code: no_return_files"


def test_a_synthetic_authority_is_exported_and_its_register_imported(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "county"
    asked = ("demo", "export", folder, "--seed", "2", "--children", "20", "--as-of", "2025-11-03")
    found = data(run(*asked, "--json"))
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    assert sum(line["duties"] for line in found["formats"]) == len(truth["duties"])
    assert found["files"][-1] == str(folder / "truth.json")
    register = folder / "complaints-register.csv"
    read = data(run("import", "complaints", register, "--as-of", "2025-11-03", "--json"))
    assert read["accounting"][0]["refused"] == {}
    assert "Wrote 35 files into county." in run(*asked).stderr
