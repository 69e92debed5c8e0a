import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from engine.kill_points import KillPoint, reach

ROOT = Path(__file__).parents[3]
PROGRAM = (
    "from engine.kill_points import KillPoint, reach\n"
    "for number in range(4):\n"
    "    reach(KillPoint.SWEEP_BEFORE_COMMIT)\n"
    "    print(number, flush=True)\n"
)


def run(kill_at: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, "TIMESCALES_KILL_AT": kill_at},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("kill_at", "printed"),
    [("sweep.before_commit", ""), ("sweep.before_commit:3", "0\n1\n")],
)
def test_the_process_is_killed_at_the_named_point_and_time(kill_at: str, printed: str) -> None:
    child = run(kill_at)
    assert child.returncode == -signal.SIGKILL
    assert child.stdout == printed


def test_another_point_kills_nobody() -> None:
    child = run("sweep.after_commit")
    assert child.returncode == 0
    assert child.stdout == "0\n1\n2\n3\n"


def test_without_the_variable_every_point_is_passed() -> None:
    for point in KillPoint:
        reach(point)
