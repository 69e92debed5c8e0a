"""How children took part in their reviews, by code and year."""

from collections import Counter

from reports.findings import Findings
from reports.looked_after.reviews import reviews_in
from reports.parts import counts, how_counted, percents, share, share_of
from reports.periods import span_in_words, years_up_to
from reports.report import Cell, Chart, Column, Drawing, Table

PARTICIPATION = "lac.participation"
_NOT_RECORDED = "none"

# After the guide to the children looked after return (SSDA903), in our own words.
MEANINGS = {
    "PN0": "Under four at the time of the review: no view is asked for",
    "PN1": "Came and spoke for themselves",
    "PN2": "Came, and an advocate spoke for them",
    "PN3": "Came, and made their views known without words",
    "PN4": "Came, but neither spoke nor made views known, and asked nobody to speak for them",
    "PN5": "Did not come, but asked an advocate to speak for them",
    "PN6": "Did not come, but sent their views, as in a letter or a recording",
    "PN7": "Did not come, and sent no views",
    _NOT_RECORDED: "No code recorded",
}


def codes_table(found: Findings, years_before: int) -> Table:
    """How many reviews had each code, in the period and the years before it."""
    years = {}
    for span in years_up_to(found.first, found.last, years_before):
        codes = Counter(one.participation or _NOT_RECORDED for one, _ in reviews_in(found, *span))
        if codes:
            years[span_in_words(span)] = codes
    last = years.get(span_in_words((found.first, found.last)), Counter[str]())
    rows: list[tuple[Cell, ...]] = [
        (code, words, *(codes[code] for codes in years.values()), share(last[code], last.total()))
        for code, words in MEANINGS.items()
    ]
    totals = (codes.total() for codes in years.values())
    rows.append(("All", "", *totals, share(last.total(), last.total())))
    return Table(
        "How children took part, by code",
        (Column("Code"), Column("Meaning"), *map(counts, years), percents("Of this year")),
        tuple(rows) if years else (),
        note="One code for each review, short breaks and reviews without a known due date too.",
        sums=1,
    )


def by_year_table(found: Findings, years_before: int) -> Table:
    """The share of children of four and over who took part, year by year."""
    rows: list[tuple[Cell, ...]] = []
    note = ""
    for span in years_up_to(found.first, found.last, years_before):
        [one] = found.indicators([PARTICIPATION], *span)
        note, figure = how_counted(one), one.figure
        if figure.denominator:
            taken = int(figure.numerator)
            rows.append((span_in_words(span), figure.denominator, taken, share_of(figure)))
    return Table(
        "Children who took part, by year",
        (Column("Year"), counts("Reviews"), counts("Took part"), percents("Took part, %")),
        tuple(rows),
        note=note,
        chart=Chart(Drawing.BARS, ("Took part, %",), "Children who took part, per cent, by year."),
    )
