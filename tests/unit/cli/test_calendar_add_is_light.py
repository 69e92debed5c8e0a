"""One calculation loads nothing that it does not need, and so answers at once."""

import subprocess
import sys
from pathlib import Path

from tests.conventions.source_files import ROOT

ARGUMENTS = [
    "calendar",
    "add",
    "--calendar",
    "england-and-wales",
    "--from",
    "2024-12-20",
    "--days",
    "20",
]
NOT_NEEDED = {
    "alembic",
    "apscheduler",
    "holidays",
    "jinja2",
    "numpy",
    "pendulum",
    "prefect",
    "pydantic",
    "rich",
    "sqlalchemy",
    "sqlmodel",
    "yaml",
}


def test_calendar_add_loads_no_heavy_library() -> None:
    program = (
        "import sys; from cli.main import program; "
        f"program({ARGUMENTS!r}, standalone_mode=False); "
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert done.stdout.startswith("2025-01-22")
    assert NOT_NEEDED & set(done.stderr.split()) == set()


def test_calendar_add_makes_no_folder_and_no_database(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    command = [sys.executable, "-m", "cli", *ARGUMENTS, "--data-folder", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert not folder.exists()
