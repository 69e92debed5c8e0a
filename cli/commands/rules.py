"""``timescales rules``: the rulebook."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.common_options import CommonOptions, answers, example
from cli.exit_codes import FAILED
from cli.failures import tell
from cli.output import note, print_json, print_table
from cli.rule_view import allows, reading_as_json, rule_as_json, rule_as_text
from domain.wording import counted
from engine.schedule_catalogue import schedule_of

if TYPE_CHECKING:
    from domain.rules.rule import Rule
    from domain.rules.rulebooks import Rulebook

_profile = click.option(
    "--profile", help="The authority's profile, as its files say it. Default: the rules in force."
)


@click.group()
def rules() -> None:
    """Read and check the rulebook."""


@rules.command("list", epilog=example("timescales rules list --profile leicestershire"))
@_profile
@answers
def list_rules(options: CommonOptions, profile: str | None) -> None:
    """List every rule there is, and whether it is in force.

    With --profile, only the rules of that profile. In force are the rules of one profile, but
    for those that are switched off until they have been checked.
    """
    book = _rulebook(options, profile)
    rules = _known(options, book, profile)
    if options.as_json:
        print_json(
            [
                rule_as_json(rule, book.varied.get(rule.id)) | {"in_force": rule.id in book.rules}
                for rule in rules
            ]
        )
        return
    print_table(
        ("Rule", "What", "Allows", "From", "Responsible", "Checked", "In force"),
        [
            (
                rule.id,
                rule.title,
                allows(rule),
                rule.authority.value,
                rule.responsible,
                rule.confidence.value if rule.confidence else "",
                _in_force(book, rule.id),
            )
            for rule in rules
        ],
        wraps=("What", "Allows"),
    )
    in_force = f"{len(book.rules)} of them in force in the profile {book.profile}"
    note(f"{counted(len(rules), 'rule')}, {in_force}.")


def _known(options: CommonOptions, book: "Rulebook", profile: str | None) -> "list[Rule]":
    """The rules of the profile or, where none is named, every rule there is; in order."""
    from intake.other_files.rule_files import every_rule

    known = {**book.rules, **book.switched_off}
    if profile is None:
        known = {**every_rule(options.settings().profiles_folder), **known}
    return [known[name] for name in sorted(known)]


def _in_force(book: "Rulebook", rule_id: str) -> str:
    if rule_id in book.varied:
        return "yes, varied"
    if rule_id in book.switched_on:
        return "yes, switched on"
    return "yes" if rule_id in book.rules else "no"


@rules.command(epilog=example("timescales rules age", "timescales rules age --as-of 2027-11-27"))
@_profile
@answers
def age(options: CommonOptions, profile: str | None) -> None:
    """List every rule by how long ago it was read in its sources.

    Those that nobody has read come first, then the oldest reading: what to read again, in that
    order. Behind each stands a later edition, where one is known that was not read. With
    --profile, only the rules of that profile.
    """
    from domain.rules.readings import by_age

    rules = _known(options, _rulebook(options, profile), profile)
    found = by_age(rules, options.as_of)
    if options.as_json:
        print_json([reading_as_json(one) for one in found])
        return
    print_table(
        ("Rule", "Checked", "Read on", "Ago", "Version", "Later edition"),
        [
            (
                one.rule.id,
                one.rule.confidence_word or "",
                one.read_on.isoformat() if one.read_on else "never",
                "" if one.days is None else counted(one.days, "day"),
                "; ".join(one.versions),
                "; ".join(one.later),
            )
            for one in found
        ],
        wraps=("Version", "Later edition"),
    )
    never = sum(one.read_on is None for one in found)
    later = sum(bool(one.later) for one in found)
    note(
        f"{counted(len(found), 'rule')}: nobody has read {never} in their source, and of {later} "
        "a later edition is known that was not read."
    )


@rules.command(epilog=example("timescales rules show lac.review.first"))
@click.argument("rule_id", metavar="ID")
@_profile
@answers
def show(options: CommonOptions, rule_id: str, profile: str | None) -> None:
    """Show one rule whole, as its file says it and the profile varies it."""
    book = _rulebook(options, profile)
    rule = book.rule(rule_id)
    because = book.varied.get(rule.id)
    schedule = schedule_of(rule.id).key
    if options.as_json:
        print_json(rule_as_json(rule, because) | {"schedule": schedule})
    else:
        click.echo(rule_as_text(rule, because))
        click.echo(f"# Worked out anew by: timescales rerun {schedule}")


@rules.command(
    epilog=example(
        "timescales rules check",
        "timescales rules check our-rules/",
        "timescales rules check --profile leicestershire",
    )
)
@click.argument(
    "folder",
    required=False,
    type=click.Path(path_type=Path),
    metavar="[FOLDER]",
)
@click.option("--profile", help="The profile to read. Default: the one that is set.")
@answers
def check(options: CommonOptions, folder: Path | None, profile: str | None) -> None:
    """Check every file of the rulebook.

    And of every profile, those in the data folder's profiles/ included. FOLDER holds rulebook/
    and profiles/; by default those that come with the program. Says what is wrong in each file,
    on which line, and what to do, and whether the profile that is set is there. Says how far the
    school terms on file reach. Ends with code 1 if anything is wrong.
    """
    from engine.rule_check import check_rules
    from intake.other_files.rule_files import school_terms_known

    settings = options.settings()
    checked = check_rules(settings, folder, profile)
    problems = checked.problems
    if options.as_json:
        print_json(
            [{"code": one.code, "message": one.message, "remedy": one.remedy} for one in problems]
        )
    for problem in problems:
        tell(problem)
    if problems:
        each = Counter(problem.code for problem in problems)
        codes = ", ".join(f"{code} {number}" for code, number in sorted(each.items()))
        note(f"{counted(len(problems), 'problem')}: {codes}.")
        click.get_current_context().exit(FAILED)
    note("Every rule file is in order.")
    note(f"Every rule of the profile {checked.profile} belongs to exactly one schedule.")
    for name, ends in school_terms_known(folder, settings.profiles_folder).items():
        note(f"School terms of {name}: on file up to {ends.isoformat()}.")


def _rulebook(options: CommonOptions, profile: str | None) -> "Rulebook":
    """The rules of a profile's files, or those in force in the store where there is one."""
    from intake.other_files.rule_files import read_rulebook

    settings = options.settings()
    if profile is None and _store_exists(settings.database_url):
        with options.opened() as workspace:
            return workspace.rulebook
    chosen = settings.profile or "statutory" if profile is None else profile
    return read_rulebook(chosen, own=settings.profiles_folder)


def _store_exists(database_url: str) -> bool:
    file = database_url.removeprefix("sqlite:///")
    return file == database_url or Path(file).exists()
