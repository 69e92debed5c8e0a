"""What runs regularly on one machine, with and without Prefect."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from prefect import State
from prefect.states import Completed, Failed

import deployments.in_prefect
from deployments.plan import RERUNS, Planned
from deployments.regular import Regular
from engine.schedule_catalogue import every_schedule
from engine.settings import Settings
from engine.workspace import open_workspace

NOW = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)


class Prefect:
    """Stands in for the server: notes what was run, or cannot be reached."""

    def __init__(self, reachable: bool = True) -> None:
        self.ran: list[str] = []
        self.state: State[Any] = Completed()
        self.reachable = reachable

    def run(self, planned: Planned, _parameters: Mapping[str, Any]) -> State[Any]:
        if not self.reachable:
            raise ConnectionRefusedError
        self.ran.append(planned.name)
        return self.state


class Machine:
    """Regular jobs on an empty store, with a clock that can be set."""

    def __init__(self, folder: Path, prefect: Prefect, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(deployments.in_prefect, "run_planned", prefect.run)
        self.settings = Settings.load({}, folder)
        self.now = NOW
        self.said: list[str] = []
        self.regular = Regular(self.settings, lambda: self.now, self.said.append)

    def last_sweep_at(self) -> datetime | None:
        workspace = open_workspace(self.settings)
        with workspace.database.reading() as work:
            last = work.runs.last("sweep")
        workspace.database.dispose()
        return last.started_at if last else None


def test_the_sweep_is_made_without_prefect_when_that_cannot_be_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(tmp_path, Prefect(reachable=False), monkeypatch)
    machine.regular.sweep()
    assert machine.last_sweep_at() == NOW
    assert machine.said == [
        "Prefect did not answer (ConnectionRefusedError); Sweep runs without it."
    ]


def test_the_whole_first_pass_works_without_prefect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(tmp_path, Prefect(reachable=False), monkeypatch)
    machine.regular.first_pass()
    machine.regular.second_pass()
    assert all("runs without it" in sentence for sentence in machine.said)
    assert [file for file in (tmp_path / "mail").rglob("*") if file.is_file()]


def test_a_start_works_every_schedule_out_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(tmp_path, Prefect(reachable=False), monkeypatch)
    machine.regular.second_pass()
    for planned in RERUNS.values():
        assert any(f"; {planned.name} runs without it." in said for said in machine.said)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # 07:30 in London is 06:30 UTC in summer and 07:30 in winter; the third is the Monday after
        # the clocks went back.
        (datetime(2026, 7, 1, 6, 29, tzinfo=UTC), datetime(2026, 7, 1, 6, 30, tzinfo=UTC)),
        (datetime(2026, 12, 1, 7, 29, tzinfo=UTC), datetime(2026, 12, 1, 7, 30, tzinfo=UTC)),
        (datetime(2026, 10, 26, 7, 29, tzinfo=UTC), datetime(2026, 10, 26, 7, 30, tzinfo=UTC)),
    ],
)
def test_the_morning_digest_is_made_once_a_day_and_never_before_half_past_seven_in_london(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: datetime, after: datetime
) -> None:
    prefect = Prefect()
    machine = Machine(tmp_path, prefect, monkeypatch)
    machine.now = before
    machine.regular.digest()
    assert prefect.ran == []
    machine.now = after
    machine.regular.digest()
    machine.now = after + timedelta(minutes=30)
    machine.regular.digest()
    assert prefect.ran == ["Morning digest"]
    machine.now = after + timedelta(days=1)
    machine.regular.digest()
    assert prefect.ran == ["Morning digest"] * 2


def test_a_morning_digest_that_failed_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefect = Prefect()
    machine = Machine(tmp_path, prefect, monkeypatch)
    prefect.state = Failed(message="database_busy: Another program writes. Wait.")
    machine.regular.digest()
    prefect.state = Completed()
    machine.regular.digest()
    machine.regular.digest()
    assert prefect.ran == ["Morning digest"] * 2
    assert machine.said == [
        "Morning digest did not finish. database_busy: Another program writes. Wait."
    ]


def test_a_dispatch_is_opened_only_when_something_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefect = Prefect()
    machine = Machine(tmp_path, prefect, monkeypatch)
    machine.regular.dispatch()
    assert prefect.ran == []
    prefect.reachable = False
    machine.regular.digest()
    prefect.reachable = True
    machine.regular.dispatch()
    assert prefect.ran == ["Dispatch"]


def test_every_night_all_schedules_are_worked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefect = Prefect()
    Machine(tmp_path, prefect, monkeypatch).regular.reruns()
    assert prefect.ran == [schedule.title for schedule in every_schedule().values()]
    assert prefect.ran[:2] == ["Review schedule", "CP conferences"]


def test_a_late_job_still_runs_and_missed_ones_run_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheduler = Machine(tmp_path, Prefect(), monkeypatch).regular.scheduler()
    scheduler.start(paused=True)
    jobs = scheduler.get_jobs()
    scheduler.shutdown(wait=False)
    assert len(jobs) == 4
    for job in jobs:
        assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)
        assert job.trigger.timezone == UTC
