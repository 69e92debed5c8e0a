"""``timescales calendar``: counting in working days."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.common_options import CommonOptions, Day, answers, example
from cli.exit_codes import FAILED, REFUSED
from cli.output import note, print_json, print_table
from domain.wording import counted, day_in_words

if TYPE_CHECKING:
    from calendars.snapshot_check import CheckedCalendar
    from calendars.working_days import WorkingDayCalendar
    from engine.calendar_batch import Batch

_holidays = click.option(
    "--holidays",
    type=click.Path(path_type=Path, dir_okay=False),
    help='Your own calendars: a JSON file {"id": ["2026-12-25", ...]}.',
)


@click.group()
def calendar() -> None:
    """Count in working days."""


@calendar.command(
    epilog=example(
        "timescales calendar add --calendar england-and-wales --from 2024-12-20 --days 20"
    )
)
@click.option("--calendar", "name", required=True, metavar="ID", help="Such as england-and-wales.")
@click.option("--from", "start", required=True, type=Day(), help="Day 0, whatever day it is.")
@click.option(
    "--days", required=True, type=int, metavar="N", help="Working days; negative counts backwards."
)
@_holidays
@answers
def add(options: CommonOptions, name: str, start: date, days: int, holidays: Path | None) -> None:
    """Add working days to a date.

    Shows every day that was not counted, and why.
    """
    chosen = _calendar(name, holidays, options.fetched_calendars)
    result = chosen.add_working_days(start, days)
    provisional = chosen.is_provisional(max(start, result))
    skipped = chosen.workings(start, result)
    if options.as_json:
        print_json(
            {
                "calendar": chosen.id,
                "from": start.isoformat(),
                "days": days,
                "result": result.isoformat(),
                "provisional": provisional,
                "not_counted": [{"day": one.day.isoformat(), "why": one.why} for one in skipped],
            }
        )
        return
    number = counted(abs(days), "working day")
    click.echo(f"{result.isoformat()}  {day_in_words(result)}")
    click.echo(
        f"{number} {'before' if days < 0 else 'after'} {day_in_words(start)}, which is day 0 "
        f"({chosen.title})."
    )
    if skipped:
        click.echo("Not counted:")
        for one in skipped:
            click.echo(f"  {one.day.isoformat()}  {one.why}")
    if provisional:
        click.echo(
            "Provisional: all bank holidays are announced only up to "
            f"{day_in_words(chosen.horizon)}."
        )


@calendar.command(epilog=example("timescales calendar batch questions.csv > answers.csv"))
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.csv")
@_holidays
@answers
def batch(options: CommonOptions, file: Path, holidays: Path | None) -> None:
    """Answer a CSV file of questions.

    Its columns are id, operation, calendar, start, and n or end. The same columns come back
    with result and provisional. A row that cannot be answered is refused on standard error with
    its line, its result stays empty, and the exit code is 4.

    Operations: add_working_days, add_working_days_start_is_day1; add_calendar_days, add_weeks
    and add_months, each also with _roll_next or _roll_previous; count_working_days and
    count_working_days_inclusive, with end in place of n. Calendars: england-and-wales,
    scotland, northern-ireland, any-uk, none, or one of --holidays.
    """
    from calendars.library import CALENDAR_IDS, calendars_from_file
    from calendars.library import calendar as known
    from cli.import_summary import tell_refusals
    from engine.calendar_batch import answer_batch
    from intake.files.opening import read_bytes

    own = {name: known(name, options.fetched_calendars) for name in CALENDAR_IDS}
    own |= calendars_from_file(holidays) if holidays else {}
    answers = answer_batch(read_bytes(file), file.name, own)
    if options.as_json:
        print_json(_as_json(answers))
    else:
        _print_csv(answers)
    tell_refusals("refused", answers.refusals)
    if answers.refusals:
        click.get_current_context().exit(REFUSED)


@calendar.command(epilog=example("timescales calendar check"))
@answers
def check(options: CommonOptions) -> None:
    """Check the bank holidays.

    Compares them with the holidays library and says how far they reach. Ends with code 1 when
    the two differ: one-off bank holidays reach any source late, so a person has to look.
    """
    from calendars.library import CALENDAR_IDS
    from calendars.snapshot_check import check as compare

    comparison = compare(CALENDAR_IDS, options.as_of, options.fetched_calendars)
    if options.as_json:
        print_json([_checked_as_json(each) for each in comparison.calendars])
    else:
        _print_checked(comparison.calendars)
    if not comparison.agrees:
        note("Look the days up on GOV.UK before changing anything.")
        click.get_current_context().exit(FAILED)


def _checked_as_json(each: "CheckedCalendar") -> dict[str, object]:
    return {
        "calendar": each.calendar,
        "taken_on": each.taken_on.isoformat() if each.taken_on else None,
        "horizon": each.horizon.isoformat() if each.horizon else None,
        "days_left": each.days_left,
        "agrees": each.agrees,
        "only_in_calendar": [one.day.isoformat() for one in each.only_in_calendar],
        "only_in_library": [one.day.isoformat() for one in each.only_in_library],
    }


def _print_checked(calendars: Sequence["CheckedCalendar"]) -> None:
    print_table(
        ("Calendar", "Announced up to", "Days left", "Agrees with the library"),
        [
            (
                each.calendar,
                each.horizon.isoformat() if each.horizon else "depends on nothing announced",
                "" if each.days_left is None else str(each.days_left),
                "yes" if each.agrees else "no",
            )
            for each in calendars
        ],
    )
    differences = [
        (each.calendar, one.day.isoformat(), one.name, where)
        for each in calendars
        for where, days in (
            ("only in the calendar", each.only_in_calendar),
            ("only in the library", each.only_in_library),
        )
        for one in days
    ]
    if differences:
        print_table(("Calendar", "Day", "Holiday", "Where"), differences)


@calendar.command(epilog=example("timescales calendar refresh"))
@answers
def refresh(options: CommonOptions) -> None:
    """Fetch the bank holidays from GOV.UK.

    Stores what is new in the data folder and says what was added and removed. No date moves
    before: timescales rerun --calendar --apply. The address can be set in timescales.toml, also
    that of an .ics calendar of one division.

    A first or last year that is told only in part is taken for what it says: what was known
    before stays, and dates past the last whole year stay provisional. Ends with code 4 when
    nothing could be taken of one division; the others are stored.
    """
    from cli.calendar_changes import show_refresh
    from domain.days import day_of
    from engine.calendar_refresh import refresh_calendars

    with options.opened() as workspace:
        # The feed says what is announced now, whatever day the question is for.
        refreshed = refresh_calendars(workspace, day_of(options.wall_clock_at))
    show_refresh(options, refreshed)


def _calendar(name: str, holidays: Path | None, fetched: Path | None) -> "WorkingDayCalendar":
    from calendars.library import calendar as known
    from calendars.library import calendars_from_file

    own = calendars_from_file(holidays) if holidays else {}
    return own.get(name) or known(name, fetched)


def _print_csv(batch: "Batch") -> None:
    import csv
    import sys

    from engine.calendar_batch import ANSWER_COLUMNS

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*batch.columns, *ANSWER_COLUMNS])
    for row in batch.rows:
        answer = ["", ""]
        if row.answer:
            answer = [str(row.answer), "true" if row.answer.provisional else "false"]
        writer.writerow([*(row.cells.get(name, "") for name in batch.columns), *answer])


def _as_json(batch: "Batch") -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for row in batch.rows:
        result = row.answer.result if row.answer else None
        rows.append(
            {
                **{name: row.cells.get(name, "") for name in batch.columns},
                "result": result.isoformat() if isinstance(result, date) else result,
                "provisional": row.answer.provisional if row.answer else None,
                "refused": row.refusal.code if row.refusal else None,
            }
        )
    return rows
