"""What every command may be asked: the day, the database, the data folder, and JSON."""

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from calendars.day_table import FIRST_DAY, LAST_DAY
from calendars.working_days import outside_calendar
from cli import wall_clock
from domain.days import day_of, end_of_day
from domain.errors import ProblemError

if TYPE_CHECKING:
    from engine.settings import Settings
    from engine.workspace import Workspace

Function = TypeVar("Function", bound=Callable[..., Any])

_META = "timescales."


class Day(click.ParamType[date]):
    """A date written as YYYY-MM-DD, of the years that the calendars cover."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a usage error that does not repeat what was typed.

        Raises CalendarError ``date_outside_calendar``: no question reaches beyond the calendars.
        """
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        # fromisoformat also takes 20241220 and 2024-W51-5, which nobody means here.
        if day is None or day.isoformat() != value:
            self.fail("this is not a date; write 2024-12-20 for 20 December 2024.", param, ctx)
        if not FIRST_DAY <= day <= LAST_DAY:
            raise outside_calendar()
        return day


known_at_option = click.option(
    "--known-at",
    type=Day(),
    help="Answer by the events, rules and bank holidays that the engine knew at the end of this "
    "day. Default: a past day, too, is answered by all it knows.",
)

cases_option = click.option(
    "--case",
    "cases",
    multiple=True,
    metavar="REFERENCE",
    help="Only the case with this reference, or that begins with these eight or more characters.",
)
subject_option = click.option(
    "--subject", metavar="NUMBER", help="Only the case with this number in its own system."
)


def end_of(day: date | None) -> datetime | None:
    """The last instant of a day that may have been named, in UTC."""
    return None if day is None else end_of_day(day)


@dataclass(frozen=True, slots=True)
class CommonOptions:
    """How a command was asked. ``wall_clock_at`` is the UTC instant at which it began."""

    wall_clock_at: datetime
    as_json: bool = False
    day: date | None = None
    database_url: str | None = None
    data_folder: Path = Path("data")

    @property
    def as_of(self) -> date:
        """The day that the answer is for."""
        return self.day or day_of(self.wall_clock_at)

    @property
    def now(self) -> datetime:
        """This instant or, for another day, its end: what is reached during a day counts."""
        today = day_of(self.wall_clock_at)
        return self.wall_clock_at if self.as_of == today else end_of_day(self.as_of)

    def settings(self) -> "Settings":
        """The installation's settings. Raises ProblemError ``settings_invalid``."""
        from engine.settings import Settings

        return Settings.load(os.environ, self.data_folder, self.database_url)

    @contextmanager
    def opened(self, *, by_the_files: bool = False) -> Iterator["Workspace"]:
        """The installation, opened and closed again; ``by_the_files`` as ``open_workspace`` has it.

        Raises ProblemError ``data_folder_unusable`` and those of ``engine.workspace``.
        """
        from engine.workspace import open_workspace

        workspace = open_workspace(self.usable_settings(), by_the_files=by_the_files)
        try:
            yield workspace
        finally:
            workspace.database.dispose()

    @property
    def fetched_calendars(self) -> Path | None:
        """The folder of bank holidays that were fetched, or None where none were."""
        folder = self.data_folder / "calendars"
        return folder if folder.is_dir() else None

    def usable_settings(self) -> "Settings":
        """The settings, once the data folder is there."""
        settings = self.settings()
        try:
            settings.data_folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise ProblemError(
                "data_folder_unusable",
                "The data folder is not there and cannot be made.",
                "Name a folder that you may write to with --data-folder.",
            ) from None
        return settings


def common_options() -> CommonOptions:
    """What the options said, on whichever side of the command's name they stood."""
    meta = click.get_current_context().meta
    return CommonOptions(
        wall_clock_at=wall_clock.now(),
        as_json=meta.get(_META + "as_json", False),
        day=meta.get(_META + "day"),
        database_url=meta.get(_META + "database_url"),
        data_folder=data_folder(),
    )


def data_folder() -> Path:
    """The folder that was named, or that the environment names, or ``data``."""
    context = click.get_current_context(silent=True)
    given = context.meta.get(_META + "data_folder") if context else None
    return Path(given or os.environ.get("TIMESCALES_DATA_FOLDER") or "data").absolute()


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    # One dictionary serves a command and the groups before it; the last word counts.
    if value:
        ctx.meta[f"{_META}{param.name}"] = value


_OPTIONS = (
    click.option(
        "--json",
        "as_json",
        is_flag=True,
        expose_value=False,
        callback=_keep,
        help="Print one JSON document.",
    ),
    click.option(
        "--as-of",
        "day",
        type=Day(),
        expose_value=False,
        callback=_keep,
        help="The day the answer is for. Default: today in Europe/London.",
    ),
    click.option(
        "--database",
        "database_url",
        metavar="URL",
        expose_value=False,
        callback=_keep,
        help="The database. Default: TIMESCALES_DATABASE_URL, or a SQLite file in the data folder.",
    ),
    click.option(
        "--data-folder",
        "data_folder",
        type=click.Path(file_okay=False),
        expose_value=False,
        callback=_keep,
        help="Where data, mail and logs are kept. Default: TIMESCALES_DATA_FOLDER, or data.",
    ),
)


def shared_options(function: Function) -> Function:
    """Add the options that every command has."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def answers(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every command has, and hand what they said on as first argument."""

    @functools.wraps(function)
    def command(*args: Any, **own: Any) -> Any:
        return function(common_options(), *args, **own)

    return shared_options(command)


def example(*lines: str) -> str:
    """The example that ends a command's help."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)
