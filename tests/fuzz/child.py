"""The process that reads: it can hang, crash or fill its memory, and another one takes note."""

import resource
import shutil
import signal
import tempfile
import traceback
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from domain.errors import ProblemError
from intake.reading import Reading
from tests.fuzz.checks import check_events, check_problem, check_reading
from tests.fuzz.lines import check_lines
from tests.fuzz.readers import READERS, Fed, Reader, make_input
from tests.fuzz.seeds import Files

SECONDS_FOR_ONE = 10
MEGABYTES_FOR_ONE = 500

_ROOT = Path(__file__).parents[2]


def read_on(told: Connection, name: str, seed: int, first: int) -> None:
    """Read one input after the other, saying before each its number, and after it what was found.

    Ends with the process: by the limit on its processor time or its memory, or by its parent.
    """
    reader = READERS[name]
    given = reader.seeds()
    for files in given:
        list(findings(reader, Fed(files, whole=True)))
    _limit_memory()
    before = _peak()
    number = first
    while True:
        fed = input_of(name, seed, number, given)
        told.send((number, None))
        signal.setitimer(signal.ITIMER_PROF, SECONDS_FOR_ONE)
        for found in findings(reader, fed):
            told.send((number, found))
        signal.setitimer(signal.ITIMER_PROF, 0)
        if _peak() - before > MEGABYTES_FOR_ONE * 1024:
            told.send((number, f"memory: more than {MEGABYTES_FOR_ONE} MB"))
            return
        number += 1


def input_of(name: str, seed: int, number: int, given: list[Files] | None = None) -> Fed:
    """The input of that number; the same every time."""
    reader = READERS[name]
    random = Random(f"{seed} {name} {number}")
    return make_input(random, reader, given or reader.seeds())


def findings(reader: Reader, fed: Fed) -> Iterator[str]:
    """What is wrong with how a reader takes an input; its first line is the same for the like."""
    with tempfile.TemporaryDirectory(prefix="timescales-fuzz-") as name:
        folder = Path(name)
        write(fed.files, folder)
        try:
            yield from _read(reader, folder, fed)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | GeneratorExit):
                raise
            yield f"{_signature(error)}\n{traceback.format_exc(limit=-25)}"


def write(files: Files, folder: Path) -> None:
    """Write the files of an input into a folder, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path, data in files.items():
        (folder / Path(path).name).write_bytes(data)


def _read(reader: Reader, folder: Path, fed: Fed) -> Iterator[str]:
    try:
        found = reader.read(folder)
    except ProblemError as problem:
        yield from check_problem(problem) if fed.whole else ()
        return
    if isinstance(found, Reading):
        yield from check_reading(found, corrects=reader.corrects, canaries=fed.whole)
        yield from check_lines(fed.files, found)
    else:
        for events in found:
            yield from check_events(events)


def _signature(error: BaseException) -> str:
    """The kind of an exception and the last place of ours that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [
        frame
        for frame in frames
        if Path(frame.filename).is_relative_to(_ROOT) and "/.venv/" not in frame.filename
    ]
    at = ours[-1]
    place = Path(at.filename).relative_to(_ROOT)
    return f"{type(error).__name__} in {place}:{at.lineno} {at.name}"


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _limit_memory() -> None:
    """Let the process have no more than twice what one input may take, above what it has."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + 2 * MEGABYTES_FOR_ONE * 1024**2
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
