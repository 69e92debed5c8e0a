"""How long answers took, of the complaints resolved in the period."""

from collections.abc import Iterator

from domain.measures.answers import NEVER
from domain.measures.duty import Duty
from domain.measures.indicator import Indicator
from domain.measures.measure import UNKNOWN
from reports.complaints.complaint import PANEL, REPORT, RESPONSE, within
from reports.findings import Findings
from reports.parts import share, share_of, with_doubts
from reports.periods import end_of, span_in_words, years_up_to
from reports.report import Cell, Chart, Column, Drawing, Kind, Table

_STAGE_1, _STAGE_2 = "complaint.stage1.within_20", "complaint.stage2.within_65"
_CORPORATE_1 = "complaint.corporate.stage1.on_time"
_CORPORATE_2 = "complaint.corporate.stage2.on_time"
TITLES = {
    "complaint.stage1.within_10": "Statutory stage 1 within 10 working days",
    _STAGE_1: "Statutory stage 1 within 20 working days",
    "complaint.stage2.within_25": "Statutory stage 2 within 25 working days",
    _STAGE_2: "Statutory stage 2 within 65 working days",
    "complaint.stage3.on_time": "Statutory stage 3 on time",
    _CORPORATE_1: "Corporate stage 1 on time",
    _CORPORATE_2: "Corporate stage 2 on time",
}
MEASURES = tuple(TITLES)
# Those of the chart, under names short enough for its legend.
_BY_YEAR = {
    "complaint.stage1.within_10": "Stage 1 within 10",
    _STAGE_1: "Stage 1 within 20",
    _STAGE_2: "Stage 2 within 65",
    _CORPORATE_1: "Corporate stage 1",
    _CORPORATE_2: "Corporate stage 2",
}
_STEPS = {
    PANEL: "Panel held, within 30 working days of the request",
    REPORT: "Panel's report, within 5 working days of the panel",
    RESPONSE: "Answer, within 15 working days of receiving the report",
}
_NOT_ANSWERED = "Not answered and out of time"
_COLUMNS = (
    ("Answers", Kind.COUNT),
    ("Share", Kind.PERCENT),
    ("So long or less", Kind.PERCENT),
)


def on_time(findings: Findings) -> Table:
    """Every measure of timeliness in each of its readings."""
    rows: list[tuple[Cell, ...]] = []
    in_doubt: list[int] = []
    for one in findings.indicators(MEASURES):
        for reading, figure in ((one.reading, one.figure), *one.others.items()):
            usual = figure is one.figure
            in_doubt.append(figure.in_doubt)
            rows.append(
                (
                    TITLES[one.measure.id],
                    one.measure.readings[reading],
                    int(figure.numerator),
                    figure.denominator,
                    share_of(figure),
                    figure.missed,
                    share(figure.missed or 0, figure.denominator),
                    figure.outstanding if usual else None,
                    share_of(one.before) if usual and one.before else None,
                )
            )
    table = Table(
        "Answers on time",
        (
            Column("Answers"),
            Column("Counted"),
            Column("In time", Kind.COUNT),
            Column("Of", Kind.COUNT),
            Column("Share in time", Kind.PERCENT),
            Column("Not in time", Kind.COUNT),
            Column("Share not in time", Kind.PERCENT),
            Column(_NOT_ANSWERED, Kind.COUNT),
            Column("Share in time a year before", Kind.PERCENT),
        ),
        tuple(rows),
        note=(
            "The first line of each is the reading that this authority publishes. An answer that "
            "took longer with an extension still took longer. What has not been answered is in no "
            "share of answers given: it stands in a column of its own, by the day it fell due."
        ),
    )
    return with_doubts(table, in_doubt, after=_NOT_ANSWERED)


def by_year(findings: Findings) -> Table:
    """The shares in time of the period and of the four years before."""
    rows = []
    for span in years_up_to(findings.first, findings.last, before=4):
        found = findings.indicators(tuple(_BY_YEAR), *span)
        rows.append((span_in_words(span), *(_or_none(one) for one in found)))
    return Table(
        "Answers on time, with the four years before",
        (Column("Year"), *(Column(title, Kind.PERCENT) for title in _BY_YEAR.values())),
        tuple(rows),
        note=(
            "Shares of the answers given in each year, in the reading that this authority "
            "publishes. A year without an answer on record has no figure."
        ),
        chart=Chart(
            Drawing.LINE, tuple(_BY_YEAR.values()), "Shares of answers in time, year by year."
        ),
    )


