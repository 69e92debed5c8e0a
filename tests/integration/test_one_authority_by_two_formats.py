"""The same authority told as SSDA903 and as standard dataset is what it is by either alone."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from engine.loading import load
from engine.measures import MeasureQuestion, measures
from engine.queries import ClockQuestion, clocks
from engine.sweep import sweep
from engine.workspace import Workspace
from intake.reading import Reading
from intake.ssda903.reader import read_return
from intake.standard_dataset.reader import read_dataset_in_files
from tests.support.standard_dataset import write_csv_tables
from tests.support.workspaces import at, ledger, open_at, references

NOW = at("2026-03-31 22:00")
DAY = date(2026, 3, 31)
CHILDREN = 12
# What both formats tell, so that it must be the same by either and by both.
RULES = ("lac.review.first", "lac.review.second", "lac.review.subsequent")


def began(number: int) -> date:
    return date(2025, 4, 7) + timedelta(days=17 * number)


def reviewed(number: int) -> list[date]:
    """The reviews of a child: in time for some, and late for every third."""
    days = [began(number) + timedelta(days=25 + 20 * (number % 3 == 0))]
    days.append(days[0] + timedelta(days=85))
    return [day for day in days if day < DAY]


def as_ssda903(folder: Path) -> Reading:
    tables: dict[str, list[Sequence[Any]]] = {
        "header": [("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB")],
        "episodes": [
            (
                *("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER"),
                *("DEC", "REC", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"),
            )
        ],
        "reviews": [("CHILD", "DOB", "REVIEW", "REVIEW_CODE")],
    }
    for number in range(CHILDREN):
        child, born = 1000 + number, f"{2012 - number % 5}-05-04"
        tables["header"].append((child, 1 + number % 2, born, "WBRI", "", "", ""))
        placed = ("S", "V2", "N1", "U6", "PR1")
        tables["episodes"].append((child, began(number), *placed, *[""] * 6))
        tables["reviews"] += [(child, born, day, "PN1") for day in reviewed(number)]
    folder.mkdir(exist_ok=True)
    for name, lines in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(lines)
    return read_return([folder], now=NOW)


def as_dataset(folder: Path) -> Reading:
    children = [(str(1000 + number), number) for number in range(CHILDREN)]
    tables = {
        "ssd_person": [
            {"pers_person_id": child, "pers_dob": f"{2012 - number % 5}-05-04"}
            for child, number in children
        ],
        "ssd_cla_episodes": [
            {
                "clae_cla_episode_id": f"E{child}",
                "clae_person_id": child,
                "clae_cla_id": f"P{child}",
                "clae_cla_episode_start_date": began(number).isoformat(),
                "clae_entered_care_date": began(number).isoformat(),
            }
            for child, number in children
        ],
        "ssd_cla_reviews": [
            {
                "clar_cla_review_id": f"R{child}-{day}",
                "clar_cla_id": f"P{child}",
                "clar_cla_review_date": day.isoformat(),
                "clar_cla_review_participation": "PN1",
            }
            for child, number in children
            for day in reviewed(number)
        ],
    }
    return read_dataset_in_files([write_csv_tables(folder, tables)], now=NOW).reading


READ: dict[str, Callable[[Path], Reading]] = {
    "ssda903": as_ssda903,
    "standard-dataset": as_dataset,
}


@contextmanager
def imported(folder: Path, *kinds: str) -> Iterator[Workspace]:
    """A store with some formats imported, one after the other, and swept after each."""
    folder.mkdir()
    workspace = open_at(f"sqlite:///{folder}/store.db", folder)
    for kind in kinds:
        reading = READ[kind](folder / kind)
        assert reading.refusals == []
        load(workspace, reading, kind=kind, now=NOW, new_ref=references(workspace))
        sweep(workspace, now=NOW)
    yield workspace
    workspace.database.dispose()


def duties(workspace: Workspace) -> list[tuple[Any, ...]]:
    """The review clocks by what people know of them: no reference, no id."""
    return sorted(
        (
            view["rule"],
            view["started_on"],
            view["due_on"],
            view["completed_on"] or "",
            view["state"],
        )
        for view in clocks(workspace, ClockQuestion(DAY))
        if view["rule"] in RULES
    )


def figures(workspace: Workspace) -> dict[str, tuple[Any, Any]]:
    """What is counted of children and of their reviews."""
    asked = ("lac.reviews.on_time", "lac.participation")
    found = measures(
        workspace,
        MeasureQuestion(first=date(2025, 4, 1), last=DAY, as_at=DAY, measures=asked),
    )
    return {one["measure"]: (one["numerator"], one["denominator"]) for one in map(as_json, found)}


def as_json(indicator: Any) -> dict[str, Any]:
    found: dict[str, Any] = indicator.as_json()
    return found


def told(workspace: Workspace) -> list[tuple[str, str, str, date]]:
    """What stands of what was told of reviews."""
    return sorted(
        (one.rule, one.rung, one.recipient, one.due_on)
        for one in ledger(workspace)
        if one.withdrawn_at is None and one.rule in RULES
    )


@pytest.mark.parametrize("order", list(permutations(READ)), ids=" then ".join)
def test_both_formats_together_are_what_either_is_alone(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    with (
        imported(tmp_path / "return", "ssda903") as by_return,
        imported(tmp_path / "dataset", "standard-dataset") as by_dataset,
        imported(tmp_path / "both", *order) as both,
    ):
        with both.database.reading() as work:
            assert work.cases.count() == CHILDREN
        assert len(duties(both)) > 2 * CHILDREN
        assert duties(both) == duties(by_return)
        assert figures(both) == figures(by_return)
        assert told(both)
        assert told(both) == told(by_return) == told(by_dataset)
        # Of those it tells of first the dataset alone cannot know whether care began before.
        assert of_those_who_came_later(both) == of_those_who_came_later(by_dataset)
        # Told once: nobody heard of a review again when the second format came.
        raised = [(a.rule, a.rung, a.recipient, a.due_on, a.case) for a in ledger(both)]
        reviews = [one for one in raised if one[0] in RULES]
        assert len(reviews) == len(set(reviews))


def of_those_who_came_later(workspace: Workspace) -> list[tuple[Any, ...]]:
    """The first and second reviews of children who came into care some months into the year."""
    return [one for one in duties(workspace) if one[0] in RULES[:2] and one[1] >= "2025-09-15"]


def test_imported_again_in_any_order_nothing_changes(tmp_path: Path) -> None:
    with imported(tmp_path / "both", *READ) as both:
        before = duties(both), figures(both), told(both), len(ledger(both))
        for kind in reversed(READ):
            reading = READ[kind](tmp_path / "both" / kind)
            load(both, reading, kind=kind, now=NOW, new_ref=references(both))
            sweep(both, now=NOW)
        assert (duties(both), figures(both), told(both), len(ledger(both))) == before
