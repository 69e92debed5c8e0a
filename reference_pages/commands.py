"""docs/reference/commands.md: every command, from the commands themselves."""

from collections.abc import Iterator, Sequence
from inspect import cleandoc

import click

from cli.main import program

_INTRODUCTION = """\
# Commands

The program is `timescales`. Data goes to standard output, everything else to standard error.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | the command failed; three lines say what is wrong, what to do, and the \
[code](errors.md) |
| 2 | wrong usage |
| 3 | done, and something is overdue; only with `--fail-on-overdue` |
| 4 | some input was refused or quarantined, and the rest kept |

Every command takes these options, before or after its name:

"""


def page() -> str:
    """The whole page, in Markdown."""
    shared = [each for each in program.params if each.name != "version"]
    names = {each.name for each in shared}
    parts = [_INTRODUCTION, _table(shared)]
    for name, command in leaf_commands():
        own = [each for each in command.params if each.name not in names]
        parts.append(_section(name, command, own))
    return "".join(parts)


def leaf_commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by its whole name: ``clocks list``."""
    yield from _leaves(program, "")


def _leaves(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _leaves(command, f"{prefix}{name} ")
        elif command is not None:
            yield f"{prefix}{name}", command


def example_lines(command: click.Command) -> list[str]:
    """The lines of the example that ends the command's help."""
    _, _, lines = (command.epilog or "").partition("Example:\n")
    return [line.strip() for line in lines.splitlines() if line.strip()]


def _section(name: str, command: click.Command, own: list[click.Parameter]) -> str:
    arguments = " ".join(
        each.make_metavar(click.Context(command))
        for each in own
        if isinstance(each, click.Argument)
    )
    options = [each for each in own if isinstance(each, click.Option)]
    text = cleandoc(command.help or "").replace("<", "&lt;")
    examples = "\n".join(example_lines(command))
    parts = [f"\n## timescales {f'{name} {arguments}'.strip()}\n\n{text}\n"]
    if options:
        parts.append(f"\n{_table(options)}")
    parts.append(f"\n```sh\n{examples}\n```\n")
    return "".join(parts)


def _table(options: Sequence[click.Parameter]) -> str:
    rows = [
        f"| {_spelling(each)} | {_about(each)} |\n"
        for each in options
        if isinstance(each, click.Option)
    ]
    return "| option | meaning |\n|---|---|\n" + "".join(rows)


def _spelling(option: click.Option) -> str:
    if option.is_flag:
        return " ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    if isinstance(option.type, click.Choice):
        return f"`{option.opts[0]}` " + ", ".join(f"`{word}`" for word in option.type.choices)
    return f"`{option.opts[0]} {option.make_metavar(click.Context(program))}`"


def _about(option: click.Option) -> str:
    more = []
    if option.required:
        more.append("Needed.")
    if option.multiple:
        more.append("May be given several times.")
    if option.show_default:
        more.append(f"Default: {option.default}.")
    return " ".join([option.help or "", *more]).strip()
