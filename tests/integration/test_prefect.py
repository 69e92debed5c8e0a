"""The whole one-machine runner with a real Prefect server, used the way its pages use it."""

import json
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from deployments.plan import PLAN, RERUNS
from engine.importing import import_reading
from engine.loading import random_reference
from engine.schedule_catalogue import every_schedule
from engine.settings import Settings
from engine.workspace import open_workspace
from intake.event_files.reader import read_event_files
from store.filters import ClockFilter
from tests.support.running_engine import LONGEST_WAIT, Engine, free_port, is_alive, wait_for

CANARY_SUBJECT = "CANARY-SUBJECT-7731"
CANARY_BIRTH = "1931-07-19"
CANARY_TYPED = "canary-typed-by-hand"
CANARIES = (CANARY_SUBJECT, CANARY_BIRTH, CANARY_TYPED)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


CHILD = (
    {"source": "mosaic", "id": "1", "subject": CANARY_SUBJECT, "type": "born"}
    | {"at": CANARY_BIRTH},
    {"source": "mosaic", "id": "2", "subject": CANARY_SUBJECT, "at": "2024-12-20"}
    | {"type": "became_looked_after", "attributes": {"legal_status": "V2"}},
)
COMPLAINT = (
    {"source": "icasework", "id": "3", "subject": f"{CANARY_SUBJECT}-C", "at": "2024-12-20"}
    | {"type": "complaint_received", "attributes": {"procedure": "statutory"}},
)


