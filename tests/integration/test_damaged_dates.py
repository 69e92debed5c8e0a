"""The county with some of its dates damaged: no alert more, and it says what is in doubt."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from demo.export.writing import county, export
from engine.loading import load
from engine.status import status
from engine.sweep import sweep
from engine.workspace import Workspace
from intake.catalogue import every_format
from store.filters import AlertFilter, ClockFilter
from tests.support.damaged_dates import damage
from tests.support.round_trips import evening_of
from tests.support.workspaces import open_at

AS_OF = date(2025, 11, 3)
NOW = evening_of(AS_OF)
LATER = NOW + timedelta(days=150)
SHARE = 0.02
# So many that of each format some damaged dates concern a duty that is open.
CHILDREN = 120

FILES = {
    "ssda903": "ssda903",
    "cin-census": "cin-census.xml",
    "annex-a": "annex-a.xlsx",
    "complaints": "complaints-register.csv",
    "standard-dataset": "standard-dataset",
}
Told = set[tuple[str, str, str]]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    @cache
    def written(seed: int) -> Path:
        folder = tmp_path_factory.mktemp(f"county-{seed}")
        export(folder, county(seed, AS_OF), children=CHILDREN)
        return folder

    return written


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[str], Workspace]]:
    spaces: list[Workspace] = []

    def open_one(name: str) -> Workspace:
        folder = tmp_path / name
        folder.mkdir()
        spaces.append(open_at(f"sqlite:///{folder}/timescales.db", folder))
        return spaces[-1]

    yield open_one
    for each in spaces:
        each.database.dispose()


def alerts_of(workspace: Workspace, kind: str, path: Path) -> Told:
    """Whom the ledger names after imports and sweeps: the case number, the rule and the rung."""
    reading = every_format()[kind].read([path], now=NOW)
    load(workspace, reading, kind=kind, now=NOW)
    for now in (NOW, LATER):
        sweep(workspace, now=now)
    return raised(workspace)


def raised(workspace: Workspace) -> Told:
    with workspace.database.reading() as work:
        found = [alert for alert, _ in work.alerts.search(AlertFilter())]
        subjects = work.cases.subjects({alert.case for alert in found})
    return {(subjects[alert.case][1], alert.rule, alert.rung) for alert in found}


def in_doubt(workspace: Workspace) -> int:
    with workspace.database.reading() as work:
        return sum(clock.doubt is not None for clock in work.clocks.search(ClockFilter()))


def figures(workspace: Workspace, now: datetime) -> dict[str, int]:
    return status(workspace, now).figures


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("kind", FILES)
def test_damaged_dates_raise_no_alert_that_the_undamaged_data_does_not(
    exported: Callable[[int], Path],
    opened: Callable[[str], Workspace],
    tmp_path: Path,
    kind: str,
    seed: int,
) -> None:
    source = exported(seed) / FILES[kind]
    spoilt = tmp_path / source.name
    assert damage(source, spoilt, share=SHARE, seed=seed) > 0
    whole, damaged = opened("whole"), opened("damaged")
    right, told = alerts_of(whole, kind, source), alerts_of(damaged, kind, spoilt)
    assert right
    assert told - right == set()
    assert figures(damaged, LATER)["clocks_in_doubt"] == in_doubt(damaged) > 0
    assert figures(whole, LATER)["clocks_in_doubt"] == 0
