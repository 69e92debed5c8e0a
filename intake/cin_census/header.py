"""Which census a file is: its reference date, its year and schema, and when it was made."""

import re
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from intake.cin_census.schema import FIRST_YEAR, LAST_YEAR
from intake.files.cell_days import cell_day
from intake.files.xml_elements import XmlElement, read_xml

ROOTS = frozenset({"Message"})
_YEAR = re.compile("[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Census:
    """One census. ``year`` is that in which its twelve months end; ``is_known`` whether the file,
    or the person, said which it is."""

    year: int
    is_known: bool = True

    @property
    def first_day(self) -> date:
        """1 April of the year before."""
        return date(self.year - 1, 4, 1)

    @property
    def last_day(self) -> date:
        """The reference date, 31 March."""
        return date(self.year, 3, 31)

    def is_after(self, day: date) -> bool:
        """Whether the day lies after the census year."""
        return self.is_known and day > self.last_day

    def is_before(self, day: date) -> bool:
        """Whether the day lies before the census year."""
        return self.is_known and day < self.first_day

    def holds(self, day: date) -> bool:
        """Whether the day lies in the census year, or no year is known."""
        return not self.is_after(day) and not self.is_before(day)


def read_header(source: BinaryIO) -> XmlElement | None:
    """The header of a census, None where none comes before the first child.

    Raises the ProblemErrors of ``intake.files.xml_elements``.
    """
    first = next(read_xml(source, {"Header", "Child"}, roots=ROOTS), None)
    return first if first is not None and first.name == "Header" else None


def exported_on(header: XmlElement | None) -> date | None:
    """The day on which the file was made or, where that is not said, its reference date."""
    source = None if header is None else header.first("Source")
    try:
        return cell_day("" if source is None else source.text_of("DateTime"))
    except ValueError:
        return _reference_date(header)


def census_of(header: XmlElement | None, year: int | None) -> tuple[Census, bool]:
    """The census that a file's header names, or the one given, and whether the header is right.

    The header is right where its reference date is 31 March of a year that has a schema. Without
    a reference date, Year counts; without either, the latest census.
    """
    reference_on = _reference_date(header)
    if year is not None:
        return Census(year), True
    if reference_on is not None:
        # A date after 31 March lies in the census that ends the year after.
        is_right = (reference_on.month, reference_on.day) == (3, 31)
        census = Census(reference_on.year + ((reference_on.month, reference_on.day) > (3, 31)))
        return census, is_right and FIRST_YEAR <= census.year <= LAST_YEAR
    text = _text(header, "Year")
    if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return Census(int(text)), False
    return Census(LAST_YEAR, is_known=False), False


def _reference_date(header: XmlElement | None) -> date | None:
    try:
        return cell_day(_text(header, "ReferenceDate"))
    except ValueError:
        return None


def _text(header: XmlElement | None, name: str) -> str:
    details = None if header is None else header.first("CollectionDetails")
    return "" if details is None else details.text_of(name)
