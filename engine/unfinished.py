"""What was put in force and has not reached every case yet: a rerun that was killed on the way."""

from store.unit_of_work import UnitOfWork

_BEGUN, _FINISHED = "begun", "finished"


def begun(work: UnitOfWork, what: str) -> None:
    """Note that ``what``, such as ``rules``, is being applied to every case."""
    work.settings.set(_key(what), _BEGUN)


def finished(work: UnitOfWork, what: str) -> None:
    """Note that it has reached every case."""
    work.settings.set(_key(what), _FINISHED)


def is_unfinished(work: UnitOfWork, what: str) -> bool:
    """Whether it was begun and never finished, or still runs."""
    return work.settings.get(_key(what)) == _BEGUN


def _key(what: str) -> str:
    return f"applying_{what}"
