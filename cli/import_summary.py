"""Showing what an import kept and what it refused."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from cli.common_options import CommonOptions
from cli.exit_codes import REFUSED
from cli.output import note, print_json, print_table
from domain.wording import counted, short_day
from intake.accounting import TableAccounting
from intake.reading import Refusal
from intake.whole_tables import Removal

if TYPE_CHECKING:
    from engine.loading import Loaded
    from engine.return_files import LoadedReturn

_COLUMNS = (
    "Table",
    "Rows read",
    "Giving events",
    "Unchanged",
    "Corrected",
    "Refused",
    "Quarantined",
    "Set aside",
    "Events made",
)


def show_import(options: CommonOptions, result: "Loaded") -> None:
    """Print the accounting, say what was refused, and end with exit code 4 if anything was."""
    _tell(result)
    if options.as_json:
        print_json(_as_json(result))
    else:
        print_accounting(result.imported.accounting)
        _tell_what_followed(result)
    _end([result])


def show_returns(options: CommonOptions, returns: Sequence["LoadedReturn"]) -> None:
    """As ``show_import``, of each return that one command read; several are told apart by name."""
    several = len(returns) > 1
    for each in returns:
        _tell(each.loaded, f"{each.title}, " if several else "")
    documents = [_return_as_json(each) for each in returns]
    if options.as_json:
        print_json(_together(documents) if several else documents[0])
    else:
        lines = [(each.title, line) for each in returns for line in each.loaded.imported.accounting]
        print_accounting(
            [line for _, line in lines], [title for title, _ in lines] if several else ()
        )
        for each in returns:
            if several:
                note(f"{each.title}:")
            if each.exported_on is not None:
                note(f"Exported on {short_day(each.exported_on)}.")
            _tell_what_followed(each.loaded)
    _end([each.loaded for each in returns])


def _end(results: Iterable["Loaded"]) -> None:
    if any(not each.imported.kept_everything or each.recalculated.failed for each in results):
        click.get_current_context().exit(REFUSED)


def _tell(result: "Loaded", name: str = "") -> None:
    imported, recalculated = result.imported, result.recalculated
    tell_refusals("refused", imported.refusals, name)
    tell_refusals("quarantined", imported.quarantined, name)
    tell_refusals("kept, but", imported.warnings, name)
    if recalculated.failed:
        note(
            f"{counted(len(recalculated.failed), 'case')} could not be worked out; "
            "the old dates stand. See: timescales status"
        )


def _tell_what_followed(result: "Loaded") -> None:
    imported, recalculated = result.imported, result.recalculated
    if taken_back := _taken_back(imported.accounting):
        note(
            f"{counted(taken_back, 'event')} taken back, "
            "because what was imported no longer tells of them."
        )
    note(
        f"Worked out {counted(recalculated.cases, 'case')} with "
        f"{counted(recalculated.clocks, 'clock')}; "
        f"{counted(len(recalculated.changes), 'clock')} new or changed, "
        f"{counted(recalculated.withdrawn, 'alert')} withdrawn."
    )
    if imported.doubts.noted or imported.doubts.settled:
        note(
            f"{counted(imported.doubts.noted, 'doubt')} noted, "
            f"{imported.doubts.settled:,} settled. See: timescales checks list"
        )


def print_accounting(lines: Sequence[TableAccounting], returns: Sequence[str] = ()) -> None:
    """One line a table: where each of its rows went. The fates add up to the rows read.

    ``returns`` names the return of each line, where there are several.
    """
    columns = ("Return", *_COLUMNS) if returns else _COLUMNS
    print_table(
        columns,
        [
            (
                *returns[place : place + 1],
                line.title,
                str(line.rows_read),
                str(line.rows_giving_events),
                str(line.unchanged),
                str(line.corrected),
                _by_code(line.refused),
                str(line.quarantined),
                _by_code(line.set_aside),
                str(line.events_made),
            )
            for place, line in enumerate(lines)
        ],
        wraps=columns,
    )


def tell_refusals(what: str, refusals: Iterable[Refusal], name: str = "") -> None:
    """One line for each: where it is, its code, what is wrong and what to do.

    ``name`` goes before the file: that of its return, where several were read.
    """
    for refusal in refusals:
        line = f", line {refusal.line}" if refusal.line else ""
        column = f", {refusal.column}" if refusal.column else ""
        note(
            f"{name}{refusal.file}{line}{column}: {what} ({refusal.code}). "
            f"{refusal.message} {refusal.remedy}"
        )


def _taken_back(lines: Iterable[TableAccounting]) -> int:
    return sum(line.events_made for line in lines if line.removal is Removal.TAKEN_BACK)


def _by_code(codes: Counter[str]) -> str:
    if not codes:
        return "0"
    each = ", ".join(f"{code} {number}" for code, number in sorted(codes.items()))
    return f"{codes.total()} ({each})"


def _as_json(result: "Loaded") -> dict[str, Any]:
    imported, recalculated = result.imported, result.recalculated
    return {
        "batch": imported.batch,
        "kind": imported.kind,
        "accounting": [line.as_json() for line in imported.accounting],
        "refusals": [asdict(one) for one in imported.refusals],
        "quarantined": [asdict(one) for one in imported.quarantined],
        "events_taken_back": _taken_back(imported.accounting),
        "warnings": [asdict(one) for one in imported.warnings],
        "doubts_noted": imported.doubts.noted,
        "doubts_settled": imported.doubts.settled,
        "cases": recalculated.cases,
        "clocks": recalculated.clocks,
        "clocks_changed": len(recalculated.changes),
        "alerts_withdrawn": recalculated.withdrawn,
        "cases_failed": [asdict(one) for one in recalculated.failed],
    }


def _return_as_json(each: "LoadedReturn") -> dict[str, Any]:
    day = each.exported_on
    said = {"return": each.title, "exported_on": None if day is None else day.isoformat()}
    return said | _as_json(each.loaded)


def _together(documents: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Several returns as one: what is about rows in one list each, and the returns themselves."""
    lists = ("accounting", "refusals", "quarantined", "warnings", "cases_failed")
    found: dict[str, Any] = {"kind": documents[0]["kind"]}
    for name in lists:
        found[name] = [
            {"return": each["return"]} | entry for each in documents for entry in each[name]
        ]
    found["events_taken_back"] = sum(each["events_taken_back"] for each in documents)
    return found | {"returns": list(documents)}
