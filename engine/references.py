"""Finding the case or the clock that somebody means: by its reference, or by the beginning of it.

A reference is long, and lists show its first eight characters. Those, or more of them, will do
wherever a reference is asked for, as long as only one begins so.
"""

from collections.abc import Callable, Iterable, Sequence

from domain.errors import ProblemError
from store.unit_of_work import UnitOfWork

# As many as the lists show.
FEWEST_CHARACTERS = 8


def cases_asked_for(
    work: UnitOfWork, references: Sequence[str] = (), subject: str | None = None
) -> list[str] | None:
    """The cases that are named, each once and in full; None where none is named, for all of them.

    ``subject`` is a case number of the source; with references too, the cases that have both.
    Raises ProblemError ``unknown_subject``, ``case_has_another_number`` and those of
    ``cases_named``.
    """
    named = list(dict.fromkeys(cases_named(work, references)))
    if subject is None:
        return named or None
    numbered = cases_numbered(work, subject)
    if not named:
        return numbered
    both = [case for case in named if case in numbered]
    if not both:
        raise ProblemError(
            "case_has_another_number",
            "No case has both this number and one of these references.",
            "Give the number or the reference alone.",
        )
    return both


def cases_numbered(work: UnitOfWork, subject: str) -> list[str]:
    """The cases that any source calls by this number. Raises ProblemError ``unknown_subject``."""
    found = work.cases.find(subject)
    if not found:
        raise ProblemError(
            "unknown_subject",
            "There is no case with this number in the store.",
            "Check the number, or import the case first.",
        )
    return found


def cases_named(work: UnitOfWork, references: Iterable[str]) -> list[str]:
    """The cases that these references lead to, in full.

    The reference of a case that was joined with another leads to the one that lives on. Raises
    ProblemError ``unknown_case``, ``several_cases`` or ``reference_too_short``.
    """
    own = own_references(work, references)
    living = work.cases.living(own)
    return [living[ref] for ref in own]


def own_references(work: UnitOfWork, references: Iterable[str]) -> list[str]:
    """These references in full, wherever they lead. Raises as ``cases_named``."""
    return [
        _the_one(
            given,
            work.cases.beginning,
            ProblemError(
                "unknown_case",
                "There is no case with this reference in the store.",
                "Copy a case reference from: timescales clocks list",
            ),
            ProblemError(
                "several_cases",
                "More than one case has a reference that begins like this.",
                "Give more of the reference.",
            ),
        )
        for given in references
    ]


def doubt_named(work: UnitOfWork, given: str) -> str:
    """The id of a doubt. Raises ProblemError ``unknown_doubt``, ``several_doubts`` or
    ``reference_too_short``."""
    return _the_one(
        given,
        work.doubts.beginning,
        ProblemError(
            "unknown_doubt",
            "There is no doubt with this id.",
            "Copy an id from: timescales checks list",
        ),
        ProblemError(
            "several_doubts",
            "More than one doubt has an id that begins like this.",
            "Give more of the id.",
        ),
    )


def clock_named(work: UnitOfWork, given: str) -> str:
    """The id of a clock that there is. Raises ProblemError ``unknown_clock``, ``several_clocks`` or
    ``reference_too_short``."""
    return _clock(given, work.clocks.beginning)


def clocks_told_of(work: UnitOfWork, references: Iterable[str]) -> list[str]:
    """The ids of clocks that there are, or that there are alerts of. Raises as ``clock_named``."""

    def beginning(start: str) -> list[str]:
        found = {*work.clocks.beginning(start), *work.alerts.clocks_beginning(start)}
        return sorted(found)

    return [_clock(given, beginning) for given in references]


def _clock(given: str, beginning: Callable[[str], Sequence[str]]) -> str:
    return _the_one(
        given,
        beginning,
        ProblemError(
            "unknown_clock",
            "There is no clock with this id.",
            "Copy an id from: timescales clocks list",
        ),
        ProblemError(
            "several_clocks",
            "More than one clock has an id that begins like this.",
            "Give more of the id.",
        ),
    )


def _the_one(
    given: str,
    beginning: Callable[[str], Sequence[str]],
    none: ProblemError,
    several: ProblemError,
) -> str:
    start = given.strip()
    found = (beginning(start) or beginning(start.lower())) if start else []
    # The shortest of those that begin so comes first.
    if found and found[0] == start:
        return start
    if len(start) < FEWEST_CHARACTERS:
        raise ProblemError(
            "reference_too_short",
            "This is too little of a reference to find anything by.",
            f"Give at least its first {FEWEST_CHARACTERS} characters.",
        )
    if not found:
        raise none
    if len(found) > 1:
        raise several
    return found[0]
