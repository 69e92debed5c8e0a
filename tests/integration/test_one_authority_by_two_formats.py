"""The demonstration told as SSDA903 and as standard dataset is what it is by either alone."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from demo.export.writing import county, export
from demo.export.years import last_complete_year
from domain.clocks.clock import State
from engine.loading import load
from engine.measures import MeasureQuestion, measures
from engine.queries import ClockQuestion, clocks
from engine.reports import ReportQuestion, make_report
from engine.sweep import sweep
from engine.workspace import Workspace
from intake.catalogue import every_format
from reports.report import Cell, Report
from tests.support.one_authority import (
    Planted,
    children_in_care_by,
    dataset_in,
    those_with,
    told_otherwise,
    without_reviews_before,
    write_dataset,
)
from tests.support.round_trips import evening_of
from tests.support.workspaces import ledger, open_at, references

# The last day of the return's year, so that both tell of the same time.
DAY = date(2025, 3, 31)
NOW = evening_of(DAY)
YEAR = last_complete_year(DAY)
SEED, CHILDREN = 3, 60
# What the return tells of too, so that it must be the same by either and by both.
OF_BOTH = ("lac.review.first", "lac.review.second", "lac.review.subsequent")
MEASURES_OF_BOTH = {"lac.participation", "lac.reviews.on_time"}
# They look at the placements on the last day, which a yearly return does not reach for everybody.
OF_THE_LAST_DAY = {"lac.placements.three_or_more", "lac.placements.two_years"}
RETURN, DATASET = "ssda903", "standard-dataset"
either_first = pytest.mark.parametrize(
    "order", list(permutations((RETURN, DATASET))), ids=" then ".join
)


@dataclass(frozen=True, slots=True)
class Authority:
    """The files of one authority, with the dataset as it is, as far back as the return, and with
    what it tells otherwise."""

    folder: Path
    planted: Planted

    def path(self, kind: str, dataset: str) -> Path:
        return self.folder / (RETURN if kind == RETURN else dataset)


Imported = Callable[..., Workspace]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    folder = tmp_path_factory.mktemp("authority")
    export(folder, county(SEED, DAY), children=CHILDREN)
    whole = dataset_in(folder / DATASET)
    write_dataset(folder / "of-the-year", without_reviews_before(whole, YEAR.first))
    changed, planted = told_otherwise(whole, YEAR)
    write_dataset(folder / "otherwise", changed)
    return Authority(folder, planted)


@pytest.fixture(scope="module")
def imported(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    """A store with some formats imported, one after the other, and swept after each."""
    spaces: list[Workspace] = []

    @cache
    def those(*kinds: str, dataset: str = DATASET) -> Workspace:
        folder = tmp_path_factory.mktemp("store")
        spaces.append(open_at(f"sqlite:///{folder}/store.db", folder))
        for kind in kinds:
            tell(spaces[-1], kind, authority.path(kind, dataset))
        return spaces[-1]

    yield those
    for each in spaces:
        each.database.dispose()


def tell(workspace: Workspace, kind: str, path: Path) -> None:
    reading = every_format()[kind].read([path], now=NOW)
    assert reading.refusals == []
    load(workspace, reading, kind=kind, now=NOW, new_ref=references(workspace))
    sweep(workspace, now=NOW)


def subjects(workspace: Workspace) -> dict[str, str]:
    """The children's numbers by the references of their cases."""
    with workspace.database.reading() as work:
        found = work.cases.subjects(work.cases.all_refs())
    return {case: number for case, (_, number) in found.items()}


def duties(workspace: Workspace, *rules: str) -> Counter[tuple[Any, ...]]:
    """The clocks by what people know of them, of some rules or of all: no reference, no id."""
    numbers = subjects(workspace)
    said = ("started_on", "due_on", "completed_on", "stopped_on", "state")
    return Counter(
        (view["rule"], numbers[view["case_ref"]], *(str(view.get(name)) for name in said))
        for view in clocks(workspace, ClockQuestion(DAY))
        if not rules or view["rule"] in rules
    )


def figures(workspace: Workspace, by: str | None = None) -> dict[tuple[str, str | None], Any]:
    """Every measure of the return's year that has anything to count."""
    asked = MeasureQuestion(first=YEAR.first, last=DAY, as_at=DAY, by=by)
    found = [(one.measure.id, one.group, one.figure) for one in measures(workspace, asked)]
    return {
        (name, group): (figure.numerator, figure.denominator, dict(figure.bands))
        for name, group, figure in found
        if figure.denominator
    }


def told(workspace: Workspace, *rules: str) -> Counter[tuple[Any, ...]]:
    """What stands of what was told, whomever it was told: who is responsible the return omits."""
    numbers = subjects(workspace)
    return Counter(
        (one.rule, one.rung, one.due_on, numbers[one.case])
        for one in ledger(workspace)
        if one.withdrawn_at is None and (not rules or one.rule in rules)
    )


def caseloads(workspace: Workspace) -> tuple[tuple[Cell, ...], ...]:
    """Each officer's, as the IRO annual report prints them."""
    return rows_of(report(workspace, "iro-annual"), "Caseloads at the end of the period")


def report(workspace: Workspace, name: str, first: date = YEAR.first) -> Report:
    return make_report(workspace, ReportQuestion(name, DAY, first, DAY))


def where_they_disagree(workspace: Workspace) -> Report:
    """Of all the time that the dataset goes back to; the return tells of the last year of it."""
    return report(workspace, "where-sources-disagree", date(2022, 4, 1))


def rows_of(made: Report, title: str) -> tuple[tuple[Cell, ...], ...]:
    return next(table.rows for table in made.tables if table.title == title)


