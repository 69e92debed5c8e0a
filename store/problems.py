"""What goes wrong with a database, said so that a person can act on it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError

from domain.errors import ProblemError

# PostgreSQL's SQLSTATEs: no connection, refused user, no such database, server shutting down.
_UNREACHABLE = ("08", "28", "3D", "57P")
_LOCKED = "55P03"
_NO_TABLE = "42P01"
_FULL = "53100"


@contextmanager
def explained() -> Iterator[None]:
    """Turn a failure of the database into a ProblemError.

    The driver's own text is dropped: it can hold a password, a path or a case number.
    """
    try:
        yield
    except DBAPIError as error:
        raise _problem(error) from None
    except UnicodeEncodeError:
        raise ProblemError(
            "text_not_storable",
            "What was given holds characters that belong to no text.",
            "Type it again, or save the file that it comes from in UTF-8.",
        ) from None


def unreachable() -> ProblemError:
    """The database cannot be opened."""
    return ProblemError(
        "database_unreachable",
        "The database cannot be opened.",
        "Check that it is running, and that --database or TIMESCALES_DATABASE_URL names it"
        " with a user and a password that it accepts.",
    )


def unknown_url() -> ProblemError:
    """The address is of no database that the store knows."""
    return ProblemError(
        "database_url_unknown",
        "This is not the address of a database that can be used.",
        "Write sqlite:///path/to/file.db or postgresql://user:password@host/name.",
    )


def newer() -> ProblemError:
    """The database belongs to a later version of the program."""
    return ProblemError(
        "database_newer",
        "The database was written by a newer version of this program.",
        "Install that version or a later one. Nothing has been changed.",
    )


def _problem(error: DBAPIError) -> ProblemError:
    state = getattr(error.orig, "sqlstate", None)
    text = str(error.orig)
    if isinstance(error, IntegrityError):
        return ProblemError(
            "database_conflict",
            "What was to be stored contradicts what is stored already. None of it was kept.",
            "Try again. If it stays, report it: the program should have noticed before.",
        )
    if state == _LOCKED or "database is locked" in text:
        return ProblemError(
            "database_busy",
            "Another program kept the database for more than 30 seconds.",
            "Try again when the import, sweep or recalculation that holds it has ended.",
        )
    if state == _NO_TABLE or "no such table" in text:
        return ProblemError(
            "database_not_ready",
            "The database has no tables yet, or lacks some.",
            "Run timescales up, which creates what is missing.",
        )
    if state == _FULL or "disk is full" in text:
        return ProblemError(
            "database_full",
            "The disk that holds the database is full. The last step was not kept.",
            "Make room and try again.",
        )
    if _is_unreachable(error, state, text):
        return unreachable()
    return ProblemError(
        "database_failed",
        f"The database refused a statement ({state or type(error.orig).__name__}).",
        "Try again. If it stays, report it with the word in brackets.",
    )


def _is_unreachable(error: DBAPIError, state: str | None, text: str) -> bool:
    if state is not None:
        return state.startswith(_UNREACHABLE)
    # SQLite gives no SQLSTATE, nor does PostgreSQL's driver before a connection stands.
    return (
        error.connection_invalidated
        or "unable to open" in text
        or "not a database" in text
        or type(error.orig).__module__.startswith("psycopg")
    )
