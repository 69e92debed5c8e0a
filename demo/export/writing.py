"""The whole export: every file of the synthetic authority, and the truth about them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

from demo import authority
from demo.export import (
    annex_a_truth,
    complaint_truth,
    conference_truth,
    review_truth,
    standard_dataset_truth,
)
from demo.export.annex_a import write_annex_a
from demo.export.annex_a_faults import spoil_annex_a
from demo.export.annex_a_lists import annex_lists
from demo.export.annex_a_truth import annex_duties
from demo.export.census_faults import spoil_census
from demo.export.children_in_care import ChildInCare, children_in_care
from demo.export.cin_census import census_tree, write_census
from demo.export.complaint_faults import spoil_register
from demo.export.complaint_truth import complaint_duties
from demo.export.complaints import Complaint, complaints
from demo.export.complaints_register import register_table, write_register
from demo.export.conference_truth import conference_duties
from demo.export.csv_files import write_csv_files
from demo.export.protected_children import ProtectedChild, protected_children, without_queries
from demo.export.review_truth import review_duties
from demo.export.ssda903_faults import spoil
from demo.export.ssda903_tables import ssda903_tables
from demo.export.ssda903_xml import write_ssda903_xml
from demo.export.standard_dataset_tables import standard_dataset_tables
from demo.export.standard_dataset_truth import dataset_duties
from demo.export.truth import Truth
from demo.export.years import Span, last_complete_year, months_before
from domain.case.events import Event

# Whose procedures the county follows, corporate complaints among them.
PROFILE: Final = "leicestershire"
FIRST_EDITION: Final = "ssda903"
SECOND_EDITION: Final = "ssda903-corrected"
DATASET: Final = "standard-dataset"
# Annex A tells of the last six months, and of care in the last twelve.
RECENT_MONTHS: Final = 6
CARE_MONTHS: Final = 12
# The standard dataset tells of who was in need or in care in a year, as far back as the county's
# records go.
DATASET_MONTHS: Final = 12
RECORDS_MONTHS: Final = 36
SECOND_CENSUS: Final = "cin-census-corrected.xml"
SECOND_WORKBOOK: Final = "annex-a-corrected.xlsx"
SECOND_REGISTER: Final = "complaints-register-corrected.csv"


@dataclass(frozen=True, slots=True)
class Export:
    """What was written: the files, the truth file last, and the truth itself."""

    files: list[Path]
    truth: Truth

    def summary(self) -> list[tuple[str, str, str, str]]:
        """For each format how many duties there are, how many were late, and how many faults."""
        found = []
        for name in self.truth.rules:
            duties = [duty for duty in self.truth.duties if duty.format == name]
            late = sum(duty.days_late[0] > 0 for duty in duties)
            faults = sum(fault.format == name for fault in self.truth.faults)
            found.append((name, str(len(duties)), str(late), str(faults)))
        return found

    def as_json(self) -> dict[str, Any]:
        """The summary and the files as plain values."""
        keys = ("format", "duties", "late", "faults")
        lines = [
            dict(zip(keys, (name, *map(int, counts)), strict=True))
            for name, *counts in self.summary()
        ]
        return {"files": [str(path) for path in self.files], "formats": lines}


# Short times of protection: the returns have no columns for what makes them so.
_NOT_EXPORTED = ("4",)


@dataclass(frozen=True, slots=True)
class County:
    """The demonstration's county as it is on a day: the events of each of its cases."""

    seed: int
    as_of: date
    cases: dict[str, list[Event]]


def county(seed: int, as_of: date) -> County:
    """The county of a seed on a day. The same ones give the same county."""
    cases: dict[str, list[Event]] = {}
    for event in authority.events(seed, as_of):
        if not event.case.startswith(_NOT_EXPORTED):
            cases.setdefault(event.case, []).append(event)
    return County(seed, as_of, cases)


def export(
    folder: Path, invented: County, *, children: int | None = None, faults: bool = False
) -> Export:
    """Write a county's returns and register into a folder, which is made when missing.

    The SSDA903 return and the census cover the latest year to 31 March that is over on the
    county's day; the Annex A workbook, the standard dataset and the register are as they stand
    on that day.
    ``children`` is about how many looked-after children there are, the rest in proportion;
    without it the whole county, about 950 in a year. The same arguments give the same bytes.
    With ``faults`` the files hold faults, each listed in the truth file, and second editions put
    right what can be corrected. Raises ProblemError ``export_day_out_of_range``.
    """
    seed, as_of, cases = invented.seed, invented.as_of, invented.cases
    year, recent = last_complete_year(as_of), months_before(as_of, RECENT_MONTHS)
    writer = _Writer(
        folder, Truth(seed=seed, as_of=as_of, year=year, profile=PROFILE), faults=faults
    )
    in_care = children_in_care(seed, cases, year)

    drawn = sorted(_draw(seed, child.number) for child in in_care)
    everyone = children is None or children >= len(drawn)
    highest = 1.0 if everyone else drawn[children - 1] if children else -1.0

    # Every file tells of the same children.
    told = {number: events for number, events in cases.items() if _draw(seed, number) <= highest}
    looked_after = [child for child in in_care if child.number in told]
    writer.looked_after(looked_after)
    protected = without_queries(protected_children(seed, told, year), year)
    writer.protected(protected)
    writer.tell_of_both(looked_after, protected)
    in_a_year = children_in_care(seed, told, months_before(as_of, CARE_MONTHS))
    writer.annex_a(protected_children(seed, told, recent), in_a_year, recent)
    since = months_before(as_of, DATASET_MONTHS)
    writer.standard_dataset(
        protected_children(seed, told, since), _with_all_their_stays(seed, told, since)
    )
    writer.complaints(complaints(told))
    return writer.finish()


