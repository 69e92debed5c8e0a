"""Checking every rule file, and that the profile that is set is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.errors import ProblemError
from engine.rules_in_force import profile_set
from engine.schedule_catalogue import every_schedule
from engine.settings import Settings
from intake.other_files.rule_files import check_rulebook, every_rule, profile_ids, read_rulebook
from store.database import open_database


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """What is wrong, if anything, and the profile that was read."""

    problems: list[ProblemError]
    profile: str


def check_rules(
    settings: Settings, folder: Path | None = None, profile: str | None = None
) -> RuleCheck:
    """Check the files of ``folder`` (None: those we ship) and of the authority's own profiles.

    The profile is the one given, else the one that is set in the settings or in the store. Where
    a ``folder`` is given that lacks it, it is ``statutory``. Raises the ProblemErrors of the store,
    and ``rulebook_missing``.
    """
    own = settings.profiles_folder
    problems = check_rulebook(folder, own)
    chosen = _profile_set(settings) if profile is None else profile
    if folder is not None and profile is None and chosen not in profile_ids(folder, own):
        chosen = "statutory"
    try:
        problems += _families_without_rules(own)
        if not problems:
            read_rulebook(chosen, folder, own)
    except ProblemError as problem:
        problems.append(problem)
    return RuleCheck(problems, chosen)


def _families_without_rules(own: Path) -> Iterator[ProblemError]:
    """A family that a schedule names by a wrong word: its rules stay with another schedule."""
    known = {rule.partition(".")[0] for rule in every_rule(own)}
    for schedule in every_schedule().values():
        for family in schedule.families or ():
            if family not in known:
                yield ProblemError(
                    "family_without_rules",
                    f"The schedule {schedule.key} names the family {family}, which no rule has.",
                    "Write in its file what stands before the first dot in the ids of its rules.",
                )


def store_exists(settings: Settings) -> bool:
    """Whether there is a store already, so that asking it makes none."""
    file = settings.database_url.removeprefix("sqlite:///")
    return file == settings.database_url or Path(file).exists()


def _profile_set(settings: Settings) -> str:
    if settings.profile is not None or not store_exists(settings):
        return settings.profile or "statutory"
    database = open_database(settings.database_url)
    try:
        database.migrate()
        return profile_set(settings, database)
    finally:
        database.dispose()
