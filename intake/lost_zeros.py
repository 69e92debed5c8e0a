"""Numbers that a spreadsheet has robbed of the zeros in front, as earlier imports show.

``ssda903.lost_zeros`` sees it within one return; this is of two, whatever the format.
"""

from collections.abc import Collection
from dataclasses import replace

from domain.errors import ProblemError
from intake.reading import ReadEvent, Reading
from intake.whole_tables import WholeTable


def may_have_lost_zeros(number: str) -> bool:
    """Whether this could be a longer number without its zeros."""
    return number.isdecimal() and not number.startswith("0")


def without_zeros(number: str) -> str | None:
    """What a spreadsheet makes of a number with zeros in front; None for any other."""
    if not (number.isdecimal() and number.startswith("0")):
        return None
    return number.lstrip("0") or None


def refuse_lost_zeros(reading: Reading, known: Collection[str]) -> None:
    """Refuse the rows of 701 where 0701 is ``known`` to the store, and 701 is not.

    ``known`` are numbers of the reading's source: those with zeros in front, and those of the
    reading itself. Where the reading has both numbers, they are two children. Of 0701 where the
    store knows 701 a warning says that the earlier import was damaged.
    """
    given = {read.event.case for read in reading.events}
    longer = {short: number for number in known if (short := without_zeros(number)) is not None}
    lost = {number: longer[number] for number in given & longer.keys() - set(known)}
    lost = {number: other for number, other in lost.items() if other not in given}
    refused: set[int] = set()
    kept: list[ReadEvent] = []
    warned: set[str] = set()
    for read in reading.events:
        number = read.event.case
        if number in lost:
            if read.row not in refused:
                refused.add(read.row)
                reading.refuse(read.row, None, _zeros_lost())
            continue
        kept.append(read)
        short = without_zeros(number)
        if short in known and short not in given and number not in warned:
            warned.add(number)
            reading.warn(read.row, None, _zeros_were_lost())
    reading.events[:] = kept
    _leave_alone(reading, lost.values())


def _leave_alone(reading: Reading, numbers: Collection[str]) -> None:
    """Take nothing back of those whose rows came under the wrong number."""
    if reading.read_whole is not None and numbers:
        tables = reading.read_whole.tables
        tables[:] = [_with_doubtful(table, numbers) for table in tables]


def _with_doubtful(table: WholeTable, numbers: Collection[str]) -> WholeTable:
    return replace(table, doubtful={*table.doubtful, *numbers})


def _zeros_lost() -> ProblemError:
    return ProblemError(
        "zeros_lost_since",
        "An earlier import has this number with zeros in front, which a spreadsheet has dropped "
        "here.",
        "Export the table again and import that file before a spreadsheet saves it. If there are "
        "two cases, import both numbers together.",
    )


def _zeros_were_lost() -> ProblemError:
    return ProblemError(
        "zeros_lost_before",
        "An earlier import has this number without the zeros in front, as a spreadsheet leaves it: "
        "one case is there twice.",
        "Take back what stands under the number without zeros: import that return again as it was "
        "exported.",
    )
