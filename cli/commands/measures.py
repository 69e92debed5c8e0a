"""``timescales measures``: the indicators that the authority must publish."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.common_options import CommonOptions, Day, answers, end_of, example, known_at_option
from cli.exit_codes import REFUSED
from cli.output import note, print_json
from domain.case.event_types import read_attributes
from domain.errors import ProblemError
from domain.measures.indicators import PLACES
from domain.measures.rating import Rag, financial_year
from domain.measures.recorded import Override
from domain.measures.spans import PARTS
from domain.wording import counted

if TYPE_CHECKING:
    from domain.measures.listed import ListedUnit
    from engine.published_measures import Publication
    from engine.workspace import Workspace

Row = Mapping[str, Any]

# The columns of the contract first; what is a list or an object is in --json alone.
_COLUMNS = (
    *("measure", "title", "from", "to", "as_at", "numerator", "denominator", "value", "unit"),
    *("target", "rag", "change", "profile", "group", "reading", "band", "exact", "missed"),
    *("missed_value", "outstanding", "in_doubt", "quartile", "median", "left_out"),
)
_PUBLISHED_COLUMNS = ("published_as_at", "reason", "restated")
_MISSED_COLUMNS = (
    *("measure", "case_ref", "on", "due_on", "done_on", "working_days", "band", "outstanding"),
    *("in_doubt", "iro", "team", "area", "rule", "clock", "days", "left_out"),
)
_FIGURE = ("numerator", "denominator", "value")
# What belongs to the figure itself and to none of its bands or other readings.
_BLANK: Row = dict.fromkeys(
    (
        *("target", "rag", "change", "exact", "missed", "missed_value", "outstanding"),
        *("in_doubt", "quartile", "median", "left_out"),
    )
)


@click.command(
    epilog=example(
        "timescales measures --from 2025-04-01 --to 2026-03-31",
        "timescales measures --measure cp.conferences.within_15 --bands --json",
        "timescales measures --from 2025-04-01 --to 2026-03-31 --freeze --reason 'Annual report'",
    )
)
@click.option("--from", "first", type=Day(), help="The first day. Default: 1 April before --to.")
@click.option("--to", "last", type=Day(), help="The last day. Default: the day asked about.")
@click.option("--measure", "ids", multiple=True, help="Only the measure with this id.")
@click.option("--by", type=click.Choice([*PLACES, *PARTS]), help="A line for each of these.")
@click.option("--bands", is_flag=True, help="A line for each published band too.")
@click.option("--readings", is_flag=True, help="A line for each other reading too.")
@click.option(
    "--missed", is_flag=True, help="List the cases that did not count, instead; of days, each."
)
@known_at_option
@click.option("--freeze", is_flag=True, help="Keep the figures as published. Needs --reason.")
@click.option("--published", is_flag=True, help="Show what was published, instead.")
@click.option(
    "--comparators",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="First keep the comparators of this CSV file.",
)
@click.option(
    "--colour",
    type=click.Choice([*(colour.value for colour in Rag), "none"]),
    help="First give the measure this colour. Needs --measure, --reason and --staff.",
)
@click.option("--staff", help="The staff code of who gives the colour.")
@click.option("--reason", help="Why, in a few words; kept. No names.")
@answers
# long: each option is a parameter, and the docstring is the help
def measures(
    options: CommonOptions,
    *,
    first: date | None,
    last: date | None,
    ids: tuple[str, ...],
    by: str | None,
    bands: bool,
    readings: bool,
    missed: bool,
    known_at: date | None,
    freeze: bool,
    published: bool,
    comparators: Path | None,
    colour: str | None,
    staff: str | None,
    reason: str | None,
) -> None:
    """Give the indicators of a period, as CSV.

    Without --from and --to, of the financial year up to the day asked about. What happened
    after that day has not happened. A percentage is rounded half-up to one decimal; exact has it
    to six. A figure without a unit has no value. A measure of days has their average, with the
    median beside it; left_out is how many units are in no figure, and --json says why.

    --freeze keeps the figures with the day they are as at; frozen again, both are kept. A colour
    needs comparators: a CSV file with the columns measure, from, to, quartile_1, quartile_2,
    quartile_3 (the values between the quarters) and average.
    """
    from engine import measures as engine
    from engine import published_measures as kept

    last = last or options.as_of
    first = first or financial_year(last)[0]
    question = engine.MeasureQuestion(
        first=first,
        last=last,
        as_at=options.as_of,
        measures=ids or None,
        by=by,
        known_at=end_of(known_at),
    )
    _check(freeze=freeze, colour=colour, reason=reason, staff=staff, ids=ids, by=by)
    refused = 0
    with options.opened() as workspace:
        if comparators is not None:
            refused = _keep_comparators(options, workspace, comparators)
        if colour is not None:
            given = None if colour == "none" else Rag(colour)
            override = Override(
                measure=ids[0], first=first, last=last, rag=given, reason=str(reason), by=str(staff)
            )
            kept.keep_colour(workspace, override, options.now)
        if published:
            rows = [_published(one) for one in kept.published(workspace, question)]
            columns: Sequence[str] = (*_COLUMNS, *_PUBLISHED_COLUMNS)
        elif missed:
            rows = [_missed(one) for one in engine.units(workspace, question, failed_only=True)]
            columns = _MISSED_COLUMNS
        else:
            indicators = engine.measures(workspace, question)
            if freeze:
                number = kept.freeze(workspace, indicators, str(reason), options.now)
                note(f"Kept {counted(number, 'figure')} as published.")
            rows, columns = [one.as_json() for one in indicators], _COLUMNS
        cautions = engine.cautions(workspace)
    for caution in cautions:
        note(caution)
    if options.as_json:
        print_json(rows)
    else:
        _print_csv([line for row in rows for line in _lines(row, bands, readings)], columns)
    if refused:
        click.get_current_context().exit(REFUSED)


def _check(
    *,
    freeze: bool,
    colour: str | None,
    reason: str | None,
    staff: str | None,
    ids: tuple[str, ...],
    by: str | None,
) -> None:
    reason = (reason or "").strip()
    if freeze and not reason:
        raise click.UsageError("--freeze needs --reason: it is kept with the figures.")
    if colour is None:
        return
    if len(ids) != 1 or by is not None or not reason or not staff:
        raise click.UsageError("--colour needs one --measure, --reason and --staff, and no --by.")
    try:
        # As an event's own staff code is checked: a code, and no name.
        read_attributes("responsible_assigned", {"role": "iro", "person": staff})
    except ProblemError:
        raise click.UsageError("--staff is a code of letters and digits, no name.") from None


def _keep_comparators(options: CommonOptions, workspace: "Workspace", file: Path) -> int:
    from engine.published_measures import keep_comparators
    from intake.other_files.comparators import read_comparators

    comparators, reading = read_comparators(file.read_bytes(), file.name)
    for one in reading.refusals:
        column = f", {one.column}" if one.column else ""
        note(
            f"{one.file}, line {one.line}{column}: refused ({one.code}). {one.message} {one.remedy}"
        )
    keep_comparators(workspace, comparators, options.now)
    note(f"Kept {counted(len(comparators), 'comparator')}.")
    return len(reading.refusals)


def _missed(one: "ListedUnit") -> Row:
    unit, duty = one.unit, one.unit.duty
    return {
        "measure": one.measure.id,
        "case_ref": unit.case,
        "on": unit.on.isoformat(),
        "due_on": duty.due_on.isoformat() if duty else None,
        "done_on": duty.completed_on.isoformat() if duty and duty.completed_on else None,
        "working_days": unit.took,
        "band": unit.band,
        "outstanding": unit.outstanding,
        "in_doubt": duty is not None and duty.doubt_why is not None,
        "iro": one.iro,
        "team": one.team,
        "area": one.area,
        "rule": duty.rule if duty else None,
        "clock": duty.clock if duty else None,
        "days": int(unit.weight) if one.measure.days and unit.counts else None,
        "left_out": unit.left_out,
    }


def _published(one: "Publication") -> Row:
    return {
        **one.published.content,
        "published_as_at": one.published.as_at.isoformat(),
        "reason": one.published.reason,
        "restated": one.restated,
    }


def _lines(row: Row, bands: bool, readings: bool) -> Iterator[Row]:
    """A row and, under it, one for each band and each other reading, as asked."""
    # Why is in --json alone. What was published before units could be left out says nothing of it.
    yield {**row, "left_out": _number_left_out(row)}
    for band in row.get("bands", ()) if bands else ():
        counted_by_band = {"numerator": band["count"], "value": band["value"], "exact": None}
        yield {**row, **_BLANK, **counted_by_band, "band": band["band"]}
    for other in row.get("other_readings", ()) if readings else ():
        yield {**row, **_BLANK, **{name: other[name] for name in ("reading", *_FIGURE)}}


def _number_left_out(row: Row) -> Any:
    found = row.get("left_out")
    return sum(one["count"] for one in found) if isinstance(found, list) else found


def _print_csv(rows: Sequence[Row], columns: Sequence[str]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    click.echo(text.getvalue(), nl=False)
