"""What a package in ``intake`` declares to be a format that the program reads.

The command, the form, the inbox, the settings of feeds and what the dates rest on follow from it:
nothing else names a format.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from domain.clocks.evidence import ReturnEvidence
from intake.reading import Reading


class Takes(Enum):
    """What an option of a reader is."""

    YEAR = auto()
    FILE = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOption:
    """One thing more that a person may say about the files of a format.

    ``name`` is the parameter of the reader and ``flag`` the option of the command. ``years`` are
    the first and the last that a YEAR may be. ``environment`` is a variable that gives it where
    nobody does. Where the option may stand instead of files, ``instead_of_files`` is what to say
    when neither is given.
    """

    name: str
    flag: str
    takes: Takes
    metavar: str
    help: str
    years: tuple[int, int] | None = None
    environment: str | None = None
    instead_of_files: str | None = None


def one_return(paths: Sequence[Path]) -> list[list[Path]]:
    """All paths as one return."""
    return [list(paths)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFormat:
    """One format: what it is called, how it is read and what can be relied on.

    ``kind`` is its word in commands, settings and every store: it never changes. ``source`` is that
    of the events it makes, None where each event names its own. ``title`` is what people call it,
    and the heading of its page, ``docs/reference/<kind>.md``.

    ``read`` takes the paths, ``now`` (a UTC instant), ``progress`` and each of ``options`` by its
    name, and gives a Reading. It may be slow to import: it is a function that imports the reader
    when it is called.

    ``returns_in`` says how the paths of one command part into returns, in the order in which they
    are to be read; each is read and loaded by itself (``engine.loading``).

    ``help`` and ``examples`` are the command's own words; ``command`` is its name where it is not
    ``import`` and the kind. ``evidence`` is what the format can show, None where it can tell
    everything. ``shares_numbers`` means that its case numbers are the authority's own for its
    children, as the guides of the returns ask, so that those of all such formats can be compared.
    ``expected_every_days`` says of a feed that comes by itself how often; the others
    come when they come. ``tells_all`` means that what it no longer tells did not happen
    (``intake.whole_tables``). ``own_ids`` means that its events bring ids of their own, so that
    other content under a known id is a contradiction and no correction.
    """

    kind: str
    title: str
    source: str | None
    read: Callable[..., Reading]
    help: str
    examples: tuple[str, ...]
    command: str = ""
    options: tuple[ReadingOption, ...] = ()
    evidence: ReturnEvidence | None = None
    shares_numbers: bool = False
    expected_every_days: int | None = None
    tells_all: bool = False
    own_ids: bool = False
    returns_in: Callable[[Sequence[Path]], list[list[Path]]] = one_return

    @property
    def command_name(self) -> str:
        """The command that reads it, after the name of the program."""
        return self.command or f"import {self.kind}"

    @property
    def instead_of_files(self) -> ReadingOption | None:
        """The option that may stand instead of files, if there is one."""
        return next((one for one in self.options if one.instead_of_files), None)
