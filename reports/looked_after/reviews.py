"""Looked-after reviews in an annual report: how many, of which kind, and how many in time."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from domain.measures.measure import Unit
from domain.measures.spans import parts_of
from domain.measures.spells import Review
from reports.findings import Findings
from reports.looked_after.review_kinds import KINDS, ON_TIME, kind_of
from reports.parts import counts, how_counted, percents, share_of, with_doubts, with_total
from reports.periods import month_name, span_in_words, years_up_to
from reports.report import Cell, Chart, Column, Drawing, Table

DECISIONS = "lac.reviews.decisions_on_time"
RECORDS = "lac.reviews.records_on_time"
_NOT_HELD = "Overdue, not held"


def held_table(found: Findings) -> Table:
    """The reviews of each month by kind, and how many took more than one sitting."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in _counted(found):
        if unit.duty is not None:
            kinds[month_name(unit.on)][kind_of(unit.duty.rule)] += 1
    all_reviews: Counter[str] = Counter()
    later_day: Counter[str] = Counter()
    for review, on in reviews_in(found, found.first, found.last):
        all_reviews[month_name(on)] += 1
        later_day[month_name(on)] += review.completed_on not in (None, review.held_on)
    rows: list[tuple[Cell, ...]] = []
    for first, _ in parts_of(found.first, min(found.last, found.as_at), "month"):
        month = month_name(first)
        known = [kinds[month][kind] for kind in KINDS]
        # What no clock ran for has no kind: the first review that our records know, for one.
        others = max(0, all_reviews[month] - sum(known))
        rows.append((month, *known, others, sum(known) + others, later_day[month]))
    no_date = "No due date known"
    return Table(
        "Reviews held, by month",
        (
            Column("Month"),
            *map(counts, KINDS),
            *(counts(no_date), counts("All"), counts("Complete on a later day")),
        ),
        with_total(rows),
        note="By the same day as the figures of timeliness. Before adoption: once a child may be "
        "placed for adoption. No due date is known of reviews of short breaks and of the first "
        "known review of a child who was in care before the records begin: they are in no figure "
        "of timeliness. Complete on a later day: held in two parts, or adjourned.",
        chart=Chart(Drawing.STACKED, (*KINDS, no_date), "Reviews held in each month, by kind."),
        sums=1,
    )


def by_year_table(found: Findings, years_before: int) -> Table:
    """Timeliness in the period and in the years before it that have reviews."""
    rows: list[tuple[Cell, ...]] = []
    others: list[str] = []
    in_doubt: list[int] = []
    note = ""
    for span in years_up_to(found.first, found.last, years_before):
        [one] = found.indicators([ON_TIME], *span)
        note, figure = how_counted(one), one.figure
        others = [f"On time, {name.replace('_', ' ')}" for name in one.others]
        if figure.denominator or figure.in_doubt:
            late = figure.missed
            beside = [share_of(other) for other in one.others.values()]
            year = (span_in_words(span), figure.denominator, figure.denominator - (late or 0), late)
            rows.append((*year, share_of(figure), *beside, figure.outstanding))
            in_doubt.append(figure.in_doubt)
    table = Table(
        "Reviews on time, by year",
        (
            *(Column("Year"), counts("Reviews"), counts("On time"), counts("Late")),
            *(percents("On time, %"), *(percents(name) for name in others)),
            counts(_NOT_HELD),
        ),
        tuple(rows),
        note=f"{note} Those overdue and not held fell due in the year and are in no percentage. "
        "A year in which the records begin is not whole.",
        chart=Chart(Drawing.BARS, ("On time, %",), "Reviews held on time in each year, per cent."),
    )
    return with_doubts(table, in_doubt, after=_NOT_HELD)


def by_place_table(found: Findings, by: str, title: str, heading: str) -> Table:
    """Reviews, decisions and records in time by reviewing officer or team."""
    ids = (ON_TIME, DECISIONS, RECORDS)
    figures = {
        (one.measure.id, one.group): one.figure for one in found.indicators(ids, by=by) if one.group
    }
    rows: list[tuple[tuple[Cell, ...], int]] = []
    for group in dict.fromkeys(group for _, group in figures):
        reviews = figures.get((ON_TIME, group))
        shares = [
            share_of(figures[name, group]) if (name, group) in figures else None for name in ids
        ]
        doubts = sum(figures[name, group].in_doubt for name in ids if (name, group) in figures)
        held, late = (reviews.denominator, reviews.missed) if reviews else (0, 0)
        rows.append(((group, held, late, *shares), doubts))
    rows.sort(key=lambda row: (row[0][0] == "not assigned", str(row[0][0])))
    table = Table(
        title,
        (
            *(Column(heading), counts("Reviews"), counts("Late")),
            *(percents("Reviews on time"), percents("Decisions on time")),
            percents("Records on time"),
        ),
        tuple(row for row, _ in rows),
        note="Of whoever was responsible on the day of the review. Among few reviews one late one "
        "moves the percentage far.",
    )
    # Those of reviews, decisions and records together.
    return with_doubts(table, [doubts for _, doubts in rows], after="Records on time")


def reviews_in(found: Findings, first: date, last: date) -> Iterator[tuple[Review, date]]:
    """The reviews of a period with the day they count by: as the profile reads timeliness."""
    reading = found.reading_of(ON_TIME)
    for record in found.records.values():
        for review in record.reviews:
            on = review.held_on if reading == "part_1" else review.completed_on
            if on is not None and first <= on <= min(last, found.as_at):
                yield review, on


def _counted(found: Findings) -> list[Unit]:
    return [one.unit for one in found.units(ON_TIME) if not one.unit.outstanding]
