"""The annual report of the independent reviewing officers: its tables."""

from domain.measures.declared import RESPONSIBLE
from domain.measures.measure import Measure
from domain.measures.spells import REVIEW_EVENTS
from reports.definition import Definition, Period
from reports.findings import Findings
from reports.looked_after import participation, permanence, quality_alerts, reviews
from reports.looked_after.caseloads import CASELOAD, caseload_table
from reports.looked_after.delays import EVENT as DELAY
from reports.looked_after.duties import (
    AFTER_REVIEWS,
    HEALTH_AND_EDUCATION,
    kept_table,
    measures_of,
    rules_of,
)
from reports.looked_after.late_reasons import how_late_table, reasons_table
from reports.looked_after.review_kinds import ON_TIME
from reports.parts import report_of
from reports.report import Report

YEARS_BEFORE = 4


def make(found: Findings) -> Report:
    """The report of a year."""
    tables = (
        reviews.held_table(found),
        reviews.by_year_table(found, YEARS_BEFORE),
        reviews.by_place_table(
            found, "iro", "Reviews in time, by reviewing officer", "Reviewing officer"
        ),
        reviews.by_place_table(found, "team", "Reviews in time, by team", "Team"),
        how_late_table(found),
        reasons_table(found),
        kept_table(
            found,
            "Before, between and after reviews",
            AFTER_REVIEWS,
            "Those that fell due in the period, but decisions and records by the day their review "
            "was complete; once done or their time ran out. How long each may take is the "
            "profile's: timescales rules show says it.",
        ),
        participation.codes_table(found, YEARS_BEFORE),
        participation.by_year_table(found, YEARS_BEFORE),
        permanence.by_second_review_table(found, YEARS_BEFORE),
        permanence.plans_table(found),
        kept_table(
            found,
            "Health and education",
            HEALTH_AND_EDUCATION,
            "Each one that fell due in the period, once done or its time ran out. What a child "
            "or carer refused is not told apart: it counts as not done.",
        ),
        quality_alerts.by_category_table(found),
        quality_alerts.by_team_table(found),
        caseload_table(found),
    )
    return report_of(REPORT, found, _sentences(found), tables)


def _sentences(found: Findings) -> list[str]:
    [on_time] = found.indicators([ON_TIME])
    figure, measure = on_time.figure, on_time.measure
    said = []
    if figure.value is not None:
        said.append(
            f"{figure.denominator - (figure.missed or 0):,} of {figure.denominator:,} looked-after "
            f"reviews were on time: {figure.value}%."
        )
    else:
        said.append("No looked-after review was held in the period.")
    said.append(_reading(measure, on_time.reading))
    if found.as_at < found.last:
        said.append("The period is not over: what happens after the as-at day is not in it.")
    said.append(
        "Where there is nothing to take a percentage of, the cell is empty. No names and no case "
        "numbers are in this report; officers stand under their staff codes."
    )
    return said


def _reading(measure: Measure, reading: str) -> str:
    return f"How reviews are counted: {measure.readings[reading]}."


REPORT = Definition(
    id="iro-annual",
    title="Annual report of the independent reviewing officers",
    about="Reviews, timeliness, participation, permanence, health, PEPs, alerts and caseloads",
    period=Period.YEAR,
    make=make,
    measures=(
        *(ON_TIME, participation.PARTICIPATION, permanence.BY_SECOND_REVIEW, CASELOAD),
        *(*measures_of(AFTER_REVIEWS), *measures_of(HEALTH_AND_EDUCATION)),
    ),
    rules=(*rules_of(AFTER_REVIEWS), *rules_of(HEALTH_AND_EDUCATION), quality_alerts.RULE),
    events=(DELAY, *REVIEW_EVENTS, *permanence.EVENTS, *quality_alerts.EVENTS, RESPONSIBLE),
    years_before=YEARS_BEFORE,
)
