"""The demonstration as an SSDA903 return and as a standard dataset that tells otherwise in places.

What is put in on purpose is known, so that what the engine lists can be held against it.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from demo.export.years import Span
from tests.support.standard_dataset import write_csv_tables

Row = dict[str, str]
Dataset = dict[str, list[Row]]
# A kind of fact, the child's number, what differs, and what each says.
Difference = tuple[str, str, str, str]

_ONE_DAY = timedelta(days=1)
_RETURN, _DATASET = "ssda903", "standard-dataset"


@dataclass(slots=True)
class Planted:
    """What a dataset was made to tell otherwise than the return: differently, or not at all."""

    differences: list[Difference] = field(default_factory=list)
    left_out: list[tuple[str, str, date]] = field(default_factory=list)


def dataset_in(folder: Path) -> Dataset:
    """The rows of each table of a dataset's folder."""
    found = {}
    for path in sorted(folder.iterdir()):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = list(csv.DictReader(file))
    return found


def write_dataset(folder: Path, dataset: Dataset) -> Path:
    """Write a dataset into a folder of its own."""
    return write_csv_tables(folder, dataset)


def without_reviews_before(dataset: Dataset, first: date) -> Dataset:
    """The dataset of a case system that came into use on a day."""
    reviews = [row for row in dataset["ssd_cla_reviews"] if _held(row) >= first]
    return {**dataset, "ssd_cla_reviews": reviews}


def children_in_care_by(folder: Path) -> set[str]:
    """The children of a return whose last episode goes on, but for those on short breaks."""
    with (folder / "episodes.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["CHILD"]
            for row in csv.DictReader(file)
            if not row["DEC"] and row["LS"] not in ("V3", "V4")
        }


def those_with(dataset: Dataset, role: str) -> set[str]:
    """The children for whom somebody is responsible in a role with that word."""
    return {
        row["invo_person_id"]
        for row in dataset["ssd_involvements"]
        if role in row["invo_professional_role_id"]
    }


def told_otherwise(dataset: Dataset, year: Span) -> tuple[Dataset, Planted]:
    """The dataset with other days, codes and births than the return, and without some reviews.

    A child has one of them at most.
    """
    changed = {name: [dict(row) for row in rows] for name, rows in dataset.items()}
    planted = Planted()
    child_of = {row["clae_cla_id"]: row["clae_person_id"] for row in changed["ssd_cla_episodes"]}
    lasting = {
        row["clae_cla_id"]
        for row in changed["ssd_cla_episodes"]
        if not row["clae_cla_episode_ceased"]
    }
    one_each: dict[str, Row] = {}
    for row in changed["ssd_cla_reviews"]:
        if row["clar_cla_id"] in lasting and year.first + _ONE_DAY < _held(row) < year.last:
            one_each.setdefault(child_of[row["clar_cla_id"]], row)
    # One birth only: where many differ the two sources mean other children by their numbers.
    (child, review), *others = one_each.items()
    _born_later(changed, planted, child, review)
    fates = (_held_later, _took_part_otherwise, None, _left_out)
    for place, (child, review) in enumerate(others):
        fate = fates[place % len(fates)]
        if fate is not None:
            fate(changed, planted, child, review)
    _came_later(changed, planted, year, one_each)
    return changed, planted


def _held_later(_: Dataset, planted: Planted, child: str, review: Row) -> None:
    day = _held(review)
    review["clar_cla_review_date"] = str(day + _ONE_DAY)
    planted.differences.append(("review held", child, "day", _days(day + _ONE_DAY, day)))


def _took_part_otherwise(_: Dataset, planted: Planted, child: str, review: Row) -> None:
    code = review["clar_cla_review_participation"]
    other = review["clar_cla_review_participation"] = "PN2" if code != "PN2" else "PN3"
    said = f"{_DATASET}: {other}; {_RETURN}: {code}"
    planted.differences.append(("review held", child, "participation", said))


def _born_later(changed: Dataset, planted: Planted, child: str, _: Row) -> None:
    person = next(row for row in changed["ssd_person"] if row["pers_person_id"] == child)
    person["pers_dob"] = str(date.fromisoformat(person["pers_dob"]) + _ONE_DAY)
    said = f"{_DATASET} and {_RETURN} give other dates of birth"
    planted.differences.append(("born", child, "day", said))


def _left_out(changed: Dataset, planted: Planted, child: str, review: Row) -> None:
    changed["ssd_cla_reviews"].remove(review)
    planted.left_out.append(("review held", child, _held(review)))


def _came_later(changed: Dataset, planted: Planted, year: Span, not_these: Iterable[str]) -> None:
    """Of a child who came into care in the year and has no other difference, two days later."""
    rows = changed["ssd_cla_episodes"]
    row = next(
        row
        for row in rows
        if row["clae_person_id"] not in not_these
        and row["clae_cla_episode_start_date"] == row["clae_entered_care_date"]
        and date.fromisoformat(row["clae_entered_care_date"]) in year
        and sum(row["clae_cla_id"] == other["clae_cla_id"] for other in rows) == 1
    )
    child, day = row["clae_person_id"], date.fromisoformat(row["clae_entered_care_date"])
    for table in ("ssd_cla_episodes", "ssd_legal_status", "ssd_cla_placement"):
        for cells, column in _days_of(changed[table], child, day):
            cells[column] = str(day + 2 * _ONE_DAY)
    for kind in ("became looked after", "placement started"):
        planted.differences.append((kind, child, "day", _days(day + 2 * _ONE_DAY, day)))


def _days_of(rows: list[Row], child: str, day: date) -> Iterator[tuple[Row, str]]:
    for row in rows:
        if child in row.values():
            yield from ((row, column) for column, cell in row.items() if cell == str(day))


def _held(row: Row) -> date:
    return date.fromisoformat(row["clar_cla_review_date"])


def _days(dataset: date, told: date) -> str:
    return f"{_DATASET}: {dataset:%-d %B %Y}; {_RETURN}: {told:%-d %B %Y}"