def bands(findings: Findings) -> Iterator[Table]:
    """How long the answers of each stage took, in bands of working days."""
    of = {one.measure.id: one for one in findings.indicators(MEASURES)}
    yield _bands(
        of[_STAGE_1],
        "Statutory stage 1: working days taken",
        "Stage 1 is to be answered in 10 working days, or 20 where an extension was agreed. "
        "Meetings do not stop the clock.",
        ("resolved",),
    )
    yield _bands(
        of[_STAGE_2],
        "Statutory stage 2: working days taken",
        "Stage 2 is to be answered in 25 working days, or 65 where an extension was agreed. The "
        "Ombudsman counts from the request. Where no statement was agreed, the days from it are "
        "unknown.",
        ("request", "statement"),
    )
    for name, counted in (
        (_CORPORATE_1, "Counted from the complaint."),
        (_CORPORATE_2, "Counted from the request."),
    ):
        title = f"{_BY_YEAR[name]}: working days taken"
        yield _bands(of[name], title, counted, ("resolved",))


def stage_3_steps(findings: Findings) -> Table:
    """The three steps of stage 3, each by the day it was done."""
    first, last = findings.first, end_of(findings)
    rows: list[tuple[Cell, ...]] = []
    for rule, title in _STEPS.items():
        duties = [one for record in findings.records.values() for one in record.of_rules((rule,))]
        done = [one for one in duties if one.completed_on and within(one.completed_on, first, last)]
        late = sum(one.late for one in done)
        rows.append(
            (
                title,
                len(done) - late,
                len(done),
                share(len(done) - late, len(done)),
                late,
                sum(_waits(one, findings) for one in duties),
            )
        )
    return Table(
        "Statutory stage 3: panel, report and answer",
        (
            Column("Step"),
            Column("In time", Kind.COUNT),
            Column("Done", Kind.COUNT),
            Column("Share in time", Kind.PERCENT),
            Column("Late", Kind.COUNT),
            Column("Not done and out of time", Kind.COUNT),
        ),
        tuple(rows),
        note=(
            "Each step by the day it was done in the period. A stage 3 is on time when every step "
            "of it was."
        ),
    )


def _or_none(one: Indicator) -> Cell:
    found = share_of(one.figure)
    return "no figure" if found is None else found


def _waits(duty: Duty, findings: Findings) -> bool:
    return within(duty.due_on, findings.first, findings.last) and findings.overdue(duty)


def _bands(one: Indicator, title: str, note: str, readings: tuple[str, ...]) -> Table:
    """Its bands in some readings; what has no length, or none known, in lines of its own."""
    figures = [one.figure if name == one.reading else one.others[name] for name in readings]
    known = [band for band in one.measure.bands if band not in (UNKNOWN, NEVER)]
    rows: list[tuple[Cell, ...]] = []
    for number, band in enumerate(known, start=1):
        cells: list[Cell] = [f"{band} working days".capitalize()]
        for figure in figures:
            so_far = sum(figure.bands.get(each, 0) for each in known[:number])
            count = figure.bands.get(band, 0)
            of = figure.denominator
            cells += [count, share(count, of), share(so_far, of)]
        rows.append(tuple(cells))
    for band, said in ((UNKNOWN, "Not known"), (NEVER, "Never answered: stage 2 was asked for")):
        if any(figure.bands.get(band) for figure in figures):
            counts = [(each.bands.get(band, 0), each.denominator) for each in figures]
            cells = [cell for count, of in counts for cell in (count, share(count, of), None)]
            rows.append((said, *cells))
    totals = [cell for each in figures for cell in (each.denominator, None, None)]
    return Table(
        title,
        (
            Column("Took"),
            *(
                Column(_heading(text, name, readings), kind)
                for name in readings
                for text, kind in _COLUMNS
            ),
        ),
        (*rows, ("All", *totals)) if any(each.denominator for each in figures) else (),
        note=f"Answers given in the period, by the day of the answer. {note}",
    )


def _heading(text: str, reading: str, readings: tuple[str, ...]) -> str:
    return text if len(readings) == 1 else f"{text}, from the {reading}"
