"""What every use case works with: the store, the rules in force and the calendars."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from calendars.errors import CalendarError
from calendars.library import calendar
from calendars.snapshot import newest_day
from calendars.working_days import WorkingDayCalendar
from domain.clocks import Clock
from domain.errors import ProblemError
from domain.rulebooks import Rulebook, calendars_needed
from domain.rules import Rule
from engine.settings import Settings
from intake.rule_files import read_rulebook
from store.database import Database, open_database

PROFILE_SETTING = "profile"
CALENDAR_SETTING = "calendar_taken_on"
RULES_SETTING = "rules_in_force"


@dataclass(frozen=True, slots=True)
class Workspace:
    """One installation, opened.

    ``calendars`` are those of the snapshots up to ``calendar_taken_on``, the day of the newest
    one in force. A newer one waits until a rerun puts it in force.
    """

    settings: Settings
    database: Database
    rulebook: Rulebook
    calendars: Mapping[str, WorkingDayCalendar]
    calendar_taken_on: date

    def knows(self, clock: Clock) -> bool:
        """Whether the clock's rule is in the profile. One that is not waits to be removed."""
        return clock.rule in self.rulebook.rules

    def rule_of(self, clock: Clock) -> Rule:
        """The rule of a clock. Raises ProblemError ``unknown_rule`` when the profile lost it."""
        return self.rulebook.rule(clock.rule)

    def calendar_of(self, clock: Clock) -> WorkingDayCalendar:
        """The calendar that the clock's rule counts by."""
        return self.calendars[self.rule_of(clock).calendar]

    def counting_by(self, taken_on: date) -> "Workspace":
        """The same installation with the snapshots up to another day in force."""
        found = _calendars(self.settings, self.calendars, taken_on)
        return replace(self, calendars=found, calendar_taken_on=taken_on)


def open_workspace(settings: Settings) -> Workspace:
    """Open the store, creating or upgrading its tables, and load the rules of the profile.

    The profile is the one in the settings, else the one the store was set up with, else
    ``statutory``. The snapshot of the bank holidays in force is the one that the store names; a
    new store begins with the newest, and with the rules as they are. Raises the ProblemErrors of
    the store, of the rule files and of settings, and ``snapshot_unreadable``.
    """
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database_url)
    database.migrate()
    profile = settings.profile
    with database.reading() as work:
        profile = profile or work.settings.get(PROFILE_SETTING)
        in_force = work.settings.get(CALENDAR_SETTING)
        known_rules = work.settings.get(RULES_SETTING)
    rulebook = read_rulebook(profile or "statutory", own=settings.profiles_folder)
    if known_rules is None:
        with database.unit_of_work() as work:
            work.settings.set(RULES_SETTING, fingerprint(rulebook))
    needed = calendars_needed(rulebook.rules.values()) | {"england-and-wales"}
    try:
        if in_force is None:
            in_force = newest_day(settings.calendars_folder).isoformat()
            with database.unit_of_work() as work:
                work.settings.set(CALENDAR_SETTING, in_force)
        taken_on = date.fromisoformat(in_force)
        calendars = _calendars(settings, needed, taken_on)
    except CalendarError as wrong:
        raise ProblemError(wrong.code, wrong.message, wrong.remedy) from None
    return Workspace(settings, database, rulebook, calendars, taken_on)


def fingerprint(rulebook: Rulebook) -> str:
    """What the rules of a profile say, as a SHA-256: another when anything in them changes."""
    parts = [rule.model_dump_json() for _, rule in sorted(rulebook.rules.items())]
    parts += [period.model_dump_json() for _, period in sorted(rulebook.periods.items())]
    # Closure days are left out: they change no date.
    parts += [term.model_dump_json() for term in rulebook.terms]
    return sha256("\n".join(parts).encode()).hexdigest()


def _calendars(
    settings: Settings, names: Iterable[str], taken_on: date
) -> dict[str, WorkingDayCalendar]:
    return {name: calendar(name, settings.calendars_folder, taken_on) for name in names}
