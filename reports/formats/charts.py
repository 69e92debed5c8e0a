"""Tables drawn as pictures. The table itself stays beside its picture: it is what counts."""

from fractions import Fraction

from reports.formats.cells import in_words, percent
from reports.report import Cell, Drawing, Kind, Table

# Told apart by everybody, on paper too: dark blue, orange, green, light blue, plum, grey.
_COLOURS = ("#12436d", "#f46a25", "#28a197", "#801650", "#a285d1", "#3d3d3d", "#8ac6e8")
_WIDTH, _HEIGHT = 860, 360


def picture(table: Table) -> str | None:
    """The table's chart as SVG, without a script and without the day it was drawn.

    None where it has no chart, or nothing to draw.
    """
    chart = table.chart
    if chart is None or not table.rows:
        return None
    import pygal
    from lxml import etree
    from pygal.style import Style

    kinds = {Drawing.BARS: pygal.Bar, Drawing.STACKED: pygal.StackedBar, Drawing.LINE: pygal.Line}
    style = Style(
        background="white",
        plot_background="white",
        font_family="Arial, sans-serif",
        colors=_COLOURS,
        label_font_size=13,
        major_label_font_size=13,
        legend_font_size=14,
        guide_stroke_color="#b1b4b6",
        major_guide_stroke_color="#b1b4b6",
        guide_stroke_dasharray="none",
        major_guide_stroke_dasharray="none",
        opacity=1,
        transition="0",
    )
    drawn = kinds[chart.drawing](
        style=style,
        width=_WIDTH,
        height=_HEIGHT,
        js=(),
        no_prefix=True,
        legend_at_bottom=True,
        truncate_legend=-1,
        # The last label of a line chart reaches past the last point.
        margin_right=70,
        stroke_style={"width": 3},
        show_legend=len(chart.columns) > 1,
        x_label_rotation=20 if len(table.rows) > 8 else 0,
    )
    drawn.x_labels = [in_words(row[0], table.columns[0]) for row in table.rows]
    places = [next(n for n, c in enumerate(table.columns) if c.title == t) for t in chart.columns]
    percents = all(table.columns[place].kind is Kind.PERCENT for place in places)
    if percents:
        drawn.range = (0, 100)
    for title, place in zip(chart.columns, places, strict=True):
        drawn.add(title, [_height(row[place], percents) for row in table.rows])
    tree = etree.fromstring(drawn.render())
    etree.strip_tags(tree, etree.Comment)
    for script in list(tree.iter("{*}script")):
        script.getparent().remove(script)  # type: ignore[union-attr]
    return etree.tostring(tree, encoding="unicode")


def _height(cell: Cell, as_percent: bool) -> float | None:
    if isinstance(cell, Fraction):
        return float(percent(cell)) if as_percent else float(cell)
    return float(cell) if isinstance(cell, int) else None
