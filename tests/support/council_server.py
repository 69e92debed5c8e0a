"""A Prefect server such as a council runs, locked as SECURITY.md says, and a worker beside it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.conventions.source_files import ROOT
from tests.support.running_engine import LONGEST_WAIT, free_port, wait_for

_AUTH = "council:a-long-password-of-the-council"

# Its own times are for servers with thousands of deployments.
_QUICK = {
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "1",
    "PREFECT_WORKER_QUERY_SECONDS": "1",
}


class CouncilServer:
    """What the header of ``deployments/prefect.yaml`` says, done from the project's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        address = f"http://127.0.0.1:{self._port}/api"
        self.environment = {
            **os.environ,
            **_QUICK,
            "PREFECT_HOME": str(folder / "prefect"),
            "PREFECT_API_URL": address,
            "PREFECT_SERVER_API_AUTH_STRING": _AUTH,
            "PREFECT_API_AUTH_STRING": _AUTH,
            "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
            "TIMESCALES_DATA_FOLDER": str(folder / "data"),
        }
        user, _, password = _AUTH.partition(":")
        self._api = httpx.Client(
            base_url=address,
            auth=(user, password),
            headers={"Prefect-Csrf-Client": "tests"},
            timeout=30,
        )

    def run(self, *arguments: str) -> None:
        """One of the commands, to its end."""
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    @contextmanager
    def running(self, *arguments: str) -> Iterator[None]:
        """One of the programs that run until they are ended, with all that it starts."""
        name = "-".join(arguments[:2])
        with (self._folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(LONGEST_WAIT)

    def serving(self) -> Any:
        """The server itself."""
        port = str(self._port)
        return self.running("prefect", "server", "start", "--host", "127.0.0.1", "--port", port)

    def until_it_answers(self) -> None:
        wait_for(self._answers, "the council's server")
        token = self._api.get("/csrf-token", params={"client": "tests"}).json()["token"]
        self._api.headers["Prefect-Csrf-Token"] = token

    def _answers(self) -> bool:
        try:
            return self._api.get("/health").status_code == 200
        except httpx.HTTPError:
            return False

    def asked(self, what: str, **filters: Any) -> list[dict[str, Any]]:
        """The answer to one of its filters."""
        answer = self._api.post(f"/{what}/filter", json=filters)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()
        return found

    def by_schedule(self, flow: str) -> list[dict[str, Any]]:
        """The runs of one flow that the scheduler made."""
        runs = self.asked("flow_runs", flows={"name": {"any_": [flow]}})
        return [run for run in runs if run["auto_scheduled"]]
