"""``timescales import``: the returns and registers that an authority has anyway.

Each format that ``intake`` declares is a command; nothing here knows one of them.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from cli.common_options import CommonOptions, Day, answers, example
from cli.import_summary import show_returns
from cli.output import working
from intake.catalogue import every_format
from intake.return_format import ReadingOption, ReturnFormat, Takes

_ACCEPT_REMOVALS = click.option(
    "--accept-removals",
    is_flag=True,
    help="Take back events of rows that are gone, even where very many are.",
)
_EXPORTED_ON = click.option(
    "--exported-on",
    type=Day(),
    metavar="DATE",
    help="The day on which this was taken from the case system. Default: what the files say.",
)


class _Formats(click.Group):
    """One command for each format that is read in this way."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The kinds, in order."""
        return [kind for kind, declared in every_format().items() if not declared.command]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command that reads a kind."""
        return command_of(every_format()[cmd_name]) if cmd_name in self.list_commands(ctx) else None


@click.group("import", cls=_Formats)
def imports() -> None:
    """Import returns and registers."""


def command_of(declared: ReturnFormat) -> click.Command:
    """The command that imports files of a format, with the options that its reader takes."""

    def run(
        options: CommonOptions,
        paths: tuple[Path, ...],
        accept_removals: bool = False,
        exported_on: date | None = None,
        **format_options: Any,
    ) -> None:
        instead = declared.instead_of_files
        if instead is not None and not paths and format_options[instead.name] is None:
            raise click.UsageError(instead.instead_of_files or "")
        from engine.return_files import load_files

        with options.opened() as workspace, working("Reading") as progress:
            done = load_files(
                workspace,
                declared,
                paths,
                now=options.now,
                options=format_options,
                exported_on=exported_on,
                accept_removals=accept_removals,
                progress=progress,
            )
        show_returns(options, done)

    command = answers(run)
    decorators = [_paths(declared), *map(_option, declared.options), _EXPORTED_ON]
    decorators += [_ACCEPT_REMOVALS] if declared.tells_all else []
    for decorator in reversed(decorators):
        command = decorator(command)
    return click.command(
        declared.kind,
        help=declared.help,
        short_help=declared.title,
        epilog=example(*declared.examples),
    )(command)


def _paths(declared: ReturnFormat) -> Callable[[Any], Any]:
    needed = declared.instead_of_files is None
    return click.argument(
        "paths",
        nargs=-1,
        required=needed,
        type=click.Path(path_type=Path),
        metavar="PATH..." if needed else "[PATH...]",
    )


def _option(option: ReadingOption) -> Callable[[Any], Any]:
    kind: Any = str
    if option.takes is Takes.YEAR:
        kind = click.IntRange(*option.years) if option.years else int
    elif option.takes is Takes.FILE:
        kind = click.Path(path_type=Path, exists=True, dir_okay=False)
    return click.option(
        option.flag,
        option.name,
        type=kind,
        metavar=option.metavar,
        envvar=option.environment,
        help=option.help,
    )
