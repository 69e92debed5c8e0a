"""From the files of one command to clocks: each return among them read and loaded by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from domain.errors import ProblemError
from engine.loading import Loaded, NewReference, load, random_reference
from engine.lost_zeros import check_lost_zeros
from engine.progress import Progress, no_progress
from engine.workspace import Workspace
from intake.days import latest_day
from intake.reading import Reading
from intake.return_format import ReturnFormat, Takes

_MOST_NAMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedReturn:
    """One return that was loaded: its year or its files, in words, and when it was exported."""

    title: str
    exported_on: date | None
    loaded: Loaded


def load_files(
    workspace: Workspace,
    declared: ReturnFormat,
    paths: Sequence[Path],
    *,
    now: datetime,
    options: Mapping[str, Any] | None = None,
    exported_on: date | None = None,
    accept_removals: bool = False,
    new_ref: NewReference = random_reference,
    progress: Progress = no_progress,
) -> list[LoadedReturn]:
    """Read and load each return among the files, in order, as if each came in a command of its own.

    ``options`` are those that the format's reader takes, by name. ``exported_on`` is the day of the
    export, where a person says so; otherwise what the return says counts. Raises ProblemError
    ``several_returns`` where what is said, a year or a day, can be right of one return only;
    ``export_ahead``; and the ProblemErrors of the reader.
    """
    if exported_on is not None and exported_on > latest_day(now):
        raise ProblemError(
            "export_ahead",
            "The day of the export lies in the future.",
            "Give the day on which the files were taken from the case system.",
        )
    given = dict(options or {})
    returns = declared.returns_in(paths)
    if len(returns) > 1:
        _check_is_of_all(declared, given, exported_on, len(returns))
    done = []
    for files in returns:
        reading = declared.read(files, now=now, progress=progress, **given)
        if declared.source is not None and not declared.own_ids:
            check_lost_zeros(workspace, reading, declared.source)
        reading.exported_on = exported_on or _not_ahead(reading.exported_on, now)
        loaded = load(
            workspace,
            reading,
            kind=declared.kind,
            now=now,
            new_ref=new_ref,
            accept_removals=accept_removals,
            progress=progress,
        )
        done.append(
            LoadedReturn(
                title=_title(reading, files), exported_on=reading.exported_on, loaded=loaded
            )
        )
    return done


def _check_is_of_all(
    declared: ReturnFormat, given: Mapping[str, Any], exported_on: date | None, returns: int
) -> None:
    years = [each for each in declared.options if each.takes is Takes.YEAR]
    said = [each.flag for each in years if given.get(each.name) is not None]
    said += ["--exported-on"] if exported_on is not None else []
    if said:
        raise ProblemError(
            "several_returns",
            f"There are {returns} returns here, and {said[0]} can be right of one only.",
            f"Import them one by one, or leave out {said[0]}.",
        )


def _not_ahead(day: date | None, now: datetime) -> date | None:
    return day if day is None or day <= latest_day(now) else None


def _title(reading: Reading, files: Sequence[Path]) -> str:
    first = reading.window_from
    if first is not None:
        return f"{first.year}-{(first.year + 1) % 100:02}"
    names = [file.name for file in files[:_MOST_NAMES]]
    return ", ".join(names) + (" …" if len(files) > _MOST_NAMES else "")
