"""What goes wrong with a database, said so that a person can act on it."""

import sqlite3
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import PurePath

from sqlalchemy.exc import DBAPIError, IntegrityError

from domain.errors import ProblemError

# … stands for the word in which the database says what it is.
PROBLEMS: Mapping[str, tuple[str, str]] = {
    "database_busy": (
        "Another program kept the database for more than 30 seconds.",
        "Try again when the import, sweep or recalculation that holds it has ended.",
    ),
    "database_conflict": (
        "What was to be stored contradicts what is stored already. None of it was kept.",
        "Try again. If it stays, report it: the program should have noticed before.",
    ),
    "database_damaged": (
        "The database file is damaged, or it is no database.",
        "Restore a backup of it, or name the right file with --database or"
        " TIMESCALES_DATABASE_URL. Keep the damaged file: some of it may still be read.",
    ),
    "database_failed": (
        "The database refused a statement (…).",
        "Try again. If it stays, report it with the word in brackets.",
    ),
    "database_full": (
        "The disk that holds the database is full. The last step was not kept.",
        "Make room and try again.",
    ),
    "database_newer": (
        "The database was written by a newer version of this program.",
        "Install that version or a later one. Nothing has been changed.",
    ),
    "database_not_ready": (
        "The database has no tables yet, or lacks some.",
        "Run timescales up, which creates what is missing.",
    ),
    "database_unreachable": (
        "The database cannot be opened.",
        "Check that it is running, and that --database or TIMESCALES_DATABASE_URL names it"
        " with a user and a password that it accepts.",
    ),
    "database_url_unknown": (
        "This is not the address of a database that can be used.",
        "Write sqlite:///path/to/file.db or postgresql://user:password@host/name.",
    ),
    "text_not_storable": (
        "What was given holds characters that belong to no text.",
        "Type it again, or save the file that it comes from in UTF-8.",
    ),
}

# PostgreSQL's SQLSTATEs: no connection, refused user, no such database, server shutting down.
_UNREACHABLE = ("08", "28", "3D", "57P")
_LOCKED = "55P03"
_NO_TABLE = "42P01"
_FULL = "53100"
# SQLite's own codes; what a longer code adds stands in the higher bits.
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@contextmanager
def explained() -> Iterator[None]:
    """Turn a failure of the database into a ProblemError.

    The driver's own text is dropped: it can hold a password, a path or a case number.
    """
    try:
        yield
    except DBAPIError as error:
        raise _problem(error, error.orig) from None
    except sqlite3.Error as error:
        # While a connection is opened SQLAlchemy lets the driver's own errors through.
        raise _problem(error, error) from None
    except UnicodeEncodeError:
        raise problem("text_not_storable") from None
    except ValueError as error:
        if not _was_stored(error):
            raise
        raise problem("database_damaged") from None


def problem(code: str) -> ProblemError:
    """The problem with this code."""
    message, remedy = PROBLEMS[code]
    return ProblemError(code, message, remedy)


def _problem(error: Exception, orig: BaseException | None) -> ProblemError:
    state = getattr(orig, "sqlstate", None)
    text = str(orig)
    if _is_damaged(orig, text):
        return problem("database_damaged")
    if isinstance(error, IntegrityError):
        return problem("database_conflict")
    if state == _LOCKED or "database is locked" in text:
        return problem("database_busy")
    if state == _NO_TABLE or "no such table" in text:
        return problem("database_not_ready")
    if state == _FULL or "disk is full" in text:
        return problem("database_full")
    if _is_unreachable(error, orig, state, text):
        return problem("database_unreachable")
    failed = problem("database_failed")
    word = state or type(orig).__name__
    return ProblemError(failed.code, failed.message.replace("…", word), failed.remedy)


def _is_damaged(orig: BaseException | None, text: str) -> bool:
    code = getattr(orig, "sqlite_errorcode", None)
    # The driver has no code of its own for a text that cannot be decoded.
    return (code is not None and code & 0xFF in _DAMAGED) or "Could not decode" in text


def _was_stored(error: ValueError) -> bool:
    """Whether it is of a text, a document or a date that came out of the store."""
    # Only what the store holds is decoded inside a transaction.
    if isinstance(error, UnicodeDecodeError | JSONDecodeError):
        return True
    last = traceback.extract_tb(error.__traceback__)[-1]
    # SQLAlchemy's own, compiled or not.
    return "processors" in PurePath(last.filename).name


def _is_unreachable(
    error: Exception, orig: BaseException | None, state: str | None, text: str
) -> bool:
    if state is not None:
        return state.startswith(_UNREACHABLE)
    # SQLite gives no SQLSTATE, nor does PostgreSQL's driver before a connection stands.
    return (
        getattr(error, "connection_invalidated", False)
        or "unable to open" in text
        or type(orig).__module__.startswith("psycopg")
    )
