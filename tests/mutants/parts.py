"""What is mutated, and the tests that have to notice."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.conventions.source_files import ROOT


@dataclass(frozen=True, slots=True)
class Part:
    """Some files to mutate (patterns), and the tests that are run for them.

    Of these tests, without those ``left_out``, each mutant meets those that reach its function,
    the quickest first.
    """

    name: str
    files: tuple[str, ...]
    tests: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    def paths(self) -> list[Path]:
        """The files, relative to the root and in order."""
        found = {path for pattern in self.files for path in ROOT.glob(pattern)}
        return sorted(path.relative_to(ROOT) for path in found)


# Left out everywhere: tests that start servers or many processes, and PostgreSQL, where the same
# tests run as on SQLite.
PARTS = (
    Part(
        "clocks",
        files=("domain/clocks/*.py",),
        tests=("tests/unit/domain", "tests/unit/engine", "tests/scenarios"),
        # Random cases reach every function, take most of the time, and a plain test says more.
        left_out=(
            "tests/unit/domain/test_counting_day_by_day.py",
            "tests/unit/domain/test_every_rule_in_any_order.py",
            "tests/unit/domain/test_properties.py",
        ),
    ),
    Part(
        "engine-and-store",
        files=(
            "engine/dispatch.py",
            "engine/recalculate.py",
            "engine/sweep.py",
            "engine/withdrawals.py",
            "store/repositories/*.py",
        ),
        tests=(
            "tests/contract/test_store_alerts.py",
            "tests/contract/test_store_clocks.py",
            "tests/contract/test_store_events.py",
            "tests/contract/test_store_in_force.py",
            "tests/contract/test_store_measures.py",
            "tests/contract/test_store_outbox.py",
            "tests/contract/test_store_transactions.py",
            "tests/contract/test_store_work.py",
            "tests/integration/test_bad_case.py",
            "tests/integration/test_bank_holidays_added_later.py",
            "tests/integration/test_clock_changes.py",
            "tests/integration/test_dispatch.py",
            "tests/integration/test_dispatch_failures.py",
            "tests/integration/test_feeds.py",
            "tests/integration/test_known_at.py",
            "tests/integration/test_loading.py",
            "tests/integration/test_messages.py",
            "tests/integration/test_queries.py",
            "tests/integration/test_recalculation.py",
            "tests/integration/test_rerun.py",
            "tests/integration/test_rules_changed.py",
            "tests/integration/test_slow_dispatch.py",
            "tests/integration/test_status.py",
            "tests/integration/test_sweep.py",
        ),
    ),
)


def modules_of(paths: Iterable[Path]) -> list[str]:
    """A pattern for each file, as mutmut names the mutants in it."""
    return [".".join(path.with_suffix("").parts) + ".*" for path in paths]
