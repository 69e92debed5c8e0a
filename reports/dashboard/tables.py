"""The indicators of a period, their trend, and what was published of them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from domain.counting import add_months
from domain.measures.indicator import Indicator
from domain.measures.measure import Measure
from domain.measures.rating import rounded
from domain.measures.recorded import Published
from domain.measures.spans import parts_of
from domain.wording import FAMILIES, family_in_words
from reports.dashboard import in_words
from reports.findings import Findings
from reports.parts import counts, days, how_counted, with_doubts
from reports.periods import span_in_words
from reports.report import Cell, Chart, Column, Drawing, Kind, Table

_PERCENTAGES = (
    "The change is in points since the same days a year before; less than 0.35 is no change. What "
    "is not done and out of time is in no percentage of things done. Without comparators there is "
    "no quartile and no rating."
)
_AVERAGES = (
    "An average for each officer: the numerator is the weight of all cases, the denominator the "
    "officers. The change is since the same days a year before; less than 0.35 is no change."
)
_DAYS = (
    "An average of days: the numerator is the days of all children, the denominator the children. "
    "The change is in days since the same days a year before; less than 0.35 is no change. Left "
    "out are those of whom something is not on record: timescales measures lists them, with why."
)
_NOT_DONE = "Not done and out of time"
_QUARTERS_BEFORE = 4
# More lines than these in one picture cannot be told apart.
_MOST_LINES = 4


def by_family(found: Iterable[Indicator]) -> Iterator[Table]:
    """A table for each family of measures, with everything that is said of each figure."""
    for family, own in _families(found):
        average = not any(one.measure.percentage for one in own)
        figure = Column("Figure", Kind.NUMBER if average else Kind.PERCENT)
        table = Table(
            family_in_words(family),
            (
                Column("Indicator"),
                figure,
                Column("Numerator", Kind.NUMBER if average else Kind.COUNT),
                counts("Denominator"),
                counts(_NOT_DONE),
                Column("Change since a year before"),
                Column("Target"),
                Column("Rating", Kind.RATING),
                Column("Quartile"),
                Column("Comparator", Kind.NUMBER if average else Kind.PERCENT),
            ),
            tuple(_row(one, average) for one in own),
            note=_note(own),
        )
        yield with_doubts(table, [one.figure.in_doubt for one in own], after=_NOT_DONE)


def _note(own: Iterable[Indicator]) -> str:
    if any(one.measure.percentage for one in own):
        return _PERCENTAGES
    return _DAYS if any(one.measure.days for one in own) else _AVERAGES


def set_by_people(found: Iterable[Indicator]) -> Table:
    """The ratings that a person set in place of the one worked out, and why."""
    return Table(
        "Ratings set by a person",
        (
            Column("Indicator"),
            Column("Rating set", Kind.RATING),
            Column("Worked out", Kind.RATING),
            Column("Why"),
            Column("Staff code"),
        ),
        tuple(
            (
                one.measure.title,
                one.override.rag.capitalize() if one.override.rag else None,
                one.worked_out_rag.capitalize() if one.worked_out_rag else "Not rated",
                one.override.reason,
                one.override.by,
            )
            for one in found
            if one.override
        ),
        note="The rating worked out stands beside the one set: the first does not go away.",
    )


def trend(findings: Findings, measures: Sequence[Measure]) -> Iterator[Table]:
    """The last five quarters, in tables of a few lines each."""
    ids = [one.id for one in measures]
    found = findings.indicators(ids, trend_begins(findings), findings.last, "quarter")
    for family, own in _families(found):
        names = list(dict.fromkeys(one.measure.id for one in own))
        groups = [names[at : at + _MOST_LINES] for at in range(0, len(names), _MOST_LINES)]
        for number, group in enumerate(groups, start=1):
            part = f", part {number}" if len(groups) > 1 else ""
            listed = [one for one in own if one.measure.id in group]
            yield _trend(f"Trend: {family_in_words(family).lower()}{part}", listed)


def trend_begins(findings: Findings) -> date:
    """The first day of the first of the five quarters."""
    *_, (first, _) = parts_of(add_months(findings.last, -12), findings.last, "quarter")
    return add_months(first, -3 * _QUARTERS_BEFORE)


def published(findings: Findings) -> Table:
    """What was published of the last five quarters beside what the same days give today."""
    begins = trend_begins(findings)
    rows = [
        _published(findings, one)
        for one in findings.published
        if one.group is None and begins <= one.first and one.last <= findings.last
    ]
    return Table(
        "Published and restated figures",
        (
            Column("Indicator"),
            Column("Period"),
            days("Published as at"),
            Column("Published"),
            Column("As it is known today"),
            Column("Difference"),
            Column("Reason for publication"),
        ),
        tuple(rows),
        note=(
            "A published figure stays as it was published. Where facts came in or were corrected "
            "afterwards, the same days give another figure today: it is restated."
        ),
    )


def definitions(found: Iterable[Indicator]) -> Table:
    """What each figure counts, and where that is written."""
    return Table(
        "What each indicator counts",
        (Column("Indicator"), Column("Counts"), Column("Source")),
        tuple((one.measure.title, how_counted(one), one.measure.source.title) for one in found),
    )


def _row(one: Indicator, average: bool) -> tuple[Cell, ...]:
    figure = one.figure
    total: Cell = Fraction(figure.numerator) if average else int(figure.numerator)
    return (
        one.measure.title,
        in_words.value(one),
        total,
        figure.denominator,
        figure.outstanding,
        in_words.change(one),
        in_words.target(one),
        in_words.rating(one),
        in_words.quartile(one),
        in_words.comparator(one),
    )


def _trend(title: str, found: Sequence[Indicator]) -> Table:
    titles = tuple(dict.fromkeys(one.measure.title for one in found))
    by_span: dict[str, list[Cell]] = {}
    for one in sorted(found, key=lambda each: each.span):
        by_span.setdefault(span_in_words(one.span), []).append(in_words.value(one))
    kind = Kind.PERCENT if any(one.measure.percentage for one in found) else Kind.NUMBER
    return Table(
        title,
        (Column("Quarter"), *(Column(name, kind) for name in titles)),
        tuple((span, *values) for span, values in by_span.items()),
        note="Each quarter by itself, by everything known at the end of the as-at day.",
        chart=Chart(Drawing.LINE, titles, f"{title}, over the last five quarters."),
    )


def _published(findings: Findings, one: Published) -> tuple[Cell, ...]:
    [today] = findings.indicators([one.measure], one.first, one.last)
    then = (one.content.get("numerator"), one.content.get("denominator"))
    now = (float(today.figure.numerator), today.figure.denominator)
    was, is_now = one.content.get("value"), today.figure.value
    if then == now:
        moved = "as published"
    elif was is None or is_now is None:
        moved = "restated"
    else:
        moved = f"restated ({rounded(Fraction(is_now) - Fraction(Decimal(str(was)))):+})"
    sign = in_words.unit_of(today.measure)
    return (
        today.measure.title,
        span_in_words((one.first, one.last)),
        one.as_at,
        _said(was, *then, sign),
        _said(is_now, *now, sign),
        moved,
        one.reason,
    )


def _said(value: object, numerator: object, denominator: object, sign: str) -> str:
    if value is None or numerator is None:
        return in_words.NO_FIGURE
    top = int(numerator) if float(str(numerator)).is_integer() else numerator  # type: ignore[call-overload]
    return f"{value}{sign} ({top} of {denominator})"


def _families(found: Iterable[Indicator]) -> Iterator[tuple[str, list[Indicator]]]:
    families: dict[str, list[Indicator]] = {}
    for one in found:
        families.setdefault(one.measure.family, []).append(one)
    order = [*FAMILIES, *sorted(families.keys() - FAMILIES.keys())]
    yield from ((name, families[name]) for name in order if name in families)
