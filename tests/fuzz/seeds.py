"""The good files that the changes start from. Everybody in them is invented."""

import csv
import io
import json
import sqlite3
import tempfile
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from zipfile import ZipFile, ZipInfo

from demo.export.writing import County, county, export
from domain.case.event_types import EVENT_TYPES
from intake.annex_a.columns import LISTS
from intake.event_files.reader import CSV_COLUMNS
from intake.standard_dataset.tables import TABLES
from tests.support import cin_census
from tests.support.annex_a import write_lists
from tests.unit.intake import ssda903_return

Files = dict[str, bytes]

AS_OF = date(2025, 6, 1)
_SEEDS = ((1, 8, True), (2, 4, False), (3, 12, True))
_ROWS = 6


@cache
def _county(seed: int) -> County:
    return county(seed, AS_OF)


@cache
def exported() -> list[dict[str, bytes]]:
    """Everything that the synthetic authority writes, for some seeds, by path."""
    found = []
    for seed, children, faults in _SEEDS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            export(folder, _county(seed), children=children, faults=faults)
            files = sorted(path for path in folder.rglob("*") if path.is_file())
            found.append({str(path.relative_to(folder)): path.read_bytes() for path in files})
    return found


def _exported(*starts: str) -> list[Files]:
    """Single files whose path begins so."""
    return [{path: data} for files in exported() for path, data in files.items() if path in starts]


def _folders(*names: str) -> list[Files]:
    """What each export holds in folders of these names, by file."""
    found = (
        {Path(path).name: data for path, data in files.items() if Path(path).parent == Path(name)}
        for files in exported()
        for name in names
    )
    return [tables for tables in found if tables]


def returns_in_csv() -> list[Files]:
    """SSDA903 returns as folders of tables."""
    found = [{f"{name}.csv": text.encode() for name, text in ssda903_return.TABLES.items()}]
    return [*found, *_folders("ssda903", "ssda903-corrected")]


def returns_in_xml() -> list[Files]:
    """SSDA903 returns as XML."""
    return [*_exported("ssda903.xml"), {"return.xml": ssda903_return.XML.encode()}]


def censuses() -> list[Files]:
    """Children in need censuses."""
    whole = cin_census.census(
        cin_census.child(
            cin_census.episode(
                "2024-05-01",
                before_flag=[
                    cin_census.assessment("2024-05-02", "2024-06-10", "1A"),
                    cin_census.in_need_plan("2024-05-03"),
                    cin_census.enquiry("2024-06-01", "2024-06-15", target="2024-06-21"),
                ],
                plans=[cin_census.plan("2024-06-15", reviews=["2024-09-01", "2025-02-01"])],
            )
        )
    )
    names = ("cin-census.xml", "cin-census-corrected.xml")
    return [*_exported(*names), {"census.xml": whole.encode()}]


def workbooks() -> list[Files]:
    """Annex A workbooks."""
    with tempfile.TemporaryDirectory() as name:
        day = date(2025, 1, 6)
        rows = {number: [dict.fromkeys(columns, day)] for number, columns in LISTS.items()}
        small = _without_times(write_lists(Path(name) / "small.xlsx", rows))
    return [*_exported("annex-a.xlsx", "annex-a-corrected.xlsx"), {"small.xlsx": small}]


def registers() -> list[Files]:
    """Complaints registers."""
    return _exported("complaints-register.csv", "complaints-register-corrected.csv")


def event_lines() -> list[Files]:
    """Event files with one JSON object a line."""
    return [
        {"feed.jsonl": b"\n".join(json.dumps(one).encode() for one in given) + b"\n"}
        for given in _events()
    ]


def event_tables() -> list[Files]:
    """Event files in CSV."""
    found = []
    for given in _events():
        rows = [[*CSV_COLUMNS]]
        for one in given:
            told = one | {"attributes": json.dumps(one["attributes"])}
            rows.append([str(told.get(name, "")) for name in CSV_COLUMNS])
        found.append({"feed.csv": _as_csv(rows)})
    return found


