"""How well other duties to looked-after children are kept: each a row of one table."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.measures.spans import year_before
from reports.findings import Findings
from reports.parts import counts, percents, share, share_of, with_doubts
from reports.report import Cell, Chart, Column, Drawing, Table


@dataclass(frozen=True, slots=True)
class Kept:
    """A row: a duty in words, and the measure that counts it or, without one, its rules."""

    title: str
    measure: str | None = None
    rules: tuple[str, ...] = ()


_NOT_KEPT = "Late or not done"

AFTER_REVIEWS = (
    Kept("Decisions recorded", "lac.reviews.decisions_on_time"),
    Kept("Record completed", "lac.reviews.records_on_time"),
    Kept("Record sent out", rules=("lac.review.distribution",)),
    Kept("Midway check", rules=("lac.review.midway",)),
    Kept("Social worker's report before the review", rules=("lac.review.report",)),
)
HEALTH_AND_EDUCATION = (
    Kept("Health assessment", "lac.health.on_time"),
    Kept("Dental check", "lac.dental.on_time"),
    Kept("Strengths and difficulties questionnaire", rules=("lac.health.sdq",)),
    Kept("Personal education plan", "lac.pep.on_time"),
)


def rules_of(duties: Iterable[Kept]) -> tuple[str, ...]:
    """The rules that rows without a measure look at."""
    return tuple(rule for one in duties for rule in one.rules)


def measures_of(duties: Iterable[Kept]) -> tuple[str, ...]:
    """The measures of the rows that have one."""
    return tuple(one.measure for one in duties if one.measure)


def kept_table(found: Findings, title: str, duties: Iterable[Kept], note: str) -> Table:
    """The duties that fell due in the period, in time or not, beside the year before.

    A duty of which the profile has no rule is left out.
    """
    known = [row for one in duties if (row := _row(found, one)) is not None]
    rows, in_doubt = [row for row, _ in known], [doubts for _, doubts in known]
    columns: tuple[Column, ...] = (
        *(Column("What"), counts("Due"), counts("In time"), counts(_NOT_KEPT)),
        *(percents("In time, %"), percents("Year before, %"), percents("Target")),
        Column("Target met"),
    )
    if all(row[-1] is None for row in rows):
        rows, columns = [row[:-2] for row in rows], columns[:-2]
    table = Table(
        title,
        columns,
        tuple(rows),
        note=note,
        chart=Chart(Drawing.BARS, ("In time, %", "Year before, %"), f"{title}, per cent."),
    )
    return with_doubts(table, in_doubt, after=_NOT_KEPT)


def _row(found: Findings, one: Kept) -> tuple[tuple[Cell, ...], int] | None:
    """The cells, and how many rest on a clock in doubt."""
    if one.measure is None:
        if not any(rule in found.rules for rule in one.rules):
            return None
        due, kept, in_doubt = _counts(found, one)
        due_before, kept_before, _ = _counts(found, one, before=True)
        before = share(kept_before, due_before)
        return (one.title, due, kept, due - kept, share(kept, due), before, None, None), in_doubt
    [indicator] = found.indicators([one.measure])
    figure, target = indicator.figure, indicator.aim.target
    met = None
    if target is not None and figure.exact is not None:
        met = "yes" if figure.exact >= target else "no"
    cells = (
        *(one.title, figure.denominator, int(figure.numerator), figure.missed),
        share_of(figure),
        share_of(indicator.before) if indicator.before else None,
        share(int(target * 10), 1000) if target is not None else None,
        met,
    )
    return cells, figure.in_doubt


def _counts(found: Findings, one: Kept, *, before: bool = False) -> tuple[int, int, int]:
    span = year_before(found.first, found.last) if before else (found.first, found.last)
    units = found.due(one.rules, *span)
    in_doubt = sum(unit.duty is not None and unit.duty.doubt_why is not None for unit in units)
    return len(units), sum(unit.counts for unit in units), in_doubt
