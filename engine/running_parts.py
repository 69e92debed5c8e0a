"""How the processes that ``timescales up`` runs beside itself are doing, kept for ``status``."""

from collections.abc import Mapping

from store.unit_of_work import UnitOfWork

SERVER = "server"
FORMS = "forms"
# The file in the data folder's ``logs`` that each writes, in its own words.
LOGS: Mapping[str, str] = {SERVER: "prefect-server.log", FORMS: "prefect-forms.log"}

# Once is an accident, and it is running again. Three times in a row nobody is served.
TOO_OFTEN = 3


def note_ends(work: UnitOfWork, part: str, ends: int) -> None:
    """Remember how often a part has ended in a row; 0 when it runs as it should."""
    work.settings.set(_key(part), str(ends))


def parts_that_keep_ending(work: UnitOfWork) -> dict[str, int]:
    """Each part that has ended three times in a row or more, with how often."""
    ends = {part: int(work.settings.get(_key(part)) or 0) for part in LOGS}
    return {part: times for part, times in ends.items() if times >= TOO_OFTEN}


def _key(part: str) -> str:
    return f"prefect_{part}_ended_in_a_row"
