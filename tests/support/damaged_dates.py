"""A return of which some dates can no longer be read."""

import re
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from random import Random

from domain.case.events import Event
from tests.support.standard_dataset import Rows, write_csv_tables

_DATE = re.compile(rb"(?<![0-9])(?:\d{2}/\d{2}/\d{4}|\d{4}-\d{2}-\d{2})(?![0-9])")

# What becomes of a date on its way through a spreadsheet, a keyboard or a broken export.
_DAMAGES: tuple[Callable[[date], str], ...] = (
    lambda day: f"41/{day:%m/%Y}",
    lambda day: f"{day:%d}/13/{day:%Y}",
    lambda day: f"{day:%d/%m}/2205",
    lambda day: f"{day:%d/%m/}{str(day.year)[:2]}",
    lambda day: f"{day:%d%m}?{day:%Y}",
    lambda day: f"0000{day:-%m-%d}",
)


def damage(source: Path, target: Path, *, share: float, seed: int) -> int:
    """Copy a file or folder with about ``share`` of its dates damaged; gives how many were."""
    random = Random(seed)
    if source.is_dir():
        target.mkdir()
        return sum(
            _damage_file(each, target / each.name, share, random)
            for each in sorted(source.iterdir())
        )
    return _damage_file(source, target, share, random)


def _damage_file(source: Path, target: Path, share: float, random: Random) -> int:
    if source.suffix == ".xlsx":
        return _damage_workbook(source, target, share, random)
    shutil.copy(source, target)
    number = 0

    def damaged(found: re.Match[bytes]) -> bytes:
        nonlocal number
        if random.random() >= share:
            return found[0]
        number += 1
        return random.choice(_DAMAGES)(_day(found[0].decode())).encode()

    target.write_bytes(_DATE.sub(damaged, source.read_bytes()))
    return number


def _damage_workbook(source: Path, target: Path, share: float, random: Random) -> int:
    from openpyxl import load_workbook

    book = load_workbook(source)
    number = 0
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, date) and random.random() < share:
                    cell.value = random.choice(_DAMAGES)(cell.value)
                    number += 1
    book.save(target)
    return number


def _day(text: str) -> date:
    if "/" in text:
        day, month, year = text.split("/")
        return date(int(year), int(month), int(day))
    return date.fromisoformat(text)


def as_standard_dataset(events: Iterable[Event], folder: Path) -> Path:
    """The tables of the Standard Safeguarding Dataset that tell of these events."""
    tables: dict[str, list[dict[str, object]]] = {name: [] for name in _EMPTY}
    of_child: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda each: (each.on, each.type)):
        of_child.setdefault(event.case, []).append(event)
    for child, told in of_child.items():
        _Child(child, tables).tell(told)
    for rows in tables.values():
        for row in rows:
            row.pop("closed in", None)
    kept: dict[str, Rows] = {name: rows for name, rows in tables.items() if rows}
    return write_csv_tables(folder, kept)


_EMPTY = (
    *("ssd_person", "ssd_cla_episodes", "ssd_cla_reviews", "ssd_cla_placement"),
    *("ssd_legal_status", "ssd_cin_episodes", "ssd_cin_assessments", "ssd_s47_enquiry"),
    *("ssd_initial_cp_conference", "ssd_cp_plans", "ssd_cp_reviews"),
)

# By the type of event: the table, its identifier, its person and its date.
_ALONE = {
    name: tuple(words.split())
    for name, words in {
        "referral_received": "ssd_cin_episodes cine_referral_id cine_person_id cine_referral_date",
        "legal_status_changed": "ssd_legal_status lega_legal_status_id lega_person_id "
        "lega_legal_status_start_date",
        "initial_conference_held": "ssd_initial_cp_conference icpc_icpc_id icpc_person_id "
        "icpc_icpc_date",
        "review_conference_held": "ssd_cp_reviews cppr_cp_review_id cppr_person_id "
        "cppr_cp_review_date",
    }.items()
}
# What opens a row that another type of event closes, with the column of the end.
_OPENED = {
    name: tuple(words.split())
    for name, words in {
        "assessment_started": "ssd_cin_assessments cina_assessment_id cina_person_id "
        "cina_assessment_start_date assessment_completed cina_assessment_auth_date",
        "strategy_discussion_held": "ssd_s47_enquiry s47e_s47_enquiry_id s47e_person_id "
        "s47e_s47_start_date section_47_concluded s47e_s47_end_date",
        "child_protection_plan_started": "ssd_cp_plans cppl_cp_plan_id cppl_person_id "
        "cppl_cp_plan_start_date child_protection_plan_ended cppl_cp_plan_end_date",
        "placement_started": "ssd_cla_placement clap_cla_placement_id clap_person_id "
        "clap_cla_placement_start_date placement_ended clap_cla_placement_end_date",
        "became_looked_after": "ssd_cla_episodes clae_cla_episode_id clae_person_id "
        "clae_cla_episode_start_date ceased_looked_after clae_cla_episode_ceased",
    }.items()
}


class _Child:
    """The rows of one child, on their way into the tables."""

    def __init__(self, number: str, tables: dict[str, list[dict[str, object]]]) -> None:
        self._number, self._tables = number, tables
        self._open: dict[str, dict[str, object]] = {}
        self._period = ""

    def tell(self, events: Iterable[Event]) -> None:
        for event in events:
            key = f"{self._number}-{event.id}"[:64]
            if event.type == "born":
                self._add("ssd_person", pers_person_id=self._number, pers_dob=event.on)
            elif event.type == "review_held":
                self._add(
                    "ssd_cla_reviews",
                    clar_cla_review_id=key,
                    clar_cla_id=self._period,
                    clar_cla_review_date=event.on,
                )
            elif (row := self._open.pop(event.type, None)) is not None:
                row[str(row.pop("closed in"))] = event.on
            elif event.type in _OPENED:
                table, identifier, person, day, closes, end = _OPENED[event.type]
                cells: dict[str, object] = {identifier: key, person: self._number, day: event.on}
                if event.type == "became_looked_after":
                    self._period = cells["clae_cla_id"] = f"P{key}"[:64]
                self._add(table, **cells)
                self._open[closes] = self._tables[table][-1] | {"closed in": end}
                self._tables[table][-1] = self._open[closes]
            elif event.type in _ALONE:
                table, identifier, person, day = _ALONE[event.type]
                self._add(table, **{identifier: key, person: self._number, day: event.on})
                if table == "ssd_legal_status":
                    status = event.attributes.get("legal_status")
                    self._tables[table][-1]["lega_legal_status"] = status

    def _add(self, table: str, **cells: object) -> None:
        self._tables[table].append(cells)
