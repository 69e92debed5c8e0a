"""Showing what an import kept and what it refused."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from cli.common_options import CommonOptions
from cli.exit_codes import REFUSED
from cli.output import note, print_json, print_table
from domain.wording import counted
from intake.accounting import TableAccounting
from intake.reading import Refusal
from intake.whole_tables import Removal

if TYPE_CHECKING:
    from engine.loading import Loaded

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
    imported, recalculated = result.imported, result.recalculated
    tell_refusals("refused", imported.refusals)
    tell_refusals("quarantined", imported.quarantined)
    tell_refusals("kept, but", imported.warnings)
    if recalculated.failed:
        note(
            f"{counted(len(recalculated.failed), 'case')} could not be worked out; "
            "the old dates stand. See: timescales status"
        )
    if options.as_json:
        print_json(_as_json(result))
    else:
        print_accounting(imported.accounting)
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
    if not imported.kept_everything or recalculated.failed:
        click.get_current_context().exit(REFUSED)


def print_accounting(lines: Sequence[TableAccounting]) -> None:
    """One line a table: where each of its rows went. The fates add up to the rows read."""
    print_table(
        _COLUMNS,
        [
            (
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
            for line in lines
        ],
        wraps=_COLUMNS,
    )


def tell_refusals(what: str, refusals: Iterable[Refusal]) -> None:
    """One line for each: where it is, its code, what is wrong and what to do."""
    for refusal in refusals:
        line = f", line {refusal.line}" if refusal.line else ""
        column = f", {refusal.column}" if refusal.column else ""
        note(
            f"{refusal.file}{line}{column}: {what} ({refusal.code}). "
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
