"""Every write of Prefect's API, tried on a running engine by everybody who should not."""

import json
import os
import re
import signal
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from deployments.prefect_access.allowed import BROWSER, is_open
from deployments.prefect_access.credential import FILE, credential
from engine.settings import Settings
from engine.status import status
from engine.workspace import open_workspace
from reference_pages.prefect_api import routes_of_prefect
from tests.support.running_engine import LONGEST_WAIT, Engine, a_browser, free_port, wait_for

LATER = datetime(2100, 1, 1, tzinfo=UTC)
EVIL = "https://evil.example"
NAME = "timescales.council.example"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine on a data folder that an earlier version left open to everybody."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "inbox" / "monday").mkdir(parents=True)
    (folder / "inbox" / "monday" / "events.jsonl").write_text("")
    (folder / "timescales.toml").write_text(f'[prefect]\nnames = ["{NAME}"]\n')
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777)
    engine = Engine(folder, free_port())
    try:
        yield engine.until_up()
    finally:
        engine.process.send_signal(signal.SIGTERM)
        engine.process.wait(LONGEST_WAIT)


@cache
def writes() -> list[str]:
    """Every route of Prefect's that could change something."""
    methods = ("POST", "PUT", "PATCH", "DELETE")
    return [route for route in routes_of_prefect() if route.split()[0] in methods]


def tried(engine: Engine, client: httpx.Client, **headers: str) -> dict[str, int]:
    """Every write, tried by this client: the route, and the status that came back."""
    ids = {
        "deployments": engine.deployment("Dispatch")["id"],
        "flows": engine.deployment("Dispatch")["flow_id"],
        "flow_runs": engine.flow_runs()[0]["id"],
    }
    found = {}
    for route in writes():
        method, path = route.split()
        known = ids.get(path.split("/")[2], str(uuid4()))
        body = {"state": {"type": "CANCELLING"}} if path.endswith("/set_state") else {}
        url = re.sub(r"\{[^}]+\}", known, path.removeprefix("/api"))
        found[route] = client.request(method, url, json=body, headers=headers).status_code
    return found


def open_to_a_browser() -> set[str]:
    """The writes that the list opens to a browser, and the questions that are asked by POST."""
    asked = (route.split() for route in writes())
    return {f"{method} {path}" for method, path in asked if is_open(method, path, BROWSER)}


def what_prefect_holds(engine: Engine) -> dict[str, Any]:
    """What somebody might have changed."""
    fields = ("id", "name", "entrypoint", "pull_steps", "parameters", "paused", "schedules", "path")
    deployments = engine.api.post("/deployments/filter", json={"sort": "NAME_ASC"}).json()
    return {one["name"]: [one[field] for field in fields] for one in deployments}


def nobody(engine: Engine) -> httpx.Client:
    return httpx.Client(base_url=engine.api.base_url, timeout=30)


def test_whoever_did_not_come_by_the_link_writes_and_sees_nothing(engine: Engine) -> None:
    assert set(tried(engine, nobody(engine)).values()) == {401}
    for path in ("/", "/v2/runs", "/ui-settings", "/api/health", "/api/flow_runs/filter"):
        answer = nobody(engine).get(engine.api.base_url.join(path))
        assert answer.status_code == 401
        assert "timescales up" in answer.text


@pytest.mark.parametrize("origin", [EVIL, "null"])
def test_a_page_of_another_site_writes_nothing_even_with_the_cookie_or_the_credential(
    engine: Engine, origin: str
) -> None:
    for client in (nobody(engine), engine.api, engine.as_the_engine()):
        assert set(tried(engine, client, Origin=origin).values()) == {403}


def test_under_another_host_name_nothing_is_written_or_shown(engine: Engine) -> None:
    for client in (nobody(engine), engine.api, engine.as_the_engine()):
        assert set(tried(engine, client, Host=f"evil.example:{engine.port}").values()) == {403}
    assert engine.api.get("/health", headers={"Host": "evil.example"}).status_code == 403
    assert engine.api.get("/health", headers={"Host": NAME}).status_code == 200


def test_with_the_browser_s_cookie_only_what_is_allowed_answers(engine: Engine) -> None:
    before = what_prefect_holds(engine)
    found = tried(engine, engine.api)
    refused = {route for route, status in found.items() if status == 403}
    assert refused == set(writes()) - open_to_a_browser()
    assert 401 not in found.values()
    assert found["POST /api/deployments/{id}/create_flow_run"] == 201
    assert what_prefect_holds(engine) == before


def test_without_prefect_s_own_token_a_browser_writes_nothing(engine: Engine) -> None:
    forged = httpx.Client(base_url=engine.api.base_url, cookies=engine.api.cookies)
    path = f"/deployments/{engine.deployment('Dispatch')['id']}/create_flow_run"
    answer = forged.post(path, json={})
    assert (answer.status_code, answer.json()["detail"]) == (403, "Missing CSRF token.")


