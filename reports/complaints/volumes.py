"""Complaints received: by quarter, by year, by team and by who complained."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from domain.measures.figures import NOT_ASSIGNED
from domain.measures.spans import Span, parts_of
from domain.wording import counted, short_day
from reports.complaints.complaint import NOT_RECORDED, PROCEDURES, Complaint, within
from reports.periods import span_in_words, years_up_to
from reports.report import Cell, Chart, Column, Drawing, Kind, Table

NO_RECORD = "no record"
_TITLES = {"statutory": "Statutory", "corporate": "Corporate", "adult": "Adult social care"}
_COLUMNS = (*(Column(title, Kind.COUNT) for title in _TITLES.values()), Column("All", Kind.COUNT))
_COUNTED = (
    "Complaints by the day they were received, whatever became of them; those withdrawn are "
    "counted."
)


def sentence(complaints: Iterable[Complaint], first: date, last: date) -> str:
    """How many were received in the period, of which kind."""
    *counts, everything = _by_procedure(
        one for one in complaints if within(one.received_on, first, last)
    )
    kinds = [
        f"{number:,} {kind.lower()}" for number, kind in zip(counts, _TITLES.values(), strict=True)
    ]
    number = counted(everything, "complaint was", "complaints were")
    return f"{number} received: {kinds[0]}, {kinds[1]} and {kinds[2]}."


def by_quarter(complaints: Iterable[Complaint], first: date, last: date) -> Table:
    """How many were received in each quarter of the period, by procedure."""
    received = [one for one in complaints if within(one.received_on, first, last)]
    rows: list[tuple[Cell, ...]] = [
        (span_in_words(span), *_by_procedure(one for one in received if _in(one, span)))
        for span in parts_of(first, last, "quarter")
    ]
    return Table(
        "Complaints received by quarter",
        (Column("Quarter"), *_COLUMNS),
        (*rows, ("Whole period", *_by_procedure(received))),
        note=f"{_COUNTED} Quarters of the financial year.",
    )


def received_by_year(complaints: Sequence[Complaint], first: date, last: date) -> Table:
    """How many were received in the period and in the same days of the four years before."""
    spans = years_up_to(first, last, before=4)
    begins = min((one.received_on for one in complaints), default=None)
    rows: list[tuple[Cell, ...]] = []
    for span in spans:
        known = begins is not None and begins <= span[1]
        counts = _by_procedure(one for one in complaints if _in(one, span))
        rows.append((span_in_words(span), *(counts if known else [NO_RECORD] * len(counts))))
    return Table(
        "Complaints received, with the four years before",
        (Column("Year"), *_COLUMNS),
        tuple(rows),
        note=f"{_COUNTED} {record_begins(begins, spans[0][0])}".strip(),
        chart=Chart(
            Drawing.STACKED, tuple(_TITLES.values()), "Complaints received by year and procedure."
        ),
    )


def by_team(
    complaints: Iterable[Complaint], first: date, last: date, areas: Mapping[str, str]
) -> Table:
    """How many were received by each team, with the service area that it belongs to."""

    def place(one: Complaint) -> tuple[str, str]:
        return areas.get(one.team, NOT_ASSIGNED), one.team

    rows = _grouped(complaints, first, last, place)
    return Table(
        "Complaints received by service area and team",
        (Column("Service area"), Column("Team"), *_COLUMNS),
        tuple((*key, *counts) for key, counts in rows),
        note=f"{_COUNTED} The team is the one that the complaint was with when it was received.",
    )


def by_who(complaints: Iterable[Complaint], first: date, last: date) -> Table:
    """Who complained."""
    rows = _grouped(complaints, first, last, lambda one: (one.by,))
    return Table(
        "Who complained",
        (Column("Complaint made by"), *_COLUMNS),
        tuple((key[0].capitalize(), *counts) for key, counts in rows),
        note=_COUNTED,
    )


def record_begins(begins: date | None, asked_from: date) -> str:
    """A sentence that says from when on there is a record, where years before it are asked for."""
    if begins is None or begins <= asked_from:
        return ""
    return (
        f"The first complaint on record is of {short_day(begins)}: of years before it there is no "
        "record, and the year of that day may not be whole."
    )


def _grouped(
    complaints: Iterable[Complaint],
    first: date,
    last: date,
    key: Callable[[Complaint], tuple[str, ...]],
) -> list[tuple[tuple[str, ...], list[int]]]:
    groups: dict[tuple[str, ...], list[Complaint]] = {}
    for one in complaints:
        if within(one.received_on, first, last):
            groups.setdefault(key(one), []).append(one)
    unknown = {NOT_ASSIGNED, NOT_RECORDED}
    ordered = sorted(groups, key=lambda names: [(name in unknown, name) for name in names])
    return [(names, _by_procedure(groups[names])) for names in ordered]


def _by_procedure(complaints: Iterable[Complaint]) -> list[int]:
    counts = Counter(one.procedure for one in complaints)
    return [*(counts[procedure] for procedure in PROCEDURES), counts.total()]


def _in(one: Complaint, span: Span) -> bool:
    return within(one.received_on, *span)
