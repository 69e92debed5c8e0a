"""A step run in a process of its own, which dies at a named point."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any

# A server that has imported what the steps need forks a process for each of them: a new
# interpreter would import it all again, and there are many points to be killed at.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.support.workspaces", "tests.support.dispatching"])
_LONGEST = 60  # seconds


def run_killed(step: Callable[..., None], *arguments: Any, at: str) -> None:
    """Run a step of a module in another process, which must die at the kill point ``at``."""
    child = _PROCESSES.Process(target=_run, args=(step, arguments, at))
    child.start()
    child.join(_LONGEST)
    assert child.exitcode == -signal.SIGKILL, child.exitcode


def _run(step: Callable[..., None], arguments: tuple[Any, ...], at: str) -> None:
    os.environ["TIMESCALES_KILL_AT"] = at
    step(*arguments)