def _events() -> list[list[dict[str, object]]]:
    found = []
    for seed, _, _ in _SEEDS:
        random = Random(seed)
        cases = _county(seed).cases
        told: list[dict[str, object]] = []
        for case in random.sample(sorted(cases), 4):
            told += [
                {
                    "source": event.source,
                    "id": event.id,
                    "subject": event.case,
                    "type": event.type,
                    "at": (event.at or event.on).isoformat(),
                    "attributes": {
                        name: value.isoformat() if isinstance(value, date) else value
                        for name, value in event.attributes.items()
                    },
                }
                for event in cases[case][:15]
            ]
        told.append(told[0] | {"id": "N-1", "corrects": told[0]["id"]})
        told.append({"source": "x", "id": "N-2", "subject": "1", "voids": "N-1", "attributes": {}})
        for number, name in enumerate(random.sample(sorted(EVENT_TYPES), 20)):
            told.append(
                {
                    **{"source": "x", "id": f"T-{number}", "subject": f"{number % 3}"},
                    **{"type": name, "at": "2025-02-03", "attributes": {}},
                }
            )
        found.append(told)
    return found


def dataset_tables() -> list[Files]:
    """The standard dataset as CSV files."""
    found = [
        {f"{name}.csv": _as_csv(rows) for name, rows in _dataset(seed).items()} for seed in (1, 2)
    ]
    return [*found, *_folders("standard-dataset")]


def dataset_databases() -> list[Files]:
    """The standard dataset as SQLite databases."""
    found: list[Files] = []
    for seed in (1, 2):
        held = sqlite3.connect(":memory:")
        for name, rows in _dataset(seed).items():
            held.execute(f'create table "{name}" ({", ".join(rows[0])})')
            marks = ", ".join("?" * len(rows[0]))
            held.executemany(f'insert into "{name}" values ({marks})', rows[1:])
        held.commit()
        found.append({"dataset.sqlite": held.serialize()})
        held.close()
    return found


def _dataset(seed: int) -> dict[str, list[list[str]]]:
    random = Random(seed)
    found = {}
    for table in TABLES.values():
        rows = [list(table.read)]
        for number in range(_ROWS):
            row = []
            for column in table.read:
                if column == table.identifier:
                    row.append(str(number))
                elif column.endswith(("_id", "_dob")) or column == table.person:
                    row.append("2015-02-01" if column.endswith("dob") else str(number % 3))
                elif "date" in column:
                    day = f"20{random.choice([23, 24, 25])}-0{random.randint(1, 5)}-1{number}"
                    row.append(random.choice([day, day, ""]))
                else:
                    row.append(random.choice(["Y", "N", "", "5", "C2", "12"]))
            rows.append(row)
        found[table.name] = rows
    return found


def comparators() -> list[Files]:
    """What other authorities reached."""
    from domain.measures.catalogue import every_measure

    rows = [["measure", "from", "to", "quartile_1", "quartile_2", "quartile_3", "average"]]
    rows += [
        [name, "2024-04-01", "2025-03-31", "70", "80.5%", "90", "81"]
        for name in sorted(every_measure())[:8]
    ]
    return [{"comparators.csv": _as_csv(rows)}]


def scenarios() -> list[Files]:
    """The scenario files of our own tests."""
    folder = Path(__file__).parents[1] / "scenarios"
    found = sorted(folder.rglob("*.yaml"))
    return [{path.name: path.read_bytes()} for path in found if path.stat().st_size < 20_000]


def _without_times(workbook: Path) -> bytes:
    """The workbook without the moment at which it was made, so that it is always the same."""
    held = io.BytesIO()
    with ZipFile(workbook) as archive, ZipFile(held, "w") as copy:
        for name in archive.namelist():
            if not name.startswith("docProps/"):
                copy.writestr(ZipInfo(name), archive.read(name))
    return held.getvalue()


def _as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
