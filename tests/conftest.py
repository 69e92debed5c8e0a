"""What every test runs under: the same examples each time, and nothing from outside."""

import os
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings

from engine.private_files import create_privately

OURS = ("TIMESCALES_", "PREFECT_")


def _drop_ours() -> None:
    for name in [name for name in os.environ if name.startswith(OURS)]:
        del os.environ[name]


# Prefect reads its settings when it is first imported, so this cannot wait for a fixture.
# The folder is removed when the test process ends.
_PREFECT_HOME = tempfile.TemporaryDirectory(prefix="timescales-tests-", ignore_cleanup_errors=True)
_drop_ours()
# As the program sets it when it starts: whatever a test makes is its owner's alone.
create_privately()
os.environ["PREFECT_HOME"] = _PREFECT_HOME.name
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"

# The examples follow from the test alone, so a failure on one machine fails on every machine.
settings.register_profile("fixed", derandomize=True, database=None, deadline=None)
settings.load_profile("fixed")


@pytest.fixture(autouse=True)
def _environment_put_back() -> Iterator[None]:
    """Whatever a test sets in the environment ends with it."""
    before = {name: value for name, value in os.environ.items() if name.startswith(OURS)}
    yield
    _drop_ours()
    os.environ.update(before)
