"""Showing what a refresh of the bank holidays found, and what a rerun by them moves."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cli.common_options import CommonOptions
from cli.exit_codes import REFUSED
from cli.output import note, print_json, print_table, working
from domain.references import short_id
from domain.wording import counted

if TYPE_CHECKING:
    from calendars.refresh import DivisionRefresh
    from engine.calendar_refresh import CalendarRefresh
    from engine.calendar_rerun import CalendarRerun
    from engine.recalculate import ClockChange

_PREVIEW = "timescales rerun --calendar"


def show_refresh(options: CommonOptions, refresh: "CalendarRefresh") -> None:
    """Print what was added and removed and how far each division now reaches.

    Ends with exit code 4 if nothing could be taken of a division that the feed tells of.
    """
    if options.as_json:
        print_json(
            {
                "taken_on": refresh.taken_on.isoformat(),
                "stored": list(refresh.stored),
                "not_told": list(refresh.not_told),
                "divisions": [_division_as_json(each) for each in refresh.divisions],
            }
        )
    else:
        rows = [row for each in refresh.divisions for row in _rows(each)]
        if rows:
            print_table(("Division", "What", "Day", "Holiday"), rows)
        print_table(
            ("Division", "Announced up to", "Before"),
            [
                (each.division, each.horizon.isoformat(), each.horizon_before.isoformat())
                for each in refresh.divisions
            ],
        )
    _tell_gaps(refresh)
    if refresh.stored:
        note(
            f"Stored {counted(len(refresh.stored), 'new snapshot')}. No date has moved yet. "
            f"To see what would move: {_PREVIEW}"
        )
    else:
        note("Nothing was stored." if refresh.refused else "Nothing is new; nothing was stored.")
    if refresh.refused:
        click.get_current_context().exit(REFUSED)


def _tell_gaps(refresh: "CalendarRefresh") -> None:
    """Say what the feed leaves open, and what of it could not be taken."""
    for each in refresh.divisions:
        for remark in each.remarks:
            note(f"{each.division}: {remark}")
    for division in refresh.not_told:
        note(f"{division}: The feed does not tell of it. Its bank holidays stay as they were.")
    for division, refused in refresh.refused:
        note(f"{division}: {refused.message}")
        note(refused.remedy)
        note(f"Code: {refused.code}")


def rerun_calendar(options: CommonOptions, *, apply: bool, reason: str | None) -> None:
    """Show what the newest bank holidays move, and with ``apply`` move it."""
    from engine.calendar_rerun import rerun_calendar as engine_rerun

    with options.opened() as workspace, working("Working out dates") as progress:
        done = engine_rerun(
            workspace, now=options.now, apply=apply, reason=reason, progress=progress
        )
    result = done.recalculation
    if options.as_json:
        print_json(_as_json(done))
    else:
        print_table(
            ("Case", "Rule", "What", "From", "To", "Why", "Clock"),
            [_row(change, done.why[change.clock.clock]) for change in result.changes],
        )
    if done.waiting:
        note(
            f"Bank holidays as taken on {done.taken_on.isoformat()}; "
            f"in force {'were' if done.applied else 'are'} those of {done.in_force.isoformat()}."
        )
    else:
        note(f"The newest bank holidays, of {done.taken_on.isoformat()}, are already in force.")
    changed = "changed" if done.applied else "would change"
    note(
        f"Worked out {counted(result.cases, 'case')}: "
        f"{counted(len(result.changes), 'clock')} {changed}."
    )
    if not done.applied and (done.waiting or result.changes):
        note(f"Nothing was written. To write it: {_PREVIEW} --apply --reason TEXT")
    for failure in result.failed:
        note(f"Case {failure.case} could not be worked out ({failure.code}); its dates stand.")
    if result.failed:
        click.get_current_context().exit(REFUSED)


def _division_as_json(division: "DivisionRefresh") -> dict[str, Any]:
    return {
        "division": division.division,
        "added": _days(division.added.items()),
        "removed": _days(division.removed.items()),
        "renamed": _days(division.renamed.items()),
        "horizon_before": division.horizon_before.isoformat(),
        "horizon": division.horizon.isoformat(),
        "remarks": list(division.remarks),
        "refused": division.refused.code if division.refused else None,
    }


def _days(holidays: Any) -> list[dict[str, str]]:
    return [{"day": day.isoformat(), "holiday": title} for day, title in holidays]


def _rows(division: "DivisionRefresh") -> list[tuple[str, str, str, str]]:
    return [
        (division.division, what, day.isoformat(), title)
        for what, holidays in (
            ("added", division.added),
            ("removed", division.removed),
            ("renamed", division.renamed),
        )
        for day, title in holidays.items()
    ]


def _as_json(done: "CalendarRerun") -> dict[str, Any]:
    result = done.recalculation
    return {
        "schedule": "calendar",
        "applied": done.applied,
        "calendar_in_force": done.in_force.isoformat(),
        "calendar_taken_on": done.taken_on.isoformat(),
        "cases": result.cases,
        "clocks": result.clocks,
        "changes": [
            _change_as_json(change, done.why[change.clock.clock]) for change in result.changes
        ],
        "alerts_withdrawn": result.withdrawn,
        "cases_failed": [asdict(one) for one in result.failed],
        "sweep": asdict(done.sweep) if done.sweep else None,
    }


def _change_as_json(change: "ClockChange", why: str) -> dict[str, Any]:
    return {
        "clock": change.clock.clock,
        "case_ref": change.clock.case,
        "rule": change.clock.rule,
        "kind": change.kind.value,
        "from_due_on": _iso(change.before.due_on if change.before else None),
        "to_due_on": _iso(change.after.due_on if change.after else None),
        "why": why,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _row(change: "ClockChange", why: str) -> tuple[str, ...]:
    values = _change_as_json(change, why)
    return (
        short_id(values["case_ref"]),
        values["rule"],
        values["kind"],
        values["from_due_on"] or "",
        values["to_due_on"] or "",
        why,
        short_id(values["clock"]),
    )
