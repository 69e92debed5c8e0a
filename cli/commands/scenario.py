"""``timescales scenario``: what a case should come to, checked in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import click

from cli.common_options import CommonOptions, answers, example
from cli.exit_codes import FAILED
from cli.output import note, print_json
from domain.errors import ProblemError
from domain.wording import counted

if TYPE_CHECKING:
    from engine.scenarios import ScenarioRunner


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How one scenario ended. ``name`` is None where its file could not be read."""

    file: str
    name: str | None
    failures: tuple[str, ...]


@click.group()
def scenario() -> None:
    """Check what cases should come to."""


@scenario.command(epilog=example("timescales scenario run tests/scenarios/*.yaml"))
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@answers
def run(options: CommonOptions, files: tuple[Path, ...]) -> None:
    """Run scenario files in memory.

    No database is touched. Each scenario has its own as_of. Where one fails, what was expected
    and what was found stand one above the other, with the explanation of the clock, and the
    exit code is 1.
    """
    from engine.scenarios import ScenarioRunner

    outcomes = []
    runner = ScenarioRunner(options.settings().profiles_folder)
    for outcome in (each for file in files for each in _outcomes(runner, file)):
        outcomes.append(outcome)
        if not options.as_json:
            click.echo(f"{'FAILED' if outcome.failures else 'passed'}  {outcome.name or '-'}")
            for failure in outcome.failures:
                click.echo(indent(failure, "        "))
    failed = sum(bool(outcome.failures) for outcome in outcomes)
    if options.as_json:
        print_json(
            [
                {
                    "file": outcome.file,
                    "name": outcome.name,
                    "passed": not outcome.failures,
                    "failures": list(outcome.failures),
                }
                for outcome in outcomes
            ]
        )
    note(f"{counted(len(outcomes), 'scenario')}, {failed:,} failed.")
    if failed:
        click.get_current_context().exit(FAILED)


def _outcomes(runner: "ScenarioRunner", file: Path) -> Iterator[_Outcome]:
    """The outcome of each scenario of a file; of one that cannot be read, what is wrong."""
    from intake.other_files.scenario_files import read_scenarios

    try:
        scenarios = read_scenarios(file.name, _text(file))
    except ProblemError as problem:
        yield _broken(file, None, problem)
        return
    for each in scenarios:
        try:
            yield _Outcome(file.name, each.name, runner.run(each).failures)
        except ProblemError as problem:
            yield _broken(file, each.name, problem)


def _broken(file: Path, name: str | None, problem: ProblemError) -> _Outcome:
    return _Outcome(file.name, name, (f"{problem.message}\n{problem.remedy}\n({problem.code})",))


def _text(file: Path) -> str:
    from intake.files.opening import read_bytes, wrong_encoding

    try:
        return read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise wrong_encoding("The file is not in UTF-8.") from None
    except ProblemError as problem:
        message = f"{file.name}: {problem.message}"
        raise ProblemError(problem.code, message, problem.remedy) from None
