"""What was refused or is missing, and so may have told something that nobody knows now.

A reader says of each table what it tells (``TableTells``) and of each row whose it is
(``Reading.about``); ``intake.refused_rows`` makes the gaps of what was refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A row or a table that could not be read, or that is missing.

    ``tells`` are the types of event that it could have told, ``subject`` the source's number of the
    case it is about, None where that is not known. ``since`` and ``until`` are the first and the
    last day that it could be about, None where that is open; of a yearly return ``since`` is the
    first day of its year, which also says which later import settles it. ``why`` is a plain
    sentence in the past tense without personal data: "A row of the reviews table could not be
    read". ``source`` is that of the case, None for that of the format; ``event`` the id of the one
    event that was refused, where it had one.
    """

    table: str
    tells: frozenset[str]
    subject: str | None
    since: date | None
    until: date | None
    code: str
    why: str
    source: str | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableTells:
    """The types of event that the rows of one table tell.

    ``cells`` has, by the name of a column in a refusal, those that one cell tells: all that is
    missing where the rest of its row was kept. A column that is not in it then tells nothing that a
    rule uses; without any, every cell tells what the row does. ``repeated`` are the codes of rows
    that are refused because another row tells the same fact.
    """

    types: frozenset[str]
    cells: Mapping[str, frozenset[str]] = field(default_factory=dict)
    repeated: frozenset[str] = frozenset()
