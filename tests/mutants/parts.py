"""What is mutated, and the tests that have to notice."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.conventions.source_files import ROOT


@dataclass(frozen=True, slots=True)
class Part:
    """Some files to mutate (patterns), and the tests that are run for them.

    Of these tests, without those that have a word of ``left_out`` in their name, each mutant meets
    those that reach its function, the quickest first.
    """

    name: str
    files: tuple[str, ...]
    tests: tuple[str, ...]
    left_out: tuple[str, ...]

    def paths(self) -> list[Path]:
        """The files, relative to the root and in order."""
        found = {path for pattern in self.files for path in ROOT.glob(pattern)}
        return sorted(path.relative_to(ROOT) for path in found)


# No test that looks at the files of the repository can be among them: mutmut has a copy of them.
# Many random cases, or many repeats, reach everything and take most of the time: a plain test says
# more. PostgreSQL runs the same tests as SQLite, and other processes are slow to start.
_ALWAYS_LEFT_OUT = ("postgresql", "processes")

PARTS = (
    Part(
        "clocks",
        files=("domain/clocks/*.py",),
        tests=(
            "tests/scenarios",
            "tests/unit/domain",
            "tests/unit/engine/test_readings.py",
            "tests/unit/engine/test_scenarios_runner.py",
        ),
        left_out=(
            *_ALWAYS_LEFT_OUT,
            "test_closure_days_never_change_a_date",
            "test_counting_day_by_day",
            "test_every_rule_in_any_order",
            "test_a_measure_that_is_shown_everything",
            "test_properties",
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
            "tests/contract/test_store_cases.py",
            "tests/contract/test_store_clocks.py",
            "tests/contract/test_store_concerned.py",
            "tests/contract/test_store_doubts.py",
            "tests/contract/test_store_editions.py",
            "tests/contract/test_store_events.py",
            "tests/contract/test_store_in_force.py",
            "tests/contract/test_store_joins.py",
            "tests/contract/test_store_measures.py",
            "tests/contract/test_store_outbox.py",
            "tests/contract/test_store_work.py",
            "tests/integration/test_bad_case.py",
            "tests/integration/test_bank_holidays_added_later.py",
            "tests/integration/test_cases_joined_and_parted.py",
            "tests/integration/test_complaints_concern_a_child.py",
            "tests/integration/test_clock_changes.py",
            "tests/integration/test_dispatch.py",
            "tests/integration/test_dispatch_failures.py",
            "tests/integration/test_doubts.py",
            "tests/integration/test_doubts_settled.py",
            "tests/integration/test_messages.py",
            "tests/integration/test_one_child_one_case.py",
            "tests/integration/test_pupil_numbers.py",
            "tests/integration/test_recalculation.py",
            "tests/integration/test_recalculation_in_portions.py",
            "tests/integration/test_references.py",
            "tests/integration/test_returns_put_right.py",
            "tests/integration/test_slow_dispatch.py",
            "tests/integration/test_sweep.py",
            "tests/unit/engine/test_recalculations_added_up.py",
        ),
        left_out=(
            *_ALWAYS_LEFT_OUT,
            "test_any_sweeps_that_end_in_one",
            "test_joined_parted_and_joined_again",
            "test_five_hundred_late_sweeps",
            "test_the_same_events_in_any_order",
            "test_shuffled_and_repeated_events",
        ),
    ),
)


def modules_of(paths: Iterable[Path]) -> list[str]:
    """A pattern for each file, as mutmut names the mutants in it."""
    return [".".join(path.with_suffix("").parts) + ".*" for path in paths]