def _with_all_their_stays(
    seed: int, cases: dict[str, list[Event]], since: Span
) -> list[ChildInCare]:
    """Those who were in care in the span, with each stay that the county's records know."""
    numbers = {child.number for child in children_in_care(seed, cases, since)}
    records = months_before(since.last, RECORDS_MONTHS)
    return [child for child in children_in_care(seed, cases, records) if child.number in numbers]


def _draw(seed: int, number: str) -> float:
    """From 0 to 1, whether a case is among those that are written."""
    return Random(f"{seed} {number} told of").random()


class _Writer:
    """Writes the formats one after the other, and what is true of each."""

    def __init__(self, folder: Path, truth: Truth, *, faults: bool) -> None:
        self._folder, self._truth, self._faults = folder, truth, faults
        self._files: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)

    def looked_after(self, children: list[ChildInCare]) -> None:
        """The SSDA903 return, as CSV files and as XML; the XML never has faults."""
        truth, seed, year = self._truth, self._truth.seed, self._truth.year
        tables = ssda903_tables(seed, children, year)
        truth.rules[review_truth.FORMAT] = review_truth.RULES
        truth.duties += review_duties(children, year)
        first = tables
        if self._faults:
            spoiled = spoil(tables, children, year, Random(f"{seed} ssda903 faults"))
            first = spoiled.tables
            truth.faults += spoiled.faults
            wrongly = spoiled.shown_wrongly
            truth.shown_wrongly[review_truth.FORMAT] = [child.number for child in wrongly]
            truth.first_edition += review_duties(wrongly, year)
            self._files += write_csv_files(tables, self._made(SECOND_EDITION))
        self._files += write_csv_files(first, self._made(FIRST_EDITION))
        self._files.append(write_ssda903_xml(tables, self._folder))

    def protected(self, children: list[ProtectedChild]) -> None:
        """The children in need census."""
        truth, seed, year = self._truth, self._truth.seed, self._truth.year
        truth.rules[conference_truth.FORMAT] = conference_truth.RULES
        truth.duties += conference_duties(children, year)
        census = census_tree(seed, children, year)
        first = census
        if self._faults:
            spoiled = spoil_census(census, children, year, Random(f"{seed} census faults"))
            first = spoiled.message
            truth.faults += spoiled.faults
            wrongly = spoiled.shown_wrongly
            truth.shown_wrongly[conference_truth.FORMAT] = [child.number for child in wrongly]
            truth.first_edition += conference_duties(wrongly, year)
            self._files.append(write_census(census, self._folder, SECOND_CENSUS))
        self._files.append(write_census(first, self._folder))

    def tell_of_both(self, in_care: list[ChildInCare], protected: list[ProtectedChild]) -> None:
        """Say of which children both the return and the census tell, under one number."""
        numbers = {child.number for child in protected}
        self._truth.in_both = [child.number for child in in_care if child.number in numbers]

    def annex_a(
        self, protected: list[ProtectedChild], in_care: list[ChildInCare], recent: Span
    ) -> None:
        """The Annex A workbook."""
        truth = self._truth
        truth.rules[annex_a_truth.FORMAT] = annex_a_truth.RULES
        truth.duties += annex_duties(protected, in_care, recent)
        lists = annex_lists(protected, in_care, recent)
        first = lists
        if self._faults:
            random = Random(f"{truth.seed} annex a faults")
            spoiled = spoil_annex_a(lists, protected, in_care, recent, random)
            first = spoiled.lists
            truth.faults += spoiled.faults
            wrongly = spoiled.shown_wrongly
            numbers = [child.number for child in wrongly]
            truth.shown_wrongly[annex_a_truth.FORMAT] = numbers
            # Of a child under a plan who is in care as well the duties of care stay as they are.
            also_in_care = [child for child in in_care if child.number in numbers]
            truth.first_edition += annex_duties(wrongly, also_in_care, recent)
            self._files.append(write_annex_a(lists, self._folder, SECOND_WORKBOOK))
        self._files.append(write_annex_a(first, self._folder))

    def standard_dataset(self, protected: list[ProtectedChild], in_care: list[ChildInCare]) -> None:
        """The standard dataset, which never has faults."""
        truth = self._truth
        truth.rules[standard_dataset_truth.FORMAT] = standard_dataset_truth.RULES
        truth.duties += dataset_duties(protected, in_care, truth.as_of)
        tables = standard_dataset_tables(truth.seed, protected, in_care, truth.as_of)
        self._files += write_csv_files(tables, self._made(DATASET))

    def complaints(self, kept: list[Complaint]) -> None:
        """The complaints register."""
        truth, known_to = self._truth, self._truth.as_of
        table = register_table(kept)
        truth.rules[complaint_truth.FORMAT] = complaint_truth.RULES
        truth.duties += complaint_duties(kept, known_to)
        first = table
        if self._faults:
            spoiled = spoil_register(kept, known_to, Random(f"{truth.seed} complaint faults"))
            first = spoiled.table
            truth.faults += spoiled.faults
            wrongly = spoiled.shown_wrongly
            truth.shown_wrongly[complaint_truth.FORMAT] = [each.reference for each in wrongly]
            truth.first_edition += complaint_duties(wrongly, known_to)
            self._files.append(write_register(table, self._folder, SECOND_REGISTER))
        self._files.append(write_register(first, self._folder))

    def finish(self) -> Export:
        """Write the truth file."""
        return Export([*self._files, self._truth.write(self._folder)], self._truth)

    def _made(self, name: str) -> Path:
        folder = self._folder / name
        folder.mkdir(exist_ok=True)
        return folder
