"""How a command ends when something is wrong: in plain words, never in a traceback."""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from calendars.errors import CalendarError
from cli import wall_clock
from cli.common_options import data_folder
from cli.exit_codes import FAILED, INTERRUPTED, WRONG_USAGE
from domain.errors import ProblemError

LOG_FILE = "timescales.log"

# What is wrong with how a command was asked, and only the engine knows it.
_ASKED_WRONGLY = frozenset({"reason_missing"})


def guarded(ctx: click.Context, work: Callable[[], Any]) -> Any:
    """Do the work, and turn whatever goes wrong into words and an exit code.

    What click raises, and a pipe that closed early, is left to click.
    """
    try:
        return work()
    except (ProblemError, CalendarError) as problem:
        tell(problem)
        ctx.exit(WRONG_USAGE if problem.code in _ASKED_WRONGLY else FAILED)
    except KeyboardInterrupt:
        ctx.exit(INTERRUPTED)
    except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001 - the last stop before a person
        kind, log = type(error).__name__, data_folder() / "logs" / LOG_FILE
        kept = _log(error, log)
        where = f"Where it happened is in {log}." if kept else "The log could not be written."
        click.echo(f"The command stopped with an unexpected {kind}. {where}", err=True)
        ctx.exit(FAILED)


def tell(problem: ProblemError | CalendarError) -> None:
    """Three lines: what is wrong, what to do, and the code to look up."""
    click.echo(problem.message, err=True)
    click.echo(problem.remedy, err=True)
    click.echo(f"Code: {problem.code}", err=True)


def _log(error: BaseException, file: Path) -> bool:
    """Note the classes and the lines of code. No text of the error: it may quote a case."""
    lines = [f"{wall_clock.now().isoformat(timespec='seconds')} unexpected error"]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__name__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    except OSError:
        return False
    return True