def add(folder: Path, lines: Sequence[Mapping[str, Any]]) -> None:
    """Put events into the inbox and the store, and work out no date by them."""
    file = folder / "inbox" / "monday" / f"{lines[0]['id']}.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(json.dumps(line) for line in lines))
    workspace = open_workspace(Settings.load({}, folder))
    import_reading(
        workspace.database,
        read_event_files([file], now=NOW),
        kind="events",
        now=NOW,
        new_ref=random_reference,
        batch=random_reference(),
    )
    workspace.database.dispose()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one child."""
    folder = tmp_path_factory.mktemp("data")
    add(folder, CHILD)
    return folder


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[Engine]:
    """An engine that has done all that a start does."""
    engine = Engine(folder, free_port())

    def reruns() -> list[dict[str, Any]]:
        runs = [run for run in engine.flow_runs() if run["name"].endswith(" applied")]
        return [run for run in runs if run["state_type"] == "COMPLETED"]

    try:
        engine.until_up()
        wait_for(lambda: len(reruns()) == len(RERUNS), "the reruns of a start")
        yield engine
    finally:
        engine.process.send_signal(signal.SIGTERM)
        engine.process.wait(LONGEST_WAIT)


@pytest.fixture(scope="module")
def complaint(engine: Engine, folder: Path) -> str:
    """The reference of a complaint that came since, whose dates nobody has worked out yet."""
    add(engine.folder, COMPLAINT)
    workspace = open_workspace(Settings.load({}, folder))
    with workspace.database.reading() as work:
        refs = work.cases.find(f"{CANARY_SUBJECT}-C")
    workspace.database.dispose()
    return refs[0]


def rules_with_clocks(folder: Path, case: str) -> set[str]:
    workspace = open_workspace(Settings.load({}, folder))
    with workspace.database.reading() as work:
        clocks = work.clocks.search(ClockFilter(cases=[case]))
    workspace.database.dispose()
    return {clock.rule for clock in clocks}


def test_a_start_shows_every_form_and_a_finished_sweep(engine: Engine) -> None:
    names = {one["name"] for one in engine.api.post("/deployments/filter", json={}).json()}
    assert names >= {"Review schedule", "CP conferences", "Complaint deadlines"}
    assert names == {
        *(schedule.title for schedule in every_schedule().values()),
        "Sweep",
        "Dispatch",
        "Morning digest",
        "Measures",
        "Import",
    }
    sweeps = [run for run in engine.flow_runs() if run["name"].startswith("sweep 20")]
    assert [run["state_type"] for run in sweeps[:1]] == ["COMPLETED"]
    assert "sweep-summary" in engine.artifacts(sweeps[0])


def test_the_published_figures_are_shown_in_a_table(engine: Engine) -> None:
    run = engine.run("Measures", {})
    assert run["state_type"] == "COMPLETED"
    shown = engine.artifacts(run)
    assert "timescales measures --freeze" in shown["measures-summary"]
    rows = json.loads(shown["measures-figures"])
    assert len(rows) == len({row["measure"] for row in rows}) > 23


def test_a_form_has_fields_that_people_can_read(engine: Engine) -> None:
    form = engine.deployment("Review schedule")["parameter_openapi_schema"]["properties"]
    assert [field["title"] for field in form.values()] == [
        "Case references",
        "Apply the changes",
        "Reason",
    ]
    assert all(field["description"] for field in form.values())


def test_a_rerun_is_dry_first_and_writes_when_it_is_applied_with_a_reason(
    engine: Engine, folder: Path, complaint: str
) -> None:
    # As the lists show it.
    dry = engine.run("Complaint deadlines", {"cases": [complaint[:8]]})
    assert dry["state_type"] == "COMPLETED"
    assert dry["name"].endswith("dry run")
    shown = engine.artifacts(dry)
    rows = json.loads(shown["complaint-deadlines-changes"])
    assert {row["case_ref"] for row in rows} == {complaint}
    assert "complaint.statutory.stage1" in {row["rule"] for row in rows}
    assert "Nothing was written" in shown["complaint-deadlines-summary"]
    assert rules_with_clocks(folder, complaint) == set()
    tasks = engine.api.post(
        "/task_runs/filter", json={"flow_runs": {"id": {"any_": [dry["id"]]}}}
    ).json()
    assert [task["name"] for task in tasks] == [f"case {complaint}"]

    applied = engine.run("Complaint deadlines", {"apply": True, "reason": "correction_received"})
    assert applied["state_type"] == "COMPLETED"
    assert applied["name"].endswith("applied")
    assert rules_with_clocks(folder, complaint) >= {"complaint.statutory.stage1"}


def test_nothing_is_written_without_a_reason(engine: Engine) -> None:
    run = engine.run("CP conferences", {"apply": True})
    assert run["state_type"] == "FAILED"
    assert run["state"]["message"].startswith("reason_missing: ")


@pytest.mark.parametrize(
    "parameters",
    [
        {"cases": [CANARY_SUBJECT]},
        {"reason": CANARY_SUBJECT},
        {"note": CANARY_SUBJECT},
        {"cases": {"__prefect_kind": "jinja", "template": CANARY_SUBJECT}},
    ],
)
def test_what_a_form_does_not_ask_for_is_refused_before_it_is_stored(
    engine: Engine, parameters: dict[str, Any]
) -> None:
    before = {run["id"] for run in engine.flow_runs() if "review" in run["name"]}
    response = engine.ask("Review schedule", parameters, enforce_parameter_schema=False)
    assert response.status_code in (400, 409)
    assert {run["id"] for run in engine.flow_runs() if "review" in run["name"]} == before


@pytest.mark.usefixtures("complaint")
def test_prefect_holds_nothing_about_a_child(engine: Engine, folder: Path) -> None:
    run = engine.run(
        "Import",
        {"kind": "events", "folder": "monday"},
        name=CANARY_TYPED,
        tags=[CANARY_TYPED],
        labels={"note": CANARY_TYPED},
        state={"type": "SCHEDULED", "message": CANARY_TYPED},
    )
    assert run["state_type"] == "COMPLETED"
    assert CANARY_SUBJECT.encode() in contents_below(folder, "timescales.db*")
    kept = contents_below(folder / "prefect", "**/*") + contents_below(folder / "logs", "*")
    assert b"Imported 2 files" in kept
    for canary in CANARIES:
        assert canary.encode() not in kept


def test_a_second_start_on_the_same_data_is_refused(engine: Engine) -> None:
    second = Engine(engine.folder, free_port())
    assert second.process.wait(LONGEST_WAIT) == 1
    assert second.process.stdout is not None
    assert second.process.stdout.read().strip() == "already_running"


def test_a_port_in_use_is_said_and_leaves_nothing_behind(engine: Engine, tmp_path: Path) -> None:
    second = Engine(tmp_path / "other", engine.port)
    assert second.process.wait(LONGEST_WAIT) == 1
    assert second.process.stdout is not None
    assert second.process.stdout.read().strip() == "port_in_use"
    assert second.processes() == set()


def contents_below(folder: Path, pattern: str) -> bytes:
    files = [file for file in folder.glob(pattern) if file.is_file()]
    return b"\n".join(file.read_bytes() for file in files)


def test_ctrl_c_ends_everything_and_a_kill_does_too(engine: Engine, folder: Path) -> None:
    runs_before = {run["id"] for run in engine.flow_runs()}
    processes = engine.processes()
    assert len(processes) >= 2
    engine.process.send_signal(signal.SIGINT)
    assert engine.process.wait(LONGEST_WAIT) == 0
    assert [pid for pid in processes if is_alive(pid)] == []

    again = Engine(folder, free_port()).until_up()
    assert {run["id"] for run in again.flow_runs()} >= runs_before
    assert len(again.api.post("/deployments/filter", json={}).json()) == len(PLAN)
    processes = again.processes()
    os.kill(again.process.pid, signal.SIGKILL)
    wait_for(lambda: not any(is_alive(pid) for pid in processes), "the end of what was started")
