"""What goes wrong with a database, said so that a person can act on it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError, ProgrammingError

from domain.errors import ProblemError

# SQLSTATE: lock_not_available, undefined_table.
_LOCKED = "55P03"
_NO_TABLE = "42P01"


@contextmanager
def explained() -> Iterator[None]:
    """Turn a failure of the database into a ProblemError.

    The driver's own text is dropped: it can hold a password, a path or a case number.
    A broken constraint is a fault of the program and passes unchanged.
    """
    try:
        yield
    except IntegrityError:
        raise
    except (OperationalError, ProgrammingError) as error:
        raise _problem(error) from None
    except DatabaseError as error:
        if "not a database" in str(error.orig):
            raise unreachable() from None
        raise


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


def _problem(error: DatabaseError) -> ProblemError:
    state = getattr(error.orig, "sqlstate", None)
    text = str(error.orig)
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
    if "disk" in text and "full" in text:
        return ProblemError(
            "database_full", "The disk that holds the database is full.", "Make room and try again."
        )
    if state is None or state.startswith(("08", "28", "3D", "57P")):
        return unreachable()
    return ProblemError(
        "database_failed",
        f"The database refused a statement (SQLSTATE {state}).",
        "Look in the database server's log, and report the SQLSTATE if it stays.",
    )
