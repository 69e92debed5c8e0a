"""What every use case works with: the store, the rules in force and the calendars."""

from collections.abc import Mapping
from dataclasses import dataclass

from calendars.library import calendar
from calendars.working_days import WorkingDayCalendar
from domain.clocks import Clock
from domain.rulebooks import Rulebook, calendars_needed
from domain.rules import Rule
from engine.settings import Settings
from intake.rule_files import read_rulebook
from store.database import Database, open_database

PROFILE_SETTING = "profile"


@dataclass(frozen=True, slots=True)
class Workspace:
    """One installation, opened."""

    settings: Settings
    database: Database
    rulebook: Rulebook
    calendars: Mapping[str, WorkingDayCalendar]

    def knows(self, clock: Clock) -> bool:
        """Whether the clock's rule is in the profile. One that is not waits to be removed."""
        return clock.rule in self.rulebook.rules

    def rule_of(self, clock: Clock) -> Rule:
        """The rule of a clock. Raises ProblemError ``unknown_rule`` when the profile lost it."""
        return self.rulebook.rule(clock.rule)

    def calendar_of(self, clock: Clock) -> WorkingDayCalendar:
        """The calendar that the clock's rule counts by."""
        return self.calendars[self.rule_of(clock).calendar]


def open_workspace(settings: Settings) -> Workspace:
    """Open the store, creating or upgrading its tables, and load the rules of the profile.

    The profile is the one in the settings, else the one the store was set up with, else
    ``statutory``. Raises the ProblemErrors of the store, of the rule files and of settings.
    """
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database_url)
    database.migrate()
    profile = settings.profile
    if profile is None:
        with database.reading() as work:
            profile = work.settings.get(PROFILE_SETTING)
    rulebook = read_rulebook(profile or "statutory", own=settings.profiles_folder)
    needed = calendars_needed(rulebook.rules.values()) | {"england-and-wales"}
    return Workspace(settings, database, rulebook, {name: calendar(name) for name in needed})
