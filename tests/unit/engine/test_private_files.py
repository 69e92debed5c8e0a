"""What the engine writes is its owner's alone."""

import os
import stat
import subprocess
import sys
from pathlib import Path

from engine.private_files import open_to_others, tighten, tighten_all
from tests.conventions.source_files import ROOT


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_everything_that_others_may_use_is_found_and_closed(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "mail" / "new").mkdir(parents=True)
    (folder / "mail" / "new" / "1").write_text("")
    (folder / "store.db").write_text("")
    tighten_all(folder)
    assert list(open_to_others(folder)) == []
    (folder / "mail").chmod(0o755)
    (folder / "mail" / "new" / "1").chmod(0o640)
    assert {path.name for path in open_to_others(folder)} == {"mail", "1"}
    tighten_all(folder)
    assert list(open_to_others(folder)) == []
    assert (mode(folder / "mail"), mode(folder / "store.db")) == (0o700, 0o600)


def test_what_the_owner_may_do_stays(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("")
    program.chmod(0o755)
    tighten(program)
    assert mode(program) == 0o700


def test_what_a_link_leads_to_is_left_alone(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("")
    elsewhere.chmod(0o644)
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "link").symlink_to(elsewhere)
    tighten_all(tmp_path / "data")
    assert mode(elsewhere) == 0o644
    assert list(open_to_others(tmp_path / "data")) == []


def test_a_file_that_has_gone_is_no_matter(tmp_path: Path) -> None:
    tighten(tmp_path / "nothing")
    assert list(open_to_others(tmp_path / "nothing")) == []


def test_a_command_writes_privately_whatever_the_umask(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o777)
    subprocess.run(
        [sys.executable, "-m", "cli", "clocks", "list", "--data-folder", str(folder)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "TIMESCALES_DATA_FOLDER"},
        umask=0,
        check=True,
        capture_output=True,
    )
    assert mode(folder) == 0o700
    assert (folder / "timescales.db").exists()
    assert list(open_to_others(folder)) == []
