"""Workbooks, changed in their cells, in their parts and in the archive that holds them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random
from xml.sax.saxutils import escape

from tests.fuzz.damage import damaged
from tests.fuzz.odd_values import odd_value
from tests.fuzz.tables import Table, changed, sometimes_many
from tests.fuzz.xml_files import changed_xml

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HIDDEN = ("",) * 100 + (' state="hidden"',)
_BEYOND_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


def changed_workbook(random: Random, data: bytes) -> bytes:
    """The workbook with changes in its cells, or in the text of its parts, or in the archive."""
    way = random.random()
    if way < 0.6:
        return _with_other_cells(random, data)
    parts = dict(_parts(data))
    if way < 0.8:
        sheets = [name for name in parts if "worksheets/" in name or name.endswith("Strings.xml")]
        for _ in range(random.choice([1, 1, 2])):
            name = random.choice(sheets)
            parts[name] = _other_text(random, changed_xml(random, parts[name]))
    else:
        _other_parts(random, parts)
    return _packed(random, parts)


@cache
def _parts(data: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def _sheets(data: bytes) -> Sequence[tuple[str, Table]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True)
    return [
        (
            str(sheet.title),
            [
                ["" if cell is None else str(cell) for cell in row]
                for row in sheet.iter_rows(values_only=True)
            ],
        )
        for sheet in book.worksheets
    ]


def _with_other_cells(random: Random, data: bytes) -> bytes:
    sheets = list(_sheets(data))
    for _ in range(random.choice([1, 1, 2, 3, 6])):
        at = random.randrange(len(sheets))
        title, rows = sheets[at]
        for _ in range(random.choice([1, 2, 4])):
            rows = changed(random, rows)
        if random.random() < 0.05:
            title = random.choice([odd_value(random)[:60], "List 99", "List 8", "list_03", title])
        sheets[at] = title, sometimes_many(random, rows)
    if random.random() < 0.05:
        random.shuffle(sheets)
    return _packed(random, _book(random, sheets))


def _book(random: Random, sheets: Sequence[tuple[str, Table]]) -> dict[str, bytes]:
    """The parts of a workbook as small as they can be, with every kind of cell there is."""
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/s{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in range(len(sheets))
    )
    names = "".join(
        f'<sheet name="{_text(title)}" sheetId="{n + 1}" r:id="r{n}"{random.choice(_HIDDEN)}/>'
        for n, (title, _) in enumerate(sheets)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_LINKS}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(len(sheets))
    )
    epoch = '<workbookPr date1904="1"/>' if random.random() < 0.05 else ""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_TYPE}.sheet.main+xml"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r0" '
        f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">{epoch}'
        f"<sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{links}</Relationships>",
    }
    for n, (_, rows) in enumerate(sheets):
        parts[f"xl/worksheets/s{n}.xml"] = _sheet(random, rows)
    return {name: text.encode("utf-8", "replace") for name, text in parts.items()}


def _sheet(random: Random, rows: Table) -> str:
    says = random.choice(["", "", '<dimension ref="A1"/>', '<dimension ref="A1:XFD1048576"/>'])
    said = "".join(
        f"<row>{''.join(_cell(random, value) for value in row)}</row>"
        if random.random() < 0.9995
        else f'<row r="{random.choice(["0", "-1", "1", "x", "1048577", "99999999", "2.5"])}"/>'
        for row in rows
    )
    merged = '<mergeCells><mergeCell ref="A1:C3"/></mergeCells>' if random.random() < 0.1 else ""
    return f'<worksheet xmlns="{_MAIN}">{says}<sheetData>{said}</sheetData>{merged}</worksheet>'


def _cell(random: Random, value: str) -> str:
    place = ""
    if random.random() < 0.0005:
        place = f' r="{random.choice(["A1", "ZZZ9", "XFE1", "1A", "", "A0", "AAAAAA1", "é1"])}"'
    if random.random() < 0.999:
        if not value:
            return f"<c{place}/>"
        return f'<c{place} t="inlineStr"><is><t>{_text(value)}</t></is></c>'
    kind = random.choice(["n", "d", "b", "e", "s", "str", "inlineStr", "other", ""])
    style = random.choice(["", "", ' s="0"', ' s="99"', ' s="-1"', ' s="x"'])
    formula = random.choice(["", "", "<f/>", "<f>1+1</f>", '<f t="shared" si="9"/>'])
    held = random.choice([value, odd_value(random), "1", "45000", "-0.5", "#N/A", "1e400"])
    return f'<c{place} t="{kind}"{style}>{formula}<v>{_text(held)}</v></c>'


def _text(value: str) -> str:
    return escape(value.translate(_BEYOND_XML), {'"': "&quot;"})


_TEXTS = (
    (b't="inlineStr"', b't="e"'),
    (b't="n"', b't="d"'),
    (b't="inlineStr"', b't="s"'),
    (b"<is>", b"<v>7</v><is>"),
    (b'r="A', b'r="XFD'),
    (b'r="B', b'r="A'),
    (b'spans="', b'spans="x'),
    (b"<sheetData>", b'<sheetPr/><dimension ref="A1:A1"/><sheetData>'),
    (b"<row ", b'<row hidden="1" '),
    (b's="', b's="9'),
)


def _other_text(random: Random, text: bytes) -> bytes:
    before, after = random.choice(_TEXTS)
    return text.replace(before, after, random.choice([1, 3, -1]))


def _other_parts(random: Random, parts: dict[str, bytes]) -> None:
    name, other = (random.choice(list(parts)) for _ in range(2))
    match random.randrange(7):
        case 0:
            del parts[name]
        case 1:
            parts[name], parts[other] = parts[other], parts[name]
        case 2:
            parts[random.choice([other, name.upper(), "../" + name, "/" + name, "x"])] = parts.pop(
                name
            )
        case 3:
            parts[name] = b""
        case 4 | 5:
            parts[name] = damaged(random, parts[name], [parts[other]])
        case _:
            parts[name] = changed_xml(random, parts[name])


def _packed(random: Random, parts: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    method = random.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    if random.random() < 0.02:
        method = random.choice([zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in parts.items():
            # With a date of its own, so that the same seed gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return held.getvalue()
