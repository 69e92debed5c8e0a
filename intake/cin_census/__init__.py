"""The children in need census, as authorities send it to the DfE: one XML file a year."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from domain.errors import ProblemError
from intake.cin_census.checks import check
from intake.cin_census.children import CHILDREN, READ, Child, read_child
from intake.cin_census.events import keep_events
from intake.cin_census.header import Census, census_of
from intake.cin_census.modules import Module
from intake.cin_census.problems import problem
from intake.cin_census.schema import Schema, Step, schema_from, schema_of
from intake.reading import Reading
from intake.xml_files import read_pieces

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["read_census"]

# Called with the name of the step, how much of it is done and how much there is.
Told = Callable[[str, int, int], None]


def read_census(
    paths: Iterable[Path],
    *,
    now: datetime,
    year: int | None = None,
    schema: Path | None = None,
    told: Told | None = None,
) -> Reading:
    """Read one or more censuses from XML files, folders or both, the earliest year first.

    ``now`` is a UTC instant: dates more than 24 hours after it are refused. ``year`` is that in
    which the census year ends (2025 for 1 April 2024 to 31 March 2025); without it each file's
    reference date says. ``schema`` is an XSD of the DfE's, to use instead of ours. Only one child
    of a file is in memory at a time. Raises ProblemError ``no_census_files`` or
    ``schema_unusable``.
    """
    reading = Reading()
    given = schema_from(schema) if schema is not None else None
    for census, path in _in_order(paths, year, reading):
        used = given or schema_of(census.year)
        _read_file(path, census, used, now=now, reading=reading, told=told)
        if reading.window_from is None or census.first_day < reading.window_from:
            reading.window_from = census.first_day
    return reading


def _in_order(
    paths: Iterable[Path], year: int | None, reading: Reading
) -> Iterator[tuple[Census, Path]]:
    """The files whose beginning can be read, with their censuses; a later one corrects."""
    found: list[tuple[Census, Path]] = []
    files = list(_xml_files(paths))
    if not files:
        raise ProblemError(
            "no_census_files",
            "There is no XML file of a census here.",
            "Give the XML file that was made for the DfE, or the folder that holds it.",
        )
    for path in files:
        try:
            header = next(read_pieces(path, root="Message", pieces={"Header", "Child"}), None)
        except ProblemError as refused:
            reading.refuse_file(CHILDREN, path.name, refused)
            continue
        is_header = header is not None and header.tag == "Header"
        census, is_right = census_of(header if is_header else None, year)
        if not is_right:
            reading.warn_of_file(CHILDREN, path.name, problem("cin_100"))
        found.append((census, path))
    yield from sorted(found, key=lambda each: each[0].year)


def _xml_files(paths: Iterable[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        for file in inside:
            if path.is_dir() and not (file.suffix.lower() == ".xml" and file.is_file()):
                continue
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _read_file(
    path: Path,
    census: Census,
    schema: Schema,
    *,
    now: datetime,
    reading: Reading,
    told: Told | None,
) -> None:
    known: dict[str, bytes] = {}
    count = 0

    def new_module(table: str, element: "etree._Element", where: tuple[Step, ...]) -> Module:
        return Module(reading, table, path.name, element, where, now=now)

    def progress(done: int, total: int) -> None:
        if told is not None:
            told(f"Reading {path.name}", done, total)

    try:
        for element in read_pieces(path, root="Message", pieces={"Child"}, told=progress):
            count += 1
            faults = schema.faults(element)
            child = read_child(element, ("Child", count), faults, new_module)
            _keep(child, census, known, _digest(element))
            for module in child.modules:
                module.finish(READ)
    except ProblemError as refused:
        reading.refuse_file(CHILDREN, path.name, refused)
    if count == 0 and not any(each.file == path.name for each in reading.refusals):
        reading.refuse_file(
            CHILDREN,
            path.name,
            ProblemError(
                "no_children",
                "The file holds no Child.",
                "Check that it is a census, and that it was exported with its children.",
            ),
        )


def _keep(child: Child, census: Census, known: dict[str, bytes], digest: bytes) -> None:
    """Keep a child's events, unless it cannot be told whose they are."""
    if child.number is None:
        _refuse_rows(child, "cin_8500")
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


def _digest(element: "etree._Element") -> bytes:
    """What a Child element says, without its spaces and line ends."""
    said = sha256()
    for each in element.iter():
        said.update("\0".join((str(each.tag), (each.text or "").strip(), "")).encode())
    return said.digest()
