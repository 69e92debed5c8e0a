"""The log of reviews that were late, or are going to be."""

from reports.definition import Definition, Period
from reports.findings import Findings
from reports.report import Column, Kind, Report, Table

_RULES = ("lac.review.first", "lac.review.second", "lac.review.subsequent")


def make(found: Findings) -> Report:
    """The report of a period."""
    rows = tuple(
        (one.case, one.title, one.duty.due_on, one.person, one.team)
        for one in found.open_duties(_RULES, within=28)
    )
    columns = (
        Column("Case"),
        Column("What"),
        Column("Due", Kind.DATE),
        Column("Reviewing officer"),
        Column("Team"),
    )
    return Report(
        REPORT.id,
        REPORT.title,
        found.first,
        found.last,
        found.as_at,
        (),
        (Table("Overdue, or due soon", columns, rows),),
        {"Profile": found.asked.choices.profile},
    )


REPORT = Definition(
    id="out-of-date-log",
    title="Out-of-date log",
    about="Every looked-after review that was late or is going to be, and who decided what",
    period=Period.MONTH,
    make=make,
    rules=_RULES,
)
