"""Asks the store which numbers it knows, so that those without their zeros are seen."""

from engine.workspace import Workspace
from intake.lost_zeros import may_have_lost_zeros, refuse_lost_zeros, without_zeros
from intake.reading import Reading


def check_lost_zeros(workspace: Workspace, reading: Reading, source: str) -> None:
    """Refuse the rows of numbers that have lost their zeros since an earlier import of the source.

    Costs one look at the numbers that begin with a zero, and one for those of the reading that
    could be meant.
    """
    given = {read.event.case for read in reading.events}
    plain = {number for number in given if may_have_lost_zeros(number)}
    stripped = {short for number in given if (short := without_zeros(number)) is not None}
    if not plain and not stripped:
        return
    with workspace.database.reading() as work:
        longer = work.cases.beginning_with_zero(source) if plain else set()
        meant = {short for number in longer if (short := without_zeros(number)) is not None}
        known = work.cases.known_subjects(source, (plain & meant) | stripped)
    if longer or known:
        refuse_lost_zeros(reading, longer | known)
