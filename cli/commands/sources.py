"""``timescales sources``: which sources share case numbers, and in what order they are trusted."""

import click

from cli.common_options import CommonOptions, answers, example
from cli.output import note, print_json, print_table
from domain.references import short_id
from domain.wording import code_in_words, counted

_reason = click.option("--reason", help="Why, in a few words; kept with the decision. No names.")
_by = click.option("--by", "who", metavar="CODE", help="The staff code of who decided it.")


@click.group()
def sources() -> None:
    """See and choose which sources share case numbers."""


@sources.command("list", epilog=example("timescales sources list --json"))
@answers
def list_sources(options: CommonOptions) -> None:
    """List the sources, the most trusted first.

    How many cases each tells of, how many of those live as a case that another told of first, and
    the group in which its numbers mean the same children.
    """
    from engine.sources import sources_listed

    with options.opened() as workspace:
        found = sources_listed(workspace)
    if options.as_json:
        print_json([one.as_json() for one in found])
        return
    print_table(
        ("Trusted", "Source", "Cases", "Joined", "Group"),
        [
            (str(one.trusted), one.source, f"{one.cases:,}", f"{one.joined:,}", one.group or "")
            for one in found
        ],
    )
    note(f"{counted(len(found), 'source')}.")


@sources.command(
    "group",
    epilog=example('timescales sources group children mosaic ssda903 --reason "One numbering"'),
)
@click.argument("name")
@click.argument("names", metavar="SOURCE...", nargs=-1, required=True)
@_reason
@_by
@answers
def group(
    options: CommonOptions,
    *,
    name: str,
    names: tuple[str, ...],
    reason: str | None,
    who: str | None,
) -> None:
    """Let equal numbers of some sources be one child.

    In place of an earlier group of that NAME. One SOURCE alone is kept apart from all others.
    Sources that contradict each other are refused: see timescales sources check.
    """
    from engine.sources import group_sources

    with options.opened() as workspace:
        found = group_sources(workspace, name, names, reason=reason, now=options.now, who=who)
    if options.as_json:
        print_json({"group": name, "sources": list(names), "cases": found.cases})
    note(f"{name}: {', '.join(names)}. Worked out {counted(found.cases, 'case')} again.")


@sources.command(
    "check",
    epilog=example(
        "timescales sources check", "timescales sources check cin-census ssda903 --json"
    ),
)
@click.argument("names", metavar="[SOURCE SOURCE]", nargs=-1)
@answers
def check(options: CommonOptions, *, names: tuple[str, ...]) -> None:
    """Compare two sources before they are grouped.

    How many numbers they have in common, how many of those agree on birth date and on pupil
    number, what that proposes, and the cases that contradict it. Without sources it lists the
    cases of groups that are perhaps the same child, for a person to link or to leave.
    """
    if len(names) not in (0, 2):
        raise click.UsageError("Give two sources, or none.")
    if names:
        _compare(options, *names)
    else:
        _perhaps(options)


def _compare(options: CommonOptions, first: str, second: str) -> None:
    from engine.sources import compare_sources

    with options.opened() as workspace:
        found = compare_sources(workspace, first, second)
    if options.as_json:
        print_json(found.as_json())
        return
    seen = found.compared
    print_table(
        ("Compared", "In common", "Agree", "Differ"),
        [
            ("numbers", f"{seen.in_common:,}", "", ""),
            ("birth dates", "", f"{seen.births_agree:,}", f"{seen.births_differ:,}"),
            ("pupil numbers", "", f"{seen.pupils_agree:,}", f"{seen.pupils_differ:,}"),
        ],
    )
    for one in found.contradictions:
        note(f"{one.first} and {one.second}: the {one.what} differs.")
    note(
        f"{'Grouped' if found.grouped else 'Not grouped'}; "
        f"what is seen proposes: {code_in_words(found.proposes)}."
    )


def _perhaps(options: CommonOptions) -> None:
    from engine.sources import perhaps_the_same

    with options.opened() as workspace:
        found = perhaps_the_same(workspace)
    if options.as_json:
        print_json([{"cases": [one.first, one.second], "because": one.because} for one in found])
        return
    print_table(
        ("Case", "Perhaps the same as", "Because"),
        [
            (short_id(one.first), short_id(one.second), code_in_words(one.because.value))
            for one in found
        ],
    )
    note(f"{counted(len(found), 'pair')} of cases perhaps the same child.")
