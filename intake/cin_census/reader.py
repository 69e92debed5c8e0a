"""Reading censuses, one child at a time, the earliest year first."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from domain.errors import ProblemError
from intake.cin_census.children import CHILDREN, NOT_READ, Child, read_child
from intake.cin_census.events import keep_events
from intake.cin_census.header import ROOTS, Census, census_of, exported_on, read_header
from intake.cin_census.modules import Module
from intake.cin_census.problems import problem
from intake.cin_census.schema import Schema, Step, schema_from, schema_of
from intake.cin_census.validation import check
from intake.cin_census.whole_tables import IN_THE_YEAR, TELLS, CensusRead, whole_tables_of
from intake.days import check_year
from intake.files.opening import files_in, open_file
from intake.files.xml_elements import XmlElement, read_xml
from intake.progress import Progress, no_progress
from intake.reading import Reading
from intake.refused_rows import Covered, Days, gaps_of_refusals

# Several times the records of the largest authority, and more faults than anyone would read.
# Beyond either, the rest of a file would only fill the memory.
MOST_RECORDS = 500_000
MOST_FAULTS = 100_000


def read_census(
    paths: Iterable[Path],
    *,
    now: datetime,
    year: int | None = None,
    schema: Path | None = None,
    progress: Progress = no_progress,
) -> Reading:
    """Read one or more censuses from XML files, folders or both, the earliest year first.

    ``now`` is a UTC instant: dates more than 24 hours after it are refused. ``year`` is that in
    which the census year ends (2025 for 1 April 2024 to 31 March 2025); without it each file's
    reference date says. ``schema`` is an XSD of the DfE's, to use instead of ours. Only one child
    of a file is in memory at a time. Raises ProblemError ``no_census_files``, ``schema_unusable``,
    or ``wrong_year`` where most dates contradict the year that was given.
    """
    reading = Reading()
    given = schema_from(schema) if schema is not None else None
    years: dict[int, CensusRead] = {}
    files: dict[str, Days] = {}
    for census, path, is_right in _in_order(paths, year, reading):
        used = given or schema_of(census.year)
        read = years.setdefault(census.year, CensusRead(census))
        read.year_in_doubt |= not is_right
        files[path.name] = Days(census.first_day, census.last_day if is_right else None)
        begins = len(reading.rows)
        _read_file(path, used, read, now=now, reading=reading, progress=progress)
        read.rows.append(range(begins, len(reading.rows)))
        if reading.window_from is None or census.first_day < reading.window_from:
            reading.window_from = census.first_day
    if year is not None:
        told = (read.event for read in reading.events)
        check_year(told, IN_THE_YEAR, Census(year).first_day, called_after_its_end=True)
    reading.read_whole = whole_tables_of(years.values(), reading)
    covered = Covered(by_file=files)
    reading.gaps += gaps_of_refusals(reading, TELLS, covered)
    return reading


def _in_order(
    paths: Iterable[Path], year: int | None, reading: Reading
) -> Iterator[tuple[Census, Path, bool]]:
    """The files whose beginning can be read, with their censuses and whether the header says
    which it is; a later one corrects."""
    found: list[tuple[Census, Path, bool]] = []
    files = list(files_in(paths, {".xml"}))
    if not files:
        raise ProblemError(
            "no_census_files",
            "There is no XML file of a census here.",
            "Give the XML file that was made for the DfE, or the folder that holds it.",
        )
    for path in files:
        try:
            with open_file(path) as source:
                header = read_header(source)
        except ProblemError as refused:
            reading.refuse_file(CHILDREN, path.name, refused)
            continue
        made_on = exported_on(header)
        if made_on is not None:
            # What all the files tell was so on the day of the earliest.
            reading.exported_on = min(made_on, reading.exported_on or made_on)
        census, is_right = census_of(header, year)
        if not is_right:
            reading.warn_of_file(CHILDREN, path.name, problem("cin_100"))
        found.append((census, path, is_right))
    yield from sorted(found, key=lambda each: each[0].year)


def _read_file(
    path: Path,
    schema: Schema,
    read: CensusRead,
    *,
    now: datetime,
    reading: Reading,
    progress: Progress,
) -> None:
    known: dict[str, bytes] = {}
    count = 0

    def new_module(table: str, element: XmlElement, where: tuple[Step, ...]) -> Module:
        return Module(reading, table, path.name, element, where, now=now)

    try:
        with open_file(path) as source:
            size = path.stat().st_size
            for element in read_xml(source, {"Child"}, roots=ROOTS):
                count += 1
                faults = schema.faults(element)
                child = read_child(element, ("Child", count), faults, new_module)
                _keep(child, read.census, known, _digest(element))
                for module in child.modules:
                    module.finish(is_read=module.where[-1][0] not in NOT_READ)
                read.add(child)
                for module in child.modules:
                    reading.about(module.number, child.number)
                _check_size(reading)
                progress("Reading", source.tell(), size)
    except ProblemError as refused:
        reading.refuse_file(CHILDREN, path.name, refused)
    if count == 0 and not any(each.file == path.name for each in reading.refusals):
        reading.refuse_file(CHILDREN, path.name, problem("no_children"))


def _check_size(reading: Reading) -> None:
    if len(reading.rows) > MOST_RECORDS:
        raise problem("too_many_records")
    if len(reading.refusals) + len(reading.warnings) > MOST_FAULTS:
        raise problem("too_many_faults")


def _keep(child: Child, census: Census, known: dict[str, bytes], digest: bytes) -> None:
    """Keep a child's events, unless it cannot be told whose they are."""
    if child.number is None:
        refused = child.module.reading.rows[child.module.number].refused
        _refuse_rows(child, refused or "cin_8500")
    elif child.number not in known:
        known[child.number] = digest
        check(child, census)
        keep_events(child, census)
    elif known[child.number] == digest:
        for module in child.modules:
            module.reading.rows[module.number].repeats = True
    else:
        child.module.refuse("LAchildID", "cin_8510")
        _refuse_rows(child, "cin_8510")


def _refuse_rows(child: Child, code: str) -> None:
    """Count every row of a child as refused; the reason was told once, at the child."""
    for module in child.modules:
        row = module.reading.rows[module.number]
        row.refused = row.refused or code


def _digest(element: XmlElement) -> bytes:
    """What a Child element says, without its spaces and line ends."""
    said = sha256()
    waiting = [element]
    while waiting:
        each = waiting.pop()
        said.update(f"{each.name}\0{each.text}\0{len(each.children)}\0".encode())
        waiting += each.children
    return said.digest()
