"""``timescales cases``: joins or parts two cases, and says what one has been called."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.common_options import CommonOptions, answers, example
from cli.output import note, print_json, working
from domain.wording import counted

if TYPE_CHECKING:
    from engine.linking import Linked

_reason = click.option("--reason", help="Why, in a few words; kept with the decision. No names.")
_by = click.option("--by", "who", metavar="CODE", help="The staff code of who decided it.")


@click.group()
def cases() -> None:
    """Join and part cases, and see what one has been called."""


@cases.command(epilog=example("timescales cases show 3f2a90c1"))
@click.argument("reference", metavar="REF")
@click.option("--reveal", is_flag=True, help="Show the sources' own numbers. It is recorded.")
@answers
def show(options: CommonOptions, *, reference: str, reveal: bool) -> None:
    """Show which sources tell of a case, and what was decided of it.

    Also which child a complaint concerns, and which complaints concern a child. REF is a reference
    that leads to the case, or enough of its beginning: that of a case which was joined with another
    leads to the one that lives on.
    """
    from engine.case_history import case_history

    with options.opened() as workspace:
        found = case_history(workspace, reference, reveal_at=options.now if reveal else None)
    if options.as_json:
        print_json(found.as_json())
    else:
        click.echo(found.as_text())


@cases.command(
    epilog=example('timescales cases link 3f2a90c1 77b0e4d2 --reason "Number changed on transfer"')
)
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@_reason
@_by
@answers
def link(
    options: CommonOptions, *, first: str, second: str, reason: str | None, who: str | None
) -> None:
    """Join two cases that are one child.

    The one that was told of first lives on, and the reference of the other leads to it. What was
    told of either stays told; what was told of both is withdrawn once.
    """
    from engine.linking import link as join

    with options.opened() as workspace:
        found = join(workspace, first, second, reason=reason, now=options.now, who=who)
    _tell(options, found)


@cases.command(epilog=example('timescales cases unlink 3f2a90c1 77b0e4d2 --reason "Cousins"'))
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@_reason
@_by
@answers
def unlink(
    options: CommonOptions, *, first: str, second: str, reason: str | None, who: str | None
) -> None:
    """Part two cases that are not one child.

    Also where an equal number or pupil number had joined them. Give the references that each had
    before: timescales cases show lists them.
    """
    from engine.linking import unlink as part

    with options.opened() as workspace:
        found = part(workspace, first, second, reason=reason, now=options.now, who=who)
    _tell(options, found)


@cases.command("import", epilog=example("timescales cases import links.csv"))
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@_by
@answers
def import_links(options: CommonOptions, *, file: Path, who: str | None) -> None:
    """Join the cases that a file says are one child.

    A CSV file with the columns source, subject, other_source, other_subject and reason: a number
    in one source and the number that the same child has in another.
    """
    from engine.link_files import read_links
    from engine.linking import link_all

    with options.opened() as workspace, working("Joining cases") as progress:
        pairs = read_links(workspace, file)
        found = link_all(workspace, pairs, now=options.now, who=who, progress=progress)
    if options.as_json:
        print_json([{"case_ref": one.lives_as[0], "one_child": one.are_one} for one in found])
    note(f"{counted(sum(one.are_one for one in found), 'pair')} of cases joined.")


def _tell(options: CommonOptions, found: "Linked") -> None:
    if options.as_json:
        print_json(
            {
                "one_child": found.are_one,
                "lives_as": list(found.lives_as),
                "clocks_changed": len(found.recalculation.changes),
                "alerts_withdrawn": found.recalculation.withdrawn,
            }
        )
    one, other = found.lives_as
    state = f"One case now: {one}." if found.are_one else f"Two cases now: {one} and {other}."
    note(
        f"{state} {counted(len(found.recalculation.changes), 'clock')} new or changed, "
        f"{counted(found.recalculation.withdrawn, 'alert')} withdrawn."
    )
