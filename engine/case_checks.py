"""The checks that stand beside the cases of an authority."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from domain.clocks.case_check import CaseCheck
from domain.clocks.case_checks import case_checks
from engine.recalculate import CASE_ERRORS
from engine.references import cases_asked_for
from engine.workspace import Workspace


def checks_of(
    workspace: Workspace,
    as_of: date,
    *,
    subject: str | None = None,
    cases: Sequence[str] = (),
    known_at: datetime | None = None,
) -> list[CaseCheck]:
    """The checks on ``as_of`` of the cases asked for, or of all, case by case.

    ``subject`` is the source's case number, ``cases`` are references; ``known_at`` (UTC) leaves
    out what the engine learned later. A case whose dates cannot be worked out has none. Raises the
    ProblemErrors of ``cases_asked_for``.
    """
    found: list[CaseCheck] = []
    with workspace.database.reading() as work:
        refs = cases_asked_for(work, cases, subject)
        if refs is None:
            refs = work.cases.all_refs()
        of_cases = work.events.of_cases(refs, known_at=known_at, until=as_of)
    for ref, events in of_cases.items():
        try:
            checks = case_checks(
                events, workspace.rulebook, workspace.calendars, as_of, workspace.trust
            )
            found += [check for check in checks if check.case == ref]
        except CASE_ERRORS:
            continue
    return found


def to_act_on(found: Iterable[CaseCheck]) -> tuple[list[CaseCheck], dict[str, int]]:
    """The checks about which somebody can still do something, the oldest first, and how many more
    there are of each kind: those that only stand, have passed, or are of what is over."""
    checks = list(found)
    work = sorted(
        (one for one in checks if one.is_work), key=lambda one: (one.since or date.min, one.case)
    )
    return work, dict(sorted(Counter(one.check for one in checks if not one.is_work).items()))
