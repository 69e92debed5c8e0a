"""The program ``timescales``."""

from typing import Any

import click

from cli.common_options import shared_options
from cli.failures import guarded
from cli.lazy_group import LazyGroup
from engine.private_files import create_privately

COMMANDS = {
    "up": "cli.commands.up:up",
    "demo": "cli.commands.demo:demo",
    "events": "cli.commands.events:events",
    "import": "cli.commands.imports:imports",
    "sweep": "cli.commands.sweep:sweep",
    "dispatch": "cli.commands.dispatch:dispatch",
    "sources": "cli.commands.sources:sources",
    "cases": "cli.commands.cases:cases",
    "clocks": "cli.commands.clocks:clocks",
    "checks": "cli.commands.checks:checks",
    "alerts": "cli.commands.alerts:alerts",
    "explain": "cli.commands.explain:explain",
    "rerun": "cli.commands.rerun:rerun",
    "measures": "cli.commands.measures:measures",
    "report": "cli.commands.report:report",
    "rules": "cli.commands.rules:rules",
    "calendar": "cli.commands.calendar:calendar",
    "scenario": "cli.commands.scenario:scenario",
    "status": "cli.commands.status:status",
}


class Program(LazyGroup):
    """The whole program: what goes wrong in any command ends in plain words and an exit code."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options that stand before the command."""
        rest: list[str] = guarded(ctx, lambda: LazyGroup.parse_args(self, ctx, args))
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        return guarded(ctx, lambda: LazyGroup.invoke(self, ctx))


@click.group(cls=Program, lazy=COMMANDS, context_settings={"max_content_width": 100})
@shared_options
@click.version_option(package_name="timescales", prog_name="timescales")
def program() -> None:
    """Keep children's services inside their statutory timescales.

    Data goes to standard output and everything else to standard error. Exit codes: 0 done,
    1 the command failed, 2 wrong usage, 3 done and something is overdue (only with
    --fail-on-overdue), 4 some input was refused or quarantined and the rest kept.
    """


def main() -> None:
    """Run the program with the arguments that it was started with."""
    create_privately()
    program(prog_name="timescales")
