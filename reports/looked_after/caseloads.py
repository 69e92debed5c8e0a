"""How many children each reviewing officer has, weighted."""

from fractions import Fraction

from domain.measures.figures import NOT_ASSIGNED
from reports.findings import Findings
from reports.report import Cell, Chart, Column, Drawing, Kind, Table

CASELOAD = "iro.caseload"


def caseload_table(found: Findings) -> Table:
    """The children of each officer at the end of the period, and what they weigh."""
    rows: list[tuple[Cell, ...]] = []
    for one in found.indicators([CASELOAD], by="iro"):
        if one.group is None or one.group == NOT_ASSIGNED:
            continue
        weight = Fraction(one.figure.numerator)
        rows.append((one.group, *one.figure.bands.values(), weight))
    rows.sort(key=lambda row: -Fraction(row[3] or 0))  # type: ignore[arg-type]
    [whole] = found.indicators([CASELOAD])
    if rows:
        officers = len(rows)
        bands = [Fraction(number, officers) for number in whole.figure.bands.values()]
        rows.append(("Mean", *bands, whole.figure.exact))
    return Table(
        "Caseloads at the end of the period",
        (
            Column("Reviewing officer"),
            # Numbers, and not counts: the last row is a mean.
            Column("Looked after", Kind.NUMBER),
            Column("Child protection", Kind.NUMBER),
            Column("Weighted", Kind.NUMBER),
        ),
        tuple(rows),
        note="A looked-after child weighs 1.5 and a child under a child protection plan 1. The IRO "
        "Handbook has 50 to 70 looked-after children for a full post. How many hours each officer "
        "works is not recorded, so nobody is said to be above or below it.",
        chart=Chart(Drawing.BARS, ("Weighted",), "The weighted caseload of each officer."),
        sums=1,
    )
