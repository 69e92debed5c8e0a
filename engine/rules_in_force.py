"""The rules in force are kept in the store; those of the files wait until they are applied."""

from datetime import datetime
from typing import NamedTuple

from pydantic import ValidationError

from domain.errors import ProblemError
from domain.rules.rulebook_document import read_document, write_document
from domain.rules.rulebooks import Rulebook
from engine.settings import Settings
from intake.other_files.rule_files import read_rulebook
from store.database import Database
from store.records import RulebookRecord
from store.unit_of_work import UnitOfWork

PROFILE_SETTING = "profile"


class RulesInForce(NamedTuple):
    """Rules that are or were in force, from the UTC instant ``since``; None: from the start."""

    rulebook: Rulebook
    since: datetime | None


def profile_set(settings: Settings, database: Database) -> str:
    """The profile in the settings, else the one the store was set up with, else ``statutory``."""
    if settings.profile is not None:
        return settings.profile
    with database.reading() as work:
        return work.settings.get(PROFILE_SETTING) or "statutory"


def rules_of_files(settings: Settings, database: Database) -> Rulebook:
    """The rules as the files of the profile that is set say them, whatever is in force.

    Raises the ProblemErrors of the rule files.
    """
    return read_rulebook(profile_set(settings, database), own=settings.profiles_folder)


def rules_in_force(settings: Settings, database: Database) -> RulesInForce:
    """The rules that dates are worked out by.

    A store without a case takes those of the files: nothing of it rests on others. Raises
    ProblemError ``rules_in_force_unreadable``, and for an empty store those of the rule files.
    """
    with database.reading() as work:
        kept, begins = work.rulebooks.last(), work.cases.none_yet()
    if kept is not None and not begins:
        try:
            return RulesInForce(read_document(kept.content), kept.applied_at)
        except ValidationError:
            raise ProblemError(
                "rules_in_force_unreadable",
                "The rules in force were kept by another version of the program, and this one "
                "cannot read them. Nothing has been changed.",
                "Go back to that version, or see what the rules of this one move with: timescales "
                "rerun --rules, and add --apply --reason TEXT.",
            ) from None
    rulebook = rules_of_files(settings, database)
    content = write_document(rulebook)
    if kept is None or kept.content != content:
        with database.unit_of_work() as work:
            # Another program may have begun the store meanwhile.
            if work.cases.none_yet() or work.rulebooks.last() is None:
                work.rulebooks.add(RulebookRecord(rulebook.profile, content))
    return RulesInForce(rulebook, None)


def rules_known_at(database: Database, known_at: datetime) -> RulesInForce | None:
    """The rules that were in force at a UTC instant; None where they are those in force now.

    Raises ProblemError ``rules_of_then_unreadable``.
    """
    with database.reading() as work:
        kept, latest = work.rulebooks.last(known_at), work.rulebooks.last()
    if kept is None or kept == latest:
        return None
    try:
        return RulesInForce(read_document(kept.content), kept.applied_at)
    except ValidationError:
        raise ProblemError(
            "rules_of_then_unreadable",
            "The rules of that time were kept by another version of the program, and this one "
            "cannot read them.",
            "Ask for a later --known-at, or leave it out.",
        ) from None


def put_in_force(work: UnitOfWork, rulebook: Rulebook, at: datetime, reason: str | None) -> None:
    """Put rules in force at the UTC instant ``at``, unless they are what was put there last.

    Raises ProblemError ``rules_not_keepable``.
    """
    content, kept = write_document(rulebook), work.rulebooks.last()
    if kept is None or kept.content != content:
        work.rulebooks.add(RulebookRecord(rulebook.profile, content, at, reason))
