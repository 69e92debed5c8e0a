"""The one-machine runner in a process of its own, used the way Prefect's pages use it."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from deployments.prefect_access.credential import as_header, credential

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
    up(settings, now=lambda: datetime.now(UTC), say=say, port=int(sys.argv[2]), demo_seed=None,
       announce=lambda places: say("UP " + places.prefect_link))
except ProblemError as problem:
    say(problem.code)
    raise SystemExit(1)
"""


def wait_for(is_so: Callable[[], Any], what: str) -> Any:
    """The first true answer. Asks again at once; each question takes its own time.

    A server too busy to answer a question has not answered it yet: it is asked again.
    """
    give_up_at = time.monotonic() + LONGEST_WAIT
    unanswered = None
    while time.monotonic() < give_up_at:
        try:
            if answer := is_so():
                return answer
        except httpx.TimeoutException as error:
            unanswered = error
    raise AssertionError(f"waited in vain for {what}") from unanswered


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def a_browser(link: str) -> httpx.Client:
    """A client that came by the link: it has the cookie, and Prefect's token for writing."""
    address = httpx.URL(link)
    client = httpx.Client(base_url=address.join("/api"), timeout=30)
    assert client.get(link).status_code == 303
    return able_to_write(client)


def able_to_write(client: httpx.Client) -> httpx.Client:
    """The client with the token that Prefect gives each of its clients against forged writes."""
    name = str(uuid4())
    token = client.get("/csrf-token", params={"client": name}).json()["token"]
    client.headers.update({"Prefect-Csrf-Client": name, "Prefect-Csrf-Token": token})
    return client


class Engine:
    """``up`` in a process of its own, and what its pages would ask of Prefect.

    ``api`` is a browser that came by the link.
    """

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN_UP, str(folder), str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # The most careless that an account can have.
            umask=0,
        )
        self.said: list[str] = []
        self.link = ""
        self.api: httpx.Client

    def until_up(self) -> "Engine":
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.strip())
            if line.startswith("UP "):
                self.link = line.removeprefix("UP ").strip()
                self.api = a_browser(self.link)
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

    def as_the_engine(self) -> httpx.Client:
        """A client that shows the engine's credential, as its own processes do."""
        header = {"Authorization": as_header(credential(self.folder))}
        return able_to_write(httpx.Client(base_url=self.api.base_url, headers=header, timeout=30))

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
