"""The whole one-machine runner with a real Prefect server, used the way its pages use it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from engine.importing import import_reading
from engine.loading import random_reference
from engine.settings import Settings
from engine.workspace import open_workspace
from intake.event_files import read_event_files
from store.filters import ClockFilter

CANARY_SUBJECT = "CANARY-SUBJECT-7731"
CANARY_BIRTH = "1931-07-19"
CANARY_TYPED = "canary-typed-by-hand"
CANARIES = (CANARY_SUBJECT, CANARY_BIRTH, CANARY_TYPED)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LONGEST_WAIT = 90.0

RUN_UP = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from deployments.one_machine import up
from domain.errors import ProblemError
from engine.settings import Settings
say = lambda sentence: print(sentence, flush=True)
settings = Settings.load({}, Path(sys.argv[1]))
try:
    up(settings, now=lambda: datetime.now(UTC), say=say, port=int(sys.argv[2]),
       announce=lambda places: say("UP " + places.prefect))
except ProblemError as problem:
    say(problem.code)
    raise SystemExit(1)
"""


def wait_for(is_so: Callable[[], Any], what: str) -> Any:
    """The first true answer. Asks again at once; each question takes its own time."""
    give_up_at = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < give_up_at:
        answer = is_so()
        if answer:
            return answer
    raise AssertionError(f"waited in vain for {what}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Engine:
    """``up`` in a process of its own, and what its pages would ask of Prefect."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN_UP, str(folder), str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []
        self.api = httpx.Client(base_url=f"http://127.0.0.1:{port}/api", timeout=30)

    def until_up(self) -> "Engine":
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.strip())
            if line.startswith("UP "):
                return self
        raise AssertionError(f"it ended: {self.said}")

    def processes(self) -> set[int]:
        """The processes that it has started and that still are."""
        rows = subprocess.run(
            ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        parents = {int(pid): int(parent) for pid, parent in (row.split() for row in rows)}
        found, more = set[int](), {self.process.pid}
        while more:
            more = {pid for pid, parent in parents.items() if parent in more}
            found |= more
        return {pid for pid in found if is_alive(pid)}

    def deployment(self, name: str) -> dict[str, Any]:
        found: list[dict[str, Any]] = self.api.post(
            "/deployments/filter", json={"deployments": {"name": {"any_": [name]}}}
        ).json()
        return found[0]

    def ask(self, form: str, parameters: dict[str, Any], **typed: Any) -> httpx.Response:
        """What the form's button sends."""
        path = f"/deployments/{self.deployment(form)['id']}/create_flow_run"
        body = {"parameters": parameters, "state": {"type": "SCHEDULED"}, **typed}
        return self.api.post(path, json=body)

    def run(self, form: str, parameters: dict[str, Any], **typed: Any) -> dict[str, Any]:
        """Ask, and wait until the run has ended."""
        response = self.ask(form, parameters, **typed)
        assert response.status_code == 201, response.text
        path = f"/flow_runs/{response.json()['id']}"

        def ended() -> dict[str, Any] | None:
            run: dict[str, Any] = self.api.get(path).json()
            return run if run["state_type"] in ("COMPLETED", "FAILED", "CRASHED") else None

        found: dict[str, Any] = wait_for(ended, form)
        return found

    def artifacts(self, run: dict[str, Any]) -> dict[str, Any]:
        found = self.api.post(
            "/artifacts/filter", json={"artifacts": {"flow_run_id": {"any_": [run["id"]]}}}
        ).json()
        return {one["key"]: one["data"] for one in found}

    def flow_runs(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.api.post("/flow_runs/filter", json={}).json()
        return found


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one child and one complaint whose dates nobody has worked out yet."""
    folder = tmp_path_factory.mktemp("data")
    lines = [
        {"source": "mosaic", "id": "1", "subject": CANARY_SUBJECT, "type": "born"}
        | {"at": CANARY_BIRTH},
        {"source": "mosaic", "id": "2", "subject": CANARY_SUBJECT, "at": "2024-12-20"}
        | {"type": "became_looked_after", "attributes": {"legal_status": "V2"}},
        {"source": "icasework", "id": "3", "subject": f"{CANARY_SUBJECT}-C", "at": "2024-12-20"}
        | {"type": "complaint_received", "attributes": {"procedure": "statutory"}},
    ]
    (folder / "inbox" / "monday").mkdir(parents=True)
    file = folder / "inbox" / "monday" / "events.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    workspace = open_workspace(Settings.load({}, folder))
    reading = read_event_files([file], now=NOW)
    import_reading(
        workspace.database,
        reading,
        kind="events",
        now=NOW,
        new_ref=random_reference,
        batch=random_reference(),
    )
    workspace.database.dispose()
    return folder


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[Engine]:
    engine = Engine(folder, free_port())
    try:
        yield engine.until_up()
    finally:
        engine.process.send_signal(signal.SIGTERM)
        engine.process.wait(LONGEST_WAIT)


@pytest.fixture(scope="module")
def complaint(folder: Path) -> str:
    """The reference of the complaint."""
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
    assert names == {
        "Review schedule",
        "CP conferences",
        "Complaint deadlines",
        "Sweep",
        "Dispatch",
        "Morning digest",
        "Import",
    }
    sweeps = [run for run in engine.flow_runs() if run["name"].startswith("sweep 20")]
    assert [run["state_type"] for run in sweeps[:1]] == ["COMPLETED"]
    assert "sweep-summary" in engine.artifacts(sweeps[0])


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
    dry = engine.run("Complaint deadlines", {"cases": [complaint]})
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
    assert b"Imported 1 file" in kept
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
    assert len(again.api.post("/deployments/filter", json={}).json()) == 7
    processes = again.processes()
    os.kill(again.process.pid, signal.SIGKILL)
    wait_for(lambda: not any(is_alive(pid) for pid in processes), "the end of what was started")
