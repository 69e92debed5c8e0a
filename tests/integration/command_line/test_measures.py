"""The published figures through the front door."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from engine.settings import SETTINGS_FILE
from tests.support.command_line import Run, data
from tests.support.workspaces import Fact, fact

# The keys that other people's programs read, in the order of the contract.
CONTRACT = [
    *("measure", "title", "from", "to", "as_at", "numerator", "denominator", "value", "unit"),
    *("target", "rag", "change", "profile"),
]
REVIEWS = "lac.reviews.on_time"


def child(number: str, came: str, held: str, iro: str, team: str) -> list[Fact]:
    return [
        fact(number, "became_looked_after", came, legal_status="C2"),
        fact(number, "responsible_assigned", came, role="iro", person=iro),
        fact(
            number, "responsible_assigned", came, id=f"SW {number}", role="social_worker", team=team
        ),
        fact(number, "review_held", held, part="whole", participation="PN1"),
    ]


# Two reviews on time and one a day late in the year to 31 March 2025; one on time the year before.
FACTS = [
    *child("LCS-1", "2024-06-03", "2024-07-01", "IRO-01", "North"),
    *child("LCS-2", "2024-06-03", "2024-07-02", "IRO-02", "North"),
    *child("LCS-3", "2024-09-02", "2024-09-30", "IRO-02", "South"),
    *child("LCS-4", "2023-06-05", "2023-07-03", "IRO-01", "North"),
    # Overdue, and never held.
    fact("LCS-5", "became_looked_after", "2024-12-02", legal_status="C2"),
]


@pytest.fixture
def reviewed(run: Run, tmp_path: Path) -> Run:
    file = tmp_path / "reviews.jsonl"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in FACTS))
    assert run("events", "add", file).exit_code == 0
    return run


def figures(run: Run, *more: str | Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data(run("measures", "--measure", REVIEWS, "--json", *more))
    return found


def table(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_a_figure_has_the_keys_that_others_rely_on_first(reviewed: Run) -> None:
    [found] = figures(reviewed)
    assert list(found)[: len(CONTRACT)] == CONTRACT
    assert (found["numerator"], found["denominator"], found["value"]) == (2, 3, 66.7)
    assert (found["exact"], found["unit"], found["change"]) == (66.666667, "review", "decrease")
    assert (found["reading"], found["profile"]) == ("completion", "statutory")
    assert (found["missed"], found["missed_value"], found["outstanding"]) == (1, 33.3, 4)
    # The table has them too.
    [row] = table(reviewed("measures", "--measure", REVIEWS))
    assert list(row)[: len(CONTRACT)] == CONTRACT
    assert (row["numerator"], row["denominator"], row["value"]) == ("2", "3", "66.7")


def test_the_financial_year_to_date_is_what_is_not_asked_otherwise(reviewed: Run) -> None:
    [found] = figures(reviewed)
    assert (found["from"], found["to"], found["as_at"]) == ("2024-04-01",) + ("2025-01-27",) * 2
    [found] = figures(reviewed, "--to", "2024-03-31")
    assert (found["from"], found["to"]) == ("2023-04-01", "2024-03-31")
    assert (found["numerator"], found["denominator"]) == (1, 1)


def test_every_measure_is_printed_also_where_there_is_nothing_to_count(reviewed: Run) -> None:
    found = data(reviewed("measures", "--json"))
    assert len(found) == len({one["measure"] for one in found}) > 23
    empty = next(one for one in found if one["measure"] == "complaint.stage2.within_65")
    assert (empty["denominator"], empty["value"], empty["rag"]) == (0, None, None)


def test_a_figure_as_of_a_past_day_is_what_it_was_on_that_day(reviewed: Run) -> None:
    [found] = figures(reviewed, "--as-of", "2024-07-01")
    assert (found["numerator"], found["denominator"], found["as_at"]) == (1, 1, "2024-07-01")
    [found] = figures(reviewed, "--as-of", "2024-07-02", "--to", "2025-03-31")
    assert (found["numerator"], found["denominator"]) == (1, 2)


def test_what_was_learned_later_is_left_out_when_asked(reviewed: Run) -> None:
    [found] = figures(reviewed, "--known-at", "2025-01-26")
    assert found["denominator"] == 0
    assert figures(reviewed, "--known-at", "2025-01-27") == figures(reviewed)


def test_teams_officers_areas_and_quarters_each_have_their_own(
    reviewed: Run, tmp_path: Path
) -> None:
    (tmp_path / "data" / SETTINGS_FILE).write_text('[service_areas]\nNorth = "Children in care"\n')
    groups = {
        by: [(one["group"], one["numerator"], one["denominator"]) for one in found]
        for by in ("team", "iro", "area")
        if (found := [one for one in figures(reviewed, "--by", by) if one["denominator"]])
    }
    assert groups == {
        "team": [("North", 1, 2), ("South", 1, 1)],
        "iro": [("IRO-01", 1, 1), ("IRO-02", 1, 2)],
        "area": [("Children in care", 1, 2), ("not assigned", 1, 1)],
    }
    quarters = figures(reviewed, "--by", "quarter", "--to", "2025-03-31")
    assert [one["denominator"] for one in quarters] == [0, 3, 0, 0]
    assert [one["from"] for one in quarters][1] == "2024-07-01"


def test_bands_and_other_readings_have_lines_of_their_own(reviewed: Run) -> None:
    rows = table(reviewed("measures", "--measure", "lac.participation", "--bands"))
    assert [row["band"] for row in rows] == ["", *(f"PN{n}" for n in range(1, 8))]
    assert (rows[1]["numerator"], rows[1]["value"], rows[2]["numerator"]) == ("3", "100.0", "0")
    rows = table(reviewed("measures", "--measure", REVIEWS, "--readings"))
    assert [row["reading"] for row in rows] == ["completion", "part_1"]


def test_the_cases_behind_a_figure_are_listed_by_reference(reviewed: Run) -> None:
    rows = table(reviewed("measures", "--measure", REVIEWS, "--missed"))
    late = [row for row in rows if row["outstanding"] == "False"]
    assert [(row["due_on"], row["done_on"], row["iro"]) for row in late] == [
        ("2024-07-01", "2024-07-02", "IRO-02")
    ]
    assert len(late[0]["case_ref"]) == len(late[0]["clock"]) == 36
    assert len(rows) == 5
    where_less_is_better = table(reviewed("measures", "--measure", "cp.plans.repeat", "--missed"))
    assert where_less_is_better == []


def test_what_was_published_stays_when_the_figures_move(reviewed: Run, tmp_path: Path) -> None:
    year = ("--from", "2024-04-01", "--to", "2025-03-31", "--measure", REVIEWS)
    assert reviewed("measures", *year, "--freeze").exit_code == 2
    frozen = reviewed("measures", *year, "--freeze", "--reason", "Annual report")
    assert "Kept 1 figure as published." in frozen.stderr
    file = tmp_path / "late.jsonl"
    file.write_text(json.dumps(fact("LCS-5", "review_held", "2025-01-24", part="whole")))
    assert reviewed("events", "add", file).exit_code == 0
    assert reviewed("measures", *year, "--freeze", "--reason", "Restated").exit_code == 0
    first, second = data(reviewed("measures", *year, "--published", "--json"))
    assert (first["value"], first["reason"], first["restated"]) == (66.7, "Annual report", False)
    assert (second["value"], second["reason"], second["restated"]) == (50.0, "Restated", True)
    assert first["published_as_at"] == "2025-01-27"
    rows = table(reviewed("measures", *year, "--published"))
    assert [row["value"] for row in rows] == ["66.7", "50.0"]
    # Another period has not been published.
    assert data(reviewed("measures", "--to", "2024-03-31", "--published", "--json")) == []


COMPARATORS = f"""\
measure,from,to,quartile_1,quartile_2,quartile_3,average
{REVIEWS},2024-04-01,2025-03-31,70,80,90,82.5
{REVIEWS},2024-04-01,2025-03-31,70,eighty,90,
lac.reviews,2024-04-01,2025-03-31,70,80,90,
{REVIEWS},01/04/24,2025-03-31,70,80,90,
"""


def test_comparators_give_the_colour_and_wrong_ones_are_refused_one_by_one(
    reviewed: Run, tmp_path: Path
) -> None:
    file = tmp_path / "comparators.csv"
    file.write_text(COMPARATORS)
    answer = reviewed("measures", "--measure", REVIEWS, "--json", "--comparators", file)
    [found] = data(answer, exit_code=4)
    assert (found["quartile"], found["rag"], found["comparator"]["average"]) == (4, "red", 82.5)
    assert [line.split(":")[0] for line in answer.stderr.splitlines()] == [
        "comparators.csv, line 3, quartile_2",
        "comparators.csv, line 4, measure",
        "comparators.csv, line 5, from",
        "Kept 1 comparator.",
    ]
    # They are kept.
    assert figures(reviewed)[0]["rag"] == "red"


def test_a_colour_of_ones_own_needs_a_reason_and_a_staff_code(
    reviewed: Run, tmp_path: Path
) -> None:
    file = tmp_path / "comparators.csv"
    file.write_text("\n".join(COMPARATORS.splitlines()[:2]))
    colour = ("measures", "--measure", REVIEWS, "--comparators", file, "--colour", "amber")
    assert reviewed(*colour).exit_code == 2
    assert reviewed(*colour, "--reason", "One child").exit_code == 2
    assert reviewed(*colour, "--reason", "One child", "--staff", "Mrs Jane Doe").exit_code == 2
    assert figures(reviewed)[0]["rag"] is None
    given = reviewed(*colour, "--reason", "One child", "--staff", "HS-01", "--json")
    [found] = data(given)
    assert found["rag"] == "amber"
    assert found["override"] == {"reason": "One child", "by": "HS-01", "instead_of": "red"}
    assert figures(reviewed)[0]["rag"] == "amber"
    assert figures(reviewed, "--to", "2024-12-31")[0]["rag"] == "red"
    back = ("--colour", "none", "--reason", "Checked", "--staff", "HS-01")
    assert figures(reviewed, *back)[0]["rag"] == "red"


def test_a_measure_or_a_period_that_makes_no_sense_is_refused(reviewed: Run) -> None:
    unknown = reviewed("measures", "--measure", "lac.reviews")
    assert (unknown.exit_code, "unknown_measure" in unknown.stderr) == (1, True)
    backwards = reviewed("measures", "--from", "2025-01-02", "--to", "2025-01-01")
    assert (backwards.exit_code, "period_backwards" in backwards.stderr) == (1, True)


def test_no_case_number_is_in_any_figure_or_list(reviewed: Run) -> None:
    for more in ((), ("--missed",), ("--by", "iro", "--json")):
        shown = reviewed("measures", *more)
        assert shown.exit_code == 0
        assert "IRO-0" in shown.stdout or "lac." in shown.stdout
        assert "LCS" not in shown.stdout


def test_a_measure_of_days_lists_them_by_child_and_says_who_is_left_out(
    run: Run, tmp_path: Path
) -> None:
    facts = [
        fact("LCS-1", "became_looked_after", "2023-01-01"),
        fact("LCS-1", "placed_for_adoption", "2024-01-01"),
        fact("LCS-1", "adoption_order_made", "2024-06-03"),
        fact("LCS-2", "became_looked_after", "2023-01-01"),
        fact("LCS-2", "placed_for_adoption", "2023-04-11"),
        fact("LCS-2", "adoption_order_made", "2024-09-02"),
        fact("LCS-3", "became_looked_after", "2023-01-01", already_looked_after=True),
        fact("LCS-3", "placed_for_adoption", "2023-12-31"),
        fact("LCS-3", "adoption_order_made", "2024-10-01"),
    ]
    file = tmp_path / "adopted.jsonl"
    file.write_text("".join(f"{json.dumps(one)}\n" for one in facts))
    assert run("events", "add", file).exit_code == 0
    measure, year = "adoption.entry_to_placement", ("--from", "2024-04-01", "--to", "2025-03-31")
    asked = ("measures", "--measure", measure, *year)
    [found] = data(run(*asked, "--json"))
    assert (found["denominator"], found["value"], found["median"]) == (2, 232.5, 232.5)
    assert found["left_out"] == [{"why": "when care began is not on record", "count": 1}]
    [row] = table(run(*asked))
    assert (row["median"], row["left_out"]) == ("232.5", "1")
    listed = table(run(*asked, "--missed"))
    assert [(one["on"], one["days"], one["left_out"]) for one in listed] == [
        ("2024-06-03", "365", ""),
        ("2024-09-02", "100", ""),
        ("2024-10-01", "", "when care began is not on record"),
    ]
