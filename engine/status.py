"""Whether the engine is well: silence must not look like calm."""

import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from calendars.snapshot_check import CalendarCheck, check
from domain.days import day_of
from domain.errors import ProblemError
from domain.wording import counted
from engine.calendar_refresh import waiting_snapshot
from engine.calendar_rerun import APPLYING as BANK_HOLIDAYS
from engine.joining import grouping
from engine.private_files import open_to_others
from engine.rules_rerun import APPLYING as RULES
from engine.rules_rerun import rules_wait
from engine.running_parts import LOGS, parts_that_keep_ending
from engine.sources_apart import Apart, sources_apart
from engine.sweep import DONE
from engine.sweep import RUN_KIND as SWEEP
from engine.unfinished import is_unfinished
from engine.workspace import Workspace
from intake.catalogue import every_format

# A sweep runs every five minutes: three missed ones are worth a look.
_SWEEP_EXPECTED_WITHIN = timedelta(minutes=15)
_OUTBOX_EXPECTED_WITHIN = timedelta(minutes=30)
# Six months and more of dates rest on announced bank holidays; with less, fetch the feed.
_HORIZON_DAYS = 270
# A term's clock is there before the term begins only if the one after this is on file.
_TERMS_DAYS = 150


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One thing looked at. ``remedy`` is None when it is well."""

    name: str
    well: bool
    finding: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """How the engine is at one moment."""

    checks: tuple[HealthCheck, ...]
    versions: dict[str, str]
    figures: dict[str, int]

    @property
    def well(self) -> bool:
        """Whether everything is as it should be."""
        return all(one.well for one in self.checks)

    def as_json(self) -> dict[str, Any]:
        """One JSON object."""
        return {
            "healthy": self.well,
            "checks": [
                {
                    "name": one.name,
                    "healthy": one.well,
                    "finding": one.finding,
                    "remedy": one.remedy,
                }
                for one in self.checks
            ],
            "versions": self.versions,
            **self.figures,
        }


def status(workspace: Workspace, now: datetime) -> Status:
    """Look at the last sweep, the outbox, the bank holidays and the quarantine at ``now``."""
    with workspace.database.reading() as work:
        last = work.runs.last(SWEEP, DONE)
        oldest = work.outbox.oldest_waiting()
        quarantined = len(work.quarantine.all())
        imported = work.imports.latest()
        unfinished = [what for what in (RULES, BANK_HOLIDAYS) if is_unfinished(work, what)]
        ended = parts_that_keep_ending(work)
        apart = sources_apart(work, workspace.settings)
        refused = grouping(work, workspace.settings).refused if apart else ()
        strange = sorted(work.clocks.rules() - set(workspace.rulebook.rules))
        doubts = work.doubts.count_open()
        figures = {
            "cases": work.cases.count(),
            "events": work.events.count(),
            "clocks": work.clocks.count(),
            "quarantined": quarantined,
            "doubts": doubts.total(),
            "clocks_in_doubt": work.clocks.count_in_doubt(),
        }
    checks = (
        _last_sweep(last.finished_at if last else None, now),
        _outbox(oldest, now),
        *_feeds(imported, workspace, now),
        *_calendars(workspace, now),
        *_school_terms(workspace, now),
        _snapshot(workspace, now),
        _rules(strange, workspace),
        *(_unfinished(what) for what in unfinished),
        *_sources(apart, refused),
        _parts(ended),
        _files(workspace.settings.data_folder),
        _doubts(doubts, figures["clocks_in_doubt"]),
        # What was set aside stays on record for ever, so it is told and is no fault.
        HealthCheck("quarantine", True, f"{quarantined} rows have been set aside"),
    )
    versions = {
        "timescales": version("timescales"),
        "profile": workspace.rulebook.profile,
        "rules": str(len(workspace.rulebook.rules)),
    }
    return Status(checks, versions, figures)


def _last_sweep(finished_at: datetime | None, now: datetime) -> HealthCheck:
    remedy = "Start the engine with: timescales up, or sweep once with: timescales sweep"
    if finished_at is None:
        return HealthCheck("sweep", False, "no sweep has run yet", remedy)
    age = now - finished_at
    if age < -_SWEEP_EXPECTED_WITHIN:
        # The clock was set back: until it is there again, nothing shows that sweeps still run.
        remedy = "Check the date and time of this machine, and that the engine runs."
        return HealthCheck("sweep", False, "the last sweep is dated in the future", remedy)
    minutes = max(0, int(age.total_seconds() // 60))
    well = age <= _SWEEP_EXPECTED_WITHIN
    finding = f"the last sweep ended {_length(minutes)} ago"
    return HealthCheck("sweep", well, finding, None if well else remedy)


def _outbox(oldest: datetime | None, now: datetime) -> HealthCheck:
    if oldest is None or oldest > now:
        return HealthCheck("outbox", True, "nothing waits that should have gone")
    age = now - oldest
    well = age <= _OUTBOX_EXPECTED_WITHIN
    finding = f"the oldest message has waited for {_length(int(age.total_seconds() // 60))}"
    remedy = "Send with: timescales dispatch, and read what it says about the mail server."
    return HealthCheck("outbox", well, finding, None if well else remedy)


def _feeds(
    imported: Mapping[str, datetime], workspace: Workspace, now: datetime
) -> list[HealthCheck]:
    """A feed that no longer comes looks like cases in which nothing happens."""
    checks = []
    for kind, days in sorted(workspace.settings.feeds.items()):
        if kind not in imported:
            continue
        age = now - imported[kind]
        well = age <= timedelta(days=days)
        finding = f"the last import was {_length(max(0, int(age.total_seconds() // 60)))} ago"
        command = every_format()[kind].command_name
        remedy = f"One is expected every {days} days. Import it with: timescales {command}"
        checks.append(HealthCheck(f"feed {kind}", well, finding, None if well else remedy))
    return checks


def _rules(strange: list[str], workspace: Workspace) -> HealthCheck:
    """Changed rules that nobody has put in force may leave dates standing that are wrong.

    Clocks of a rule that has left the profile are neither shown nor told of.
    """
    remedy = "See what changes with: timescales rerun --rules, then add --apply --reason TEXT"
    if strange:
        finding = f"there are clocks of rules that are not in the profile: {', '.join(strange)}"
        return HealthCheck("rules", False, finding, remedy)
    try:
        waiting = rules_wait(workspace)
    except ProblemError as wrong:
        # The rules in force are in the store: a wrong file spoils nothing but itself.
        finding = f"the rules in force stand, but the rule files cannot be used. {wrong.message}"
        return HealthCheck("rules", False, finding, wrong.remedy)
    if waiting:
        finding = f"dates rest on {_rules_of(workspace)}, and changed ones wait"
        return HealthCheck("rules", False, finding, remedy)
    return HealthCheck("rules", True, f"every clock rests on {_rules_of(workspace)}")


def _rules_of(workspace: Workspace) -> str:
    since = workspace.rules_since
    words = f"the rules of the profile {workspace.rulebook.profile}"
    return f"{words}, in force since {day_of(since).isoformat()}" if since else words


def _unfinished(what: str) -> HealthCheck:
    """A rerun that was killed has reached some cases and not the others."""
    return HealthCheck(
        f"{what} being applied",
        False,
        "what was put in force has not reached every case",
        f"If nothing is running that does it: timescales rerun --{what} --apply --reason TEXT",
    )


def _doubts(doubts: Counter[str], clocks: int) -> HealthCheck:
    """What was refused is told to those who can mend it; the engine itself is well."""
    if not doubts:
        return HealthCheck("doubts", True, "nothing that was refused or is missing is open")
    of_each = ", ".join(f"{kind} {number:,}" for kind, number in sorted(doubts.items()))
    finding = (
        f"{counted(doubts.total(), 'doubt')} ({of_each}), by which "
        f"{counted(clocks, 'clock')} {'is' if clocks == 1 else 'are'} in doubt "
        "(timescales checks list)"
    )
    return HealthCheck("doubts", True, finding)


def _sources(apart: Sequence[Apart], refused: Sequence[str]) -> list[HealthCheck]:
    """A child whom two sources tell of as two is told of twice and counted twice."""
    checks = [HealthCheck("sources", False, one.in_words(), one.remedy) for one in apart]
    for name in refused:
        finding = f"the group {name} of the settings is not in force: its sources contradict"
        remedy = "See which cases with: timescales sources check SOURCE SOURCE"
        checks.append(HealthCheck("sources", False, finding, remedy))
    return checks or [HealthCheck("sources", True, "no two sources tell of one child as of two")]


def _parts(ended: Mapping[str, int]) -> HealthCheck:
    """What is regular runs without Prefect too, so that nothing else would tell."""
    if not ended:
        return HealthCheck("prefect", True, "no process of Prefect keeps ending")
    each = ", ".join(f"{part} {times} times in a row" for part, times in ended.items())
    logs = " and ".join(LOGS[part] for part in ended)
    remedy = f"Read {logs} in the data folder's logs, then start timescales up again."
    return HealthCheck("prefect", False, f"a process of Prefect keeps ending: {each}", remedy)


def _files(data_folder: Path) -> HealthCheck:
    found = sum(1 for _ in open_to_others(data_folder))
    if not found:
        return HealthCheck("files", True, "the data folder is closed to other accounts")
    what = "file or folder" if found == 1 else "files and folders"
    finding = f"{found:,} {what} in the data folder can be used by other accounts"
    remedy = f"Close them with: chmod -R go-rwx {shlex.quote(str(data_folder))}"
    return HealthCheck("files", False, finding, remedy)


def _calendars(workspace: Workspace, now: datetime) -> list[HealthCheck]:
    today = day_of(now)
    checks = []
    for found in _checked(workspace, today).calendars:
        if found.horizon is None or found.days_left is None:
            continue
        well = found.days_left >= _HORIZON_DAYS
        checks.append(
            HealthCheck(
                f"calendar {found.calendar}",
                well,
                f"bank holidays are announced up to {found.horizon.isoformat()}",
                None if well else "Fetch those announced since with: timescales calendar refresh",
            )
        )
    return checks


def _school_terms(workspace: Workspace, now: datetime) -> list[HealthCheck]:
    """A term that is not on file sets no clock, which nobody would notice."""
    rulebook = workspace.rulebook
    if not rulebook.terms_needed:
        return []
    last = rulebook.terms[-1]
    well = (last.ends - day_of(now)).days >= _TERMS_DAYS
    finding = f"school terms are on file up to {last.ends.isoformat()} ({last.name})"
    remedy = f"Add the next terms to school_terms.yaml in the profile {rulebook.profile}."
    return [HealthCheck("school terms", well, finding, None if well else remedy)]


def _checked(workspace: Workspace, today: date) -> CalendarCheck:
    folder, taken_on = workspace.settings.calendars_folder, workspace.calendar_taken_on
    return check(sorted(workspace.calendars), today, folder, taken_on)


def _snapshot(workspace: Workspace, now: datetime) -> HealthCheck:
    """New bank holidays that nobody has put in force leave dates standing that may be wrong."""
    waiting = waiting_snapshot(workspace, day_of(now))
    in_force = f"dates rest on the bank holidays of {workspace.calendar_taken_on.isoformat()}"
    if waiting is None:
        return HealthCheck("bank holidays", True, in_force)
    finding = f"{in_force}, and newer ones of {waiting.isoformat()} wait"
    remedy = "See what they move with: timescales rerun --calendar, then apply it."
    return HealthCheck("bank holidays", False, finding, remedy)


def _length(minutes: int) -> str:
    if minutes < 120:
        return f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"
    if minutes < 48 * 60:
        return f"{minutes // 60} hours"
    return f"{minutes // (24 * 60)} days"