def test_a_shell_command_is_never_run(engine: Engine, tmp_path: Path) -> None:
    proof = tmp_path / "proof"
    steps = [{"prefect.deployments.steps.run_shell_script": {"script": f"touch {proof}"}}]
    sweep = engine.deployment("Sweep")["id"]
    body = json.dumps({"pull_steps": steps})
    simple = {"Content-Type": "text/plain"}
    for client in (nobody(engine), engine.api):
        for headers in (simple | {"Origin": EVIL}, {"Origin": EVIL}):
            changed = client.patch(f"/deployments/{sweep}", content=body, headers=headers)
            assert changed.status_code == 403
            path = f"/deployments/{sweep}/create_flow_run"
            assert client.post(path, content="{}", headers=headers).status_code == 403
    assert engine.api.patch(f"/deployments/{sweep}", content=body).status_code == 403
    assert engine.run("Sweep", {}, job_variables={"command": f"touch {proof}"})["state_type"] == (
        "COMPLETED"
    )
    assert not proof.exists()


def test_a_browser_cancels_a_run_and_says_nothing_of_how_it_went(engine: Engine) -> None:
    later = {"scheduled_time": LATER.isoformat()}
    run = engine.ask("Sweep", {}, state={"type": "SCHEDULED", "state_details": later}).json()
    path = f"/flow_runs/{run['id']}/set_state"
    assert engine.api.post(path, json={"state": {"type": "COMPLETED"}}).status_code == 403
    words = {"type": "CANCELLING", "message": "for jane"}
    assert engine.api.post(path, json={"state": words, "force": True}).status_code == 201
    state = engine.api.get(f"/flow_runs/{run['id']}").json()["state"]
    assert state["type"] == "CANCELLED"
    assert "jane" not in json.dumps(state)


def test_events_are_told_only_to_whoever_shows_the_credential(engine: Engine) -> None:
    """Prefect's client shows it once the web socket is open, so there Prefect itself asks."""
    url = str(engine.api.base_url.copy_with(scheme="ws").join("/api/events/out"))
    for token in (None, "", "timescales:wrong"):
        with connect(url, subprotocols=[Subprotocol("prefect")]) as socket:
            socket.send(json.dumps({"type": "auth", "token": token}))
            with pytest.raises(ConnectionClosed):
                socket.recv(LONGEST_WAIT)
    with connect(url, subprotocols=[Subprotocol("prefect")]) as socket:
        socket.send(json.dumps({"type": "auth", "token": credential(engine.folder)}))
        assert json.loads(socket.recv(LONGEST_WAIT))["type"] == "auth_success"
    cookie = "; ".join(f"{name}={value}" for name, value in engine.api.cookies.items())
    for headers in ({"Origin": EVIL}, {"Cookie": cookie}):
        with pytest.raises(InvalidStatus), connect(url, additional_headers=headers):
            raise AssertionError("it was let in")


def test_the_link_s_token_and_the_credential_are_in_no_log_no_page_and_no_command_line(
    engine: Engine,
) -> None:
    secret = (engine.folder / FILE).read_text()
    token = httpx.URL(engine.link).params["token"]
    lines = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in engine.processes()]
    assert len(lines) >= 2
    files = [file for file in engine.folder.rglob("*") if file.is_file() and file.name != FILE]
    pages = ("/", "/v2/", "/ui-settings", "/api/admin/settings", "/api/admin/version")
    shown = [engine.api.get(engine.api.base_url.join(path)).content for path in pages]
    told = " ".join(line for line in engine.said if not line.startswith("UP ")).encode()
    kept = b"\n".join([*lines, *(file.read_bytes() for file in files), *shown, told])
    assert secret.encode() not in kept
    assert token.encode() not in kept
    assert engine.api.cookies[f"timescales-{engine.port}"].encode() not in kept


def test_everything_in_the_data_folder_is_its_owner_s_alone(engine: Engine) -> None:
    modes = {path: stat.S_IMODE(path.lstat().st_mode) for path in engine.folder.rglob("*")}
    assert {engine.folder / "prefect", engine.folder / "timescales.db"} <= set(modes)
    assert {path: mode for path, mode in modes.items() if mode & 0o077} == {}
    assert stat.S_IMODE(engine.folder.stat().st_mode) == 0o700
    workspace = open_workspace(Settings.load({}, engine.folder))
    checks = status(workspace, LATER).checks
    workspace.database.dispose()
    assert [check.well for check in checks if check.name == "files"] == [True]


def test_what_the_processes_keep_for_a_while_they_keep_in_the_data_folder(engine: Engine) -> None:
    folder = f"TMPDIR={engine.folder / 'tmp'}".encode()
    for pid in engine.processes() - {engine.process.pid}:
        assert folder in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")


def test_a_server_that_was_killed_comes_back_and_knows_the_browser(engine: Engine) -> None:
    def server() -> int | None:
        for pid in engine.processes():
            if b"deployments.prefect_process\0server" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return pid
        return None

    first = server()
    assert first is not None
    os.kill(first, signal.SIGKILL)

    def answers() -> bool:
        try:
            return engine.api.get("/health").status_code == 200
        except httpx.HTTPError:
            return False

    wait_for(lambda: server() not in (None, first) and answers(), "the server to come back")


def test_the_next_start_has_another_link_and_forgets_the_cookie(engine: Engine) -> None:
    engine.process.send_signal(signal.SIGINT)
    assert engine.process.wait(LONGEST_WAIT) == 0
    again = Engine(engine.folder, engine.port).until_up()
    try:
        assert again.link != engine.link
        assert nobody(again).get(engine.link).status_code == 401
        assert engine.api.get("/health").status_code == 401
        assert a_browser(again.link).get("/health").status_code == 200
    finally:
        again.process.send_signal(signal.SIGTERM)
        again.process.wait(LONGEST_WAIT)
