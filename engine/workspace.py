"""What every use case works with: the store, the rules in force and the calendars."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from calendars.errors import CalendarError
from calendars.library import calendar
from calendars.snapshot import newest_day
from calendars.working_days import WorkingDayCalendar
from domain.case.events import Event
from domain.case.trust import Trust
from domain.clocks.clock import Clock
from domain.clocks.evidence import usual_trust
from domain.clocks.reckoned import Reckoning
from domain.clocks.schedule import reckon_case, schedule
from domain.days import day_of
from domain.errors import ProblemError
from domain.rules.local_days import closure_on
from domain.rules.rule import Rule
from domain.rules.rulebooks import Rulebook, calendars_needed
from engine.private_files import tighten
from engine.rules_in_force import (
    PROFILE_SETTING,
    RulesInForce,
    rules_in_force,
    rules_known_at,
    rules_of_files,
)
from engine.settings import Settings
from intake.catalogue import evidence_of_returns
from store.database import Database, open_database

__all__ = ["CALENDAR_SETTING", "PROFILE_SETTING", "Workspace", "open_workspace"]

CALENDAR_SETTING = "calendar_taken_on"


@dataclass(frozen=True, slots=True)
class Workspace:
    """One installation, opened.

    ``calendars`` are those of the snapshots up to ``calendar_taken_on``, the day of the newest
    one in force. A newer one waits until a rerun puts it in force. So do changed rule files:
    ``rulebook`` is the one in force since ``rules_since`` (UTC; None: since the store began).
    """

    settings: Settings
    database: Database
    rulebook: Rulebook
    calendars: Mapping[str, WorkingDayCalendar]
    calendar_taken_on: date
    rules_since: datetime | None = None

    @property
    def trust(self) -> Trust:
        """The order in which sources are trusted: as the settings say, and then the usual one."""
        return _trust(tuple(self.settings.sources.trust))

    def clocks_of(self, events: Iterable[Event]) -> list[Clock]:
        """The clocks that the events of one case set (``domain.clocks.schedule``)."""
        return schedule(events, self.rulebook, self.calendars, evidence_of_returns(), self.trust)

    def reckonings_of(self, events: Iterable[Event]) -> list[Reckoning]:
        """The same clocks with the counting behind each."""
        return reckon_case(events, self.rulebook, self.calendars, evidence_of_returns(), self.trust)

    def knows(self, clock: Clock) -> bool:
        """Whether the clock's rule is in the profile. One that is not waits to be removed."""
        return clock.rule in self.rulebook.rules

    def rule_of(self, clock: Clock) -> Rule:
        """The rule of a clock. Raises ProblemError ``unknown_rule`` when the profile lost it."""
        return self.rulebook.rule(clock.rule)

    def calendar_of(self, clock: Clock) -> WorkingDayCalendar:
        """The calendar that the clock's rule counts by."""
        return self.calendars[self.rule_of(clock).calendar]

    def works_on(self, day: date) -> bool:
        """Whether it is a working day of the authority: no bank holiday and no closure."""
        calendar = self.calendars["england-and-wales"]
        return calendar.is_working_day(day) and closure_on(self.rulebook.closures, day) is None

    def counting_by(self, taken_on: date) -> "Workspace":
        """The same installation with the snapshots up to another day in force."""
        found = _calendars(self.settings, self.calendars, taken_on)
        return replace(self, calendars=found, calendar_taken_on=taken_on)

    def by_rules(self, rulebook: Rulebook, since: datetime | None) -> "Workspace":
        """The same installation with other rules in force.

        Raises ProblemError ``snapshot_unreadable``.
        """
        needed = _needed_by(rulebook)
        found = _calendars(self.settings, needed, self.calendar_taken_on)
        return replace(self, rulebook=rulebook, calendars=found, rules_since=since)

    def by_the_files(self) -> "Workspace":
        """The same installation as if the rules of its files were in force.

        Raises the ProblemErrors of the rule files.
        """
        return self.by_rules(rules_of_files(self.settings, self.database), None)

    def as_known(self, known_at: datetime) -> "Workspace":
        """The same installation with the rules and bank holidays that it had at a UTC instant.

        Those in force then, and of the bank holidays none that were not yet announced; before
        the first snapshot, those of the first. Raises ProblemError ``rules_of_then_unreadable``
        or ``snapshot_unreadable``.
        """
        with self.database.reading() as work:
            in_force = work.calendars.taken_on(known_at) or self.calendar_taken_on
        taken_on = min(in_force, day_of(known_at))
        then = self if taken_on == self.calendar_taken_on else self.counting_by(taken_on)
        rules = rules_known_at(self.database, known_at)
        return then.by_rules(*rules) if rules else then


def open_workspace(settings: Settings, *, by_the_files: bool = False) -> Workspace:
    """Open the store, creating or upgrading its tables, and load the rules in force.

    The rules and the snapshot of the bank holidays in force are those that the store keeps. A
    new store begins with the newest snapshot, and until it has a case with the rules of the
    files. With ``by_the_files`` the rules are those of the files whatever is in force. Raises
    the ProblemErrors of the store, of settings, and ``rules_in_force_unreadable`` or
    ``snapshot_unreadable``; and those of the rule files where they are read.
    """
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    tighten(settings.data_folder)
    database = open_database(settings.database_url)
    database.migrate()
    if by_the_files:
        rules = RulesInForce(rules_of_files(settings, database), None)
    else:
        rules = rules_in_force(settings, database)
    with database.reading() as work:
        in_force = work.settings.get(CALENDAR_SETTING)
    try:
        if in_force is None:
            in_force = newest_day(settings.calendars_folder).isoformat()
            with database.unit_of_work() as work:
                work.settings.set(CALENDAR_SETTING, in_force)
    except CalendarError as wrong:
        raise ProblemError(wrong.code, wrong.message, wrong.remedy) from None
    taken_on = date.fromisoformat(in_force)
    calendars = _calendars(settings, _needed_by(rules.rulebook), taken_on)
    return Workspace(
        settings=settings,
        database=database,
        rulebook=rules.rulebook,
        calendars=calendars,
        calendar_taken_on=taken_on,
        rules_since=rules.since,
    )


@cache
def _trust(first: tuple[str, ...]) -> Trust:
    return usual_trust(evidence_of_returns(), first)


def _needed_by(rulebook: Rulebook) -> frozenset[str]:
    return calendars_needed(rulebook.rules.values()) | {"england-and-wales"}


def _calendars(
    settings: Settings, names: Iterable[str], taken_on: date
) -> dict[str, WorkingDayCalendar]:
    try:
        return {name: calendar(name, settings.calendars_folder, taken_on) for name in names}
    except CalendarError as wrong:
        raise ProblemError(wrong.code, wrong.message, wrong.remedy) from None
