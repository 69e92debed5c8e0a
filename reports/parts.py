"""Parts that reports have in common: how a figure stands in a table, and what is said of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from domain.measures.figures import Figure
from domain.measures.indicator import Indicator
from reports.definition import Definition
from reports.findings import Findings
from reports.report import Cell, Column, Kind, Report, Table

IN_DOUBT = (
    "In doubt: how many of those counted, or not done, rest on a row or a table that could not be "
    "read. The figures count them by what is known; once it is read, they may change."
)


def report_of(
    definition: Definition, found: Findings, sentences: Iterable[str], tables: Iterable[Table]
) -> Report:
    """The report, with its period and the profile of rules it rests on."""
    return Report(
        id=definition.id,
        title=definition.title,
        first=found.first,
        last=found.last,
        as_at=found.as_at,
        sentences=tuple(sentences),
        tables=tuple(tables),
        facts={"Profile of rules": found.asked.choices.profile},
    )


def share(number: int, of: int) -> Fraction | None:
    """A percentage cell; None, and so an empty cell, where there is nothing to take a part of."""
    return Fraction(number, of) if of else None


def share_of(figure: Figure) -> Fraction | None:
    """The percentage cell of a figure; None where it has no unit."""
    return share(int(figure.numerator), figure.denominator)


def counts(title: str) -> Column:
    """A column of whole numbers."""
    return Column(title, Kind.COUNT)


def percents(title: str) -> Column:
    """A column of percentages."""
    return Column(title, Kind.PERCENT)


def days(title: str) -> Column:
    """A column of dates."""
    return Column(title, Kind.DATE)


def how_counted(indicator: Indicator) -> str:
    """In a sentence or two what a figure counts, of what, in which reading."""
    measure = indicator.measure
    counted = f"{measure.of[0].upper()}{measure.of[1:]}: {measure.counts}."
    if len(measure.readings) == 1:
        return counted
    return f"{counted} Reading: {measure.readings[indicator.reading]}."


def by_name(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    """Counts with the largest first, those of the same size by name."""
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))


def with_total(rows: Iterable[tuple[Cell, ...]], name: str = "All") -> tuple[tuple[Cell, ...], ...]:
    """Rows whose cells after the first are whole numbers, and under them their sums."""
    lines = tuple(rows)
    if not lines:
        return ()
    sums = (
        sum(cell for cell in column if isinstance(cell, int)) for column in zip(*lines, strict=True)
    )
    next(sums)
    return (*lines, (name, *sums))


def with_doubts(table: Table, in_doubt: Sequence[int], *, after: str) -> Table:
    """The table with a column for what is in doubt, after the column with a title.

    ``in_doubt`` has the number of each row. Where nothing is in doubt the table stays as it is.
    """
    if not any(in_doubt):
        return table
    at = [column.title for column in table.columns].index(after) + 1
    return replace(
        table,
        columns=(*table.columns[:at], counts("In doubt"), *table.columns[at:]),
        rows=tuple(
            (*row[:at], number, *row[at:]) for row, number in zip(table.rows, in_doubt, strict=True)
        ),
        note=f"{table.note} {IN_DOUBT}" if table.note else IN_DOUBT,
    )
