"""Tables drawn as pictures. The table itself stays beside its picture: it is what counts."""

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from reports.formats.cells import in_words, percent
from reports.report import Cell, Drawing, Kind, Table

if TYPE_CHECKING:
    from pygal.style import Style

Rows = tuple[tuple[Cell, ...], ...]

# Told apart by everybody, on paper too: dark blue, orange, green, light blue, plum, grey.
_COLOURS = ("#12436d", "#f46a25", "#28a197", "#801650", "#a285d1", "#3d3d3d", "#8ac6e8")
_WIDTH, _HEIGHT = 860, 320
# Of a bar with the room around it, in pixels.
_BAR, _LYING_BAR, _MARGIN = 90, 26, 160
# Longer names than this do not fit under a bar: the bars then lie.
_LONGEST_NAME = 12
_MOST_STANDING = 13
# With more bars than this, the figures above them run into each other.
_MOST_FIGURES = 12


def picture(table: Table) -> str | None:
    """The table's chart as SVG, without a script and without the day it was drawn.

    None where it has no chart, or nothing to draw.
    """
    chart, rows = table.chart, table.parts
    if chart is None or not rows:
        return None
    from lxml import etree

    places = [next(n for n, c in enumerate(table.columns) if c.title == t) for t in chart.columns]
    # A column in which nothing stands would only lengthen the legend.
    places = [place for place in places if any(_height(row[place], False) for row in rows)]
    if not places:
        return None
    tree = etree.fromstring(_drawn(table, rows, places))
    etree.strip_tags(tree, etree.Comment)
    for script in list(tree.iter("{*}script")):
        script.getparent().remove(script)  # type: ignore[union-attr]
    return etree.tostring(tree, encoding="unicode")


def _drawn(table: Table, rows: Rows, places: list[int]) -> bytes:
    assert table.chart is not None
    names = [in_words(row[0], table.columns[0]) for row in rows]
    line = table.chart.drawing is Drawing.LINE
    stacked = table.chart.drawing is Drawing.STACKED
    lying = not line and (max(map(len, names)) > _LONGEST_NAME or len(names) > _MOST_STANDING)
    bars = len(names) * (1 if stacked else len(places))
    percents = all(table.columns[place].kind is Kind.PERCENT for place in places)
    narrow = _MARGIN + _BAR * bars
    chart = _kind(table.chart.drawing, lying=lying)(
        style=_style(),
        width=_WIDTH if line or lying else min(_WIDTH, max(narrow, _WIDTH // 2)),
        height=max(_HEIGHT // 2, _MARGIN // 2 + _LYING_BAR * bars) if lying else _HEIGHT,
        explicit_size=True,
        js=(),
        no_prefix=True,
        legend_at_bottom=True,
        # The last label of a line reaches past its last point.
        margin_right=80 if line else 20,
        legend_at_bottom_columns=min(len(places), 3),
        show_legend=len(places) > 1,
        truncate_label=-1,
        truncate_legend=-1,
        stroke_style={"width": 3},
        x_label_rotation=20 if not lying and len(names) > 8 else 0,
        print_values=not (line or lying or stacked) and bars <= _MOST_FIGURES,
        print_values_position="top",
        value_formatter=lambda value: f"{value:g}%" if percents else f"{value:,g}",
    )
    # Lying bars are drawn from the bottom: turned round, the first stands on top.
    order = -1 if lying else 1
    chart.x_labels = names[::order]
    if percents:
        chart.range = (0, 100)
    for place in places:
        heights = [_height(row[place], percents) for row in rows]
        chart.add(table.columns[place].title, heights[::order], formatter=_above(percents))
    drawn: bytes = chart.render()
    return drawn


def _style() -> "Style":
    from pygal.style import Style

    return Style(
        background="white",
        plot_background="white",
        font_family="Arial, sans-serif",
        colors=_COLOURS,
        label_font_size=13,
        major_label_font_size=13,
        legend_font_size=14,
        value_font_size=13,
        guide_stroke_color="#b1b4b6",
        major_guide_stroke_color="#b1b4b6",
        guide_stroke_dasharray="none",
        major_guide_stroke_dasharray="none",
        opacity=1,
        transition="0",
    )


def _kind(drawing: Drawing, *, lying: bool) -> Callable[..., Any]:
    import pygal

    kinds: dict[tuple[Drawing, bool], Callable[..., Any]] = {
        (Drawing.BARS, False): pygal.Bar,
        (Drawing.BARS, True): pygal.HorizontalBar,
        (Drawing.STACKED, False): pygal.StackedBar,
        (Drawing.STACKED, True): pygal.HorizontalStackedBar,
        (Drawing.LINE, False): pygal.Line,
    }
    return kinds[drawing, lying]


def _above(as_percent: bool) -> Callable[[float], str]:
    return lambda value: f"{value:.1f}%" if as_percent else f"{value:,g}"


def _height(cell: Cell, as_percent: bool) -> float | None:
    if isinstance(cell, Fraction):
        return float(percent(cell)) if as_percent else float(cell)
    return float(cell) if isinstance(cell, int) else None
