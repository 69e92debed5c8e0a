"""The log of reviews that were late, or are going to be."""

from reports.definition import Definition, Period
from reports.findings import Findings
from reports.looked_after.delays import EVENT, of_no_review
from reports.looked_after.late_reviews import (
    CONFERENCES,
    EVENTS,
    REVIEWS,
    coming_table,
    late_table,
    overdue_table,
)
from reports.parts import report_of
from reports.report import Report


def make(found: Findings) -> Report:
    """The log of a period, and of what is open at its as-at day."""
    reviews, conferences = (
        (late_table(found, of), overdue_table(found, of), coming_table(found, of))
        for of in (REVIEWS, CONFERENCES)
    )
    late, overdue, coming = (len(table.rows) for table in reviews)
    sentences = [
        f"Late in the period: {late}. Overdue: {overdue}. Going to be late: {coming}.",
        "Of child protection review conferences: late {}, overdue {}, going to be late {}.".format(
            *(len(table.rows) for table in conferences)
        ),
        "A case stands under the engine's own reference; timescales clocks list --case finds it.",
    ]
    astray = of_no_review(found, _RULES)
    if astray:
        sentences.append(
            f"Delays recorded in the period for a day on which no review was due: {astray}. They "
            f"are not shown; correct the date of each {EVENT}."
        )
    return report_of(REPORT, found, sentences, (*reviews, *conferences))


_RULES = (*REVIEWS.rules, *CONFERENCES.rules)
REPORT = Definition(
    id="out-of-date-log",
    title="Out-of-date log",
    about="Every review or conference that was late or is going to be, and who decided what",
    period=Period.MONTH,
    make=make,
    rules=_RULES,
    events=EVENTS,
)