@either_first
def test_both_formats_together_are_what_either_is_alone(
    imported: Imported, order: tuple[str, str]
) -> None:
    both, by_dataset = imported(*order), imported(DATASET)
    assert set(subjects(both).values()) == set(subjects(by_dataset).values())
    assert len(subjects(both)) == len(subjects(by_dataset)) > CHILDREN
    assert duties(both) == duties(by_dataset)
    assert set(duties(both).values()) == {1}
    assert {name for name, *_ in duties(both)} > {*OF_BOTH, "cp.conference.review"}
    for by in (None, "iro"):
        assert figures(both, by) == figures(by_dataset, by)
    assert told(both) == told(by_dataset)


@either_first
def test_where_both_go_back_as_far_all_that_both_tell_is_the_same_by_either_alone(
    imported: Imported, order: tuple[str, str]
) -> None:
    both = imported(*order, dataset="of-the-year")
    by_return, by_dataset = imported(RETURN), imported(DATASET, dataset="of-the-year")
    assert len(subjects(by_return)) == CHILDREN
    assert set(subjects(by_return).values()) < set(subjects(both).values())
    assert len(subjects(both)) == len(subjects(by_dataset))
    assert duties(both, *OF_BOTH) == duties(by_return, *OF_BOTH) == duties(by_dataset, *OF_BOTH)
    assert {one[-1] for one in duties(both, *OF_BOTH)} >= {State.MET, State.MET_LATE, State.RUNNING}
    of_return = {
        one: figure for one, figure in figures(by_return).items() if one[0] not in OF_THE_LAST_DAY
    }
    assert {name for name, _ in of_return} == MEASURES_OF_BOTH
    for workspace in (both, by_dataset):
        found = figures(workspace)
        assert {one: found[one] for one in of_return} == of_return
    assert told(by_return)
    assert told(both, *OF_BOTH) == told(by_return) == told(by_dataset, *OF_BOTH)


@either_first
def test_each_child_is_on_one_caseload_once(
    authority: Authority, imported: Imported, order: tuple[str, str]
) -> None:
    both, by_dataset = imported(*order), imported(DATASET)
    assert caseloads(both) == caseloads(by_dataset)
    *officers, _ = caseloads(both)
    # A child with nobody to review the care or the plan is on nobody's load.
    dataset = dataset_in(authority.folder / DATASET)
    in_care = children_in_care_by(authority.folder / RETURN) & those_with(dataset, "Reviewing")
    under_plans = {
        row["cppl_person_id"] for row in dataset["ssd_cp_plans"] if not row["cppl_cp_plan_end_date"]
    } & those_with(dataset, "Conference")
    assert in_care
    assert under_plans
    assert sum(int(str(row[1])) for row in officers) == len(in_care)
    assert sum(int(str(row[2])) for row in officers) == len(under_plans)


@either_first
def test_nobody_is_told_a_thing_again_when_the_other_format_comes(
    imported: Imported, order: tuple[str, str]
) -> None:
    for dataset in (DATASET, "otherwise"):
        both = imported(*order, dataset=dataset)
        raised = Counter((a.rule, a.rung, a.recipient, a.due_on, a.case) for a in ledger(both))
        assert raised
        assert set(raised.values()) == {1}


@either_first
def test_every_difference_that_was_planted_is_listed_and_nothing_else(
    authority: Authority, imported: Imported, order: tuple[str, str]
) -> None:
    both, planted = imported(*order, dataset="otherwise"), authority.planted
    assert len({(kind, what) for kind, _, what, _ in planted.differences}) == 5
    numbers, made = subjects(both), where_they_disagree(both)
    differing = rows_of(made, "What sources say differently")
    assert Counter(
        (kind, numbers[str(case)], what, said) for kind, case, _, what, said, *_ in differing
    ) == Counter(planted.differences)
    assert {row[5] for row in differing} == {DATASET}
    alone = rows_of(made, "Told by one source and not by another that could have")
    assert Counter((kind, numbers[str(case)], on) for kind, case, on, *_ in alone) == Counter(
        planted.left_out
    )
    assert {row[3:5] for row in alone} == {(RETURN, DATASET)}


@either_first
def test_where_they_differ_the_more_trusted_counts_and_what_only_one_tells(
    authority: Authority, imported: Imported, order: tuple[str, str]
) -> None:
    both = imported(*order, dataset="otherwise")
    by_dataset = imported(DATASET, dataset="otherwise")
    filled_in = {child for _, child, _ in authority.planted.left_out}
    assert filled_in

    def of_others(found: Counter[tuple[Any, ...]]) -> dict[tuple[Any, ...], int]:
        return {one: number for one, number in found.items() if one[1] not in filled_in}

    assert of_others(duties(both)) == of_others(duties(by_dataset))
    held = {(one[1], one[4]) for one in duties(both, *OF_BOTH)}
    assert {(child, str(on)) for _, child, on in authority.planted.left_out} <= held


def test_what_agrees_is_not_listed(imported: Imported) -> None:
    made = where_they_disagree(imported(RETURN, DATASET))
    assert rows_of(made, "What sources say differently") == ()
    assert rows_of(made, "Told by one source and not by another that could have") == ()
    assert int(str(rows_of(made, "Facts that several sources tell")[-1][1])) > 3 * CHILDREN


def test_imported_again_in_any_order_nothing_changes(
    authority: Authority, imported: Imported
) -> None:
    both = imported(RETURN, DATASET)
    before = duties(both), figures(both), told(both), len(ledger(both))
    for kind in (DATASET, RETURN):
        tell(both, kind, authority.path(kind, DATASET))
    assert (duties(both), figures(both), told(both), len(ledger(both))) == before
