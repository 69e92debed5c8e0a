"""The quarterly dashboard, from cases and comparators that are known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from domain.case.events import Event
from domain.measures.rating import Rag
from domain.measures.recorded import Choices, Comparator, Override, Published
from domain.rules.aims import Aim, Choice, Polarity
from reports.formats.cells import RATING_COLOURS, in_words, rating
from reports.formats.web_page import page
from reports.made.dashboard import REPORT
from reports.report import Column, Kind, Report
from tests.unit.reports.told import findings, many, rows, table

QUARTER = date(2026, 1, 1), date(2026, 3, 31)
MEASURE = "cin.assessments.within_45"
TITLE = "Assessments completed within 45 working days"
COMPARATOR = Comparator(
    MEASURE,
    date(2025, 4, 1),
    date(2026, 3, 31),
    (Decimal(90), Decimal(80), Decimal(70)),
    Decimal("81.5"),
)


def assessed(number: int, name: str, start: str, end: str) -> list[Event]:
    return many(number, name, ("referral_received", start), ("assessment_completed", end))


# 3 of 4 in the quarter, and 1 of 2 in the same quarter a year before.
CASES = [
    *assessed(3, "in time", "2026-01-05", "2026-02-02"),
    *assessed(1, "late", "2025-09-01", "2026-02-02"),
    *assessed(1, "before, in time", "2025-01-06", "2025-02-03"),
    *assessed(1, "before, late", "2024-09-02", "2025-02-03"),
    *many(1, "never", ("referral_received", "2025-11-24")),
]


def report(choices: Choices | None = None, published: tuple[Published, ...] = ()) -> Report:
    chosen = choices or Choices("leicestershire")
    return REPORT.make(findings(REPORT, CASES, *QUARTER, choices=chosen, published=published))


def test_an_indicator_has_its_figure_its_change_in_words_and_what_is_outstanding() -> None:
    assert rows(report(), "Assessments")[TITLE] == (
        Fraction(3, 4),
        3,
        4,
        1,
        "better (+25.0)",
        "no target",
        "Not rated",
        "not known",
        "none given",
    )


def test_a_missing_value_reads_no_figure() -> None:
    figures = rows(report(), "Looked-after children")
    assert figures["Looked-after reviews held on time"][:3] == ("no figure", 0, 0)
    assert figures["Looked-after reviews held on time"][4] == "no figure"


def test_target_quartile_and_comparator_stand_beside_the_rating() -> None:
    aims = {MEASURE: Choice(aims=(Aim(date(2019, 4, 1), Polarity.HIGH, Decimal("75.0")),))}
    made = report(Choices("leicestershire", aims, (COMPARATOR,)))
    row = rows(made, "Assessments")[TITLE]
    assert row[5:] == ("75% or more: met", "Amber", "3", Fraction(163, 200))
    assert "1 amber" in made.sentences[0]


def test_an_increase_is_worse_where_less_is_better() -> None:
    long_plan = many(1, "long", ("child_protection_plan_started", "2024-06-03"))
    short_plan = many(9, "new", ("child_protection_plan_started", "2024-12-02"))
    made = REPORT.make(findings(REPORT, [*long_plan, *short_plan], *QUARTER))
    found = rows(made, "Child protection")["Child protection plans of 18 months or more"]
    assert found[4] == "worse (+10.0)"


def test_a_small_move_is_no_change() -> None:
    weeks = [
        *assessed(500, "in time", "2026-01-05", "2026-02-02"),
        *assessed(1, "late", "2025-09-01", "2026-02-02"),
        *assessed(500, "before", "2025-01-06", "2025-02-03"),
    ]
    made = REPORT.make(findings(REPORT, weeks, *QUARTER))
    assert rows(made, "Assessments")[TITLE][4] == "no change (-0.2)"


def test_a_rating_that_a_person_set_says_so_and_why() -> None:
    override = Override(MEASURE, *QUARTER, Rag.GREEN, "audit of records", "AD-01")
    choices = Choices("leicestershire", comparators=(COMPARATOR,), overrides=(override,))
    made = report(choices)
    assert rows(made, "Assessments")[TITLE][6] == "Green, set by a person"
    assert table(made, "Ratings set by a person").rows == (
        (TITLE, "Green", "Amber", "audit of records", "AD-01"),
    )


def test_the_trend_has_five_quarters_and_ends_with_the_one_asked_for() -> None:
    made = report()
    trend = table(made, "Trend: assessments")
    at = [column.title for column in trend.columns].index(TITLE)
    assert tuple((row[0], row[at]) for row in trend.rows) == (
        ("Jan to Mar 2025", Fraction(1, 2)),
        ("Apr to Jun 2025", "no figure"),
        ("Jul to Sep 2025", "no figure"),
        ("Oct to Dec 2025", "no figure"),
        ("Jan to Mar 2026", Fraction(3, 4)),
    )


def test_a_published_figure_stands_beside_what_is_known_today() -> None:
    def frozen(numerator: int, denominator: int, value: float | None, first: date) -> Published:
        content = {"numerator": numerator, "denominator": denominator, "value": value}
        last = date(first.year, 3, 31)
        return Published(MEASURE, first, last, None, date(2026, 4, 9), "quarterly", content)

    made = report(published=(frozen(3, 3, 100.0, QUARTER[0]), frozen(1, 2, 50.0, date(2025, 1, 1))))
    assert [row[3:6] for row in table(made, "Published and restated figures").rows] == [
        ("100.0% (3 of 3)", "75.0% (3 of 4)", "restated (-25.0)"),
        ("50.0% (1 of 2)", "50.0% (1 of 2)", "as published"),
    ]


def test_no_picture_has_more_lines_than_can_be_told_apart() -> None:
    charts = [one.chart for one in report().tables if one.chart]
    assert charts
    assert all(len(chart.columns) <= 4 for chart in charts)


def test_a_percentage_above_a_hundred_is_shown() -> None:
    assert in_words(Fraction(103, 100), Column("Figure", Kind.PERCENT)) == "103.0%"


def test_a_rating_is_coloured_by_its_first_word_and_only_in_a_column_of_ratings() -> None:
    column = Column("Rating", Kind.RATING)
    assert rating("Green, set by a person", column) == "green"
    assert rating("Not rated", column) is None
    assert rating("Red", Column("Team")) is None


def test_the_colours_of_ratings_can_be_read() -> None:
    for behind, words in RATING_COLOURS.values():
        light, dark = sorted((_luminance(behind), _luminance(words)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_page_says_the_rating_in_words_inside_its_colour() -> None:
    choices = Choices("leicestershire", comparators=(COMPARATOR,))
    assert '<span class="rating amber">Amber</span>' in page(report(choices))


def test_a_measure_of_days_is_shown_in_days_and_no_percentage() -> None:
    adopted = many(
        1,
        "adopted",
        ("became_looked_after", "2024-01-01"),
        ("placed_for_adoption", "2024-12-31"),
        ("adoption_order_made", "2026-02-02"),
    )
    measure = "adoption.entry_to_placement"
    choices = Choices(
        "leicestershire",
        {measure: Choice(aims=(Aim(date(2019, 4, 1), Polarity.LOW, Decimal(426)),))},
        (replace(COMPARATOR, measure=measure, average=Decimal(487)),),
    )
    made = REPORT.make(findings(REPORT, adopted, *QUARTER, choices=choices))
    row = rows(made, "Adoption")["Days from coming into care to being placed for adoption"]
    assert (row[0], row[5], row[8]) == (Fraction(365), "426 days or less: met", Fraction(487))
    assert table(made, "Adoption").columns[1].kind is Kind.NUMBER
