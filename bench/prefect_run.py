"""What Prefect adds to a sweep: the same sweep as a flow run on a real server."""

import os
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from threading import Event
from time import perf_counter

from bench._county import NOW, county
from deployments.prefect_access.credential import random_secret
from deployments.prefect_environment import prefect_environment
from engine.sweep import sweep

_PORT = 4398
_RUNS = 3
_WAIT_SECONDS = 120


def rows() -> list[tuple[str, str, str]]:
    """A sweep with nothing due, as a flow run and without Prefect."""
    workspace = county()
    sweep(workspace, now=NOW)
    with tempfile.TemporaryDirectory(prefix="timescales-bench-") as name:
        folder = Path(name)
        os.environ.update(prefect_environment(folder, _PORT, random_secret()))
        os.environ["TIMESCALES_DATA_FOLDER"] = str(workspace.settings.data_folder)
        # Prefect's own server: behind ours, a run belongs to a deployment.
        where = ["--host", "127.0.0.1", "--port", str(_PORT)]
        server = subprocess.Popen(
            [sys.executable, "-m", "prefect", "server", "start", *where],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            _wait_for(f"http://127.0.0.1:{_PORT}/api/health")
            seconds = min(_flow_run() for _ in range(_RUNS))
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
    started = perf_counter()
    sweep(workspace, now=NOW)
    plain = perf_counter() - started
    ours, theirs = f"{plain * 1000:.0f} ms", f"{(seconds - plain) * 1000:.0f} ms more in Prefect"
    return [("sweep, nothing due, as a flow run", ours, theirs)]


def _flow_run() -> float:
    from flows.sweep import sweep_flow

    started = perf_counter()
    sweep_flow(return_state=True)
    return perf_counter() - started


def _wait_for(address: str) -> None:
    pause = Event()
    for _ in range(_WAIT_SECONDS * 5):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            pause.wait(0.2)
    raise TimeoutError("Prefect's server did not answer.")
