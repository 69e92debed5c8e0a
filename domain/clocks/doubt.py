"""What may be missing of a case, and which of its clocks that leaves in doubt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.case.fact_names import DERIVED_FACTS
from domain.clocks.clock import Clock, Doubt
from domain.rules.rulebooks import Rulebook
from domain.wording import short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDoubt:
    """Something that was refused or is missing, and may have told of the case.

    ``tells`` are the types of event that it could have told, ``until`` the last day that it could
    be about, None where that is open. ``noted_on`` is the day of the import that could not read
    it; ``why`` a sentence in the past tense.
    """

    table: str
    tells: frozenset[str]
    until: date | None
    noted_on: date
    why: str


def doubt_of(clock: Clock, rulebook: Rulebook, doubts: Iterable[CaseDoubt]) -> Doubt | None:
    """The doubt that a clock of the case carries, or None.

    An open clock carries one where the missing thing could have started, ended or moved it: its
    rule hears of a type that the thing could have told, and it began no later than the last day
    that the thing could be about. Of several the one that may have ended it, then the oldest.
    """
    if not clock.open:
        return None
    heard = rulebook.heard[clock.rule]
    found = [
        doubt
        for doubt in doubts
        if not heard.isdisjoint(doubt.tells)
        and (doubt.until is None or clock.started_on <= doubt.until)
    ]
    if not found:
        return None
    ends = {DERIVED_FACTS.get(end.event, end.event) for end in rulebook.rule(clock.rule).ends}
    chosen = min(
        found, key=lambda doubt: (ends.isdisjoint(doubt.tells), doubt.noted_on, doubt.table)
    )
    may = "ended or have another date" if ends.isdisjoint(chosen.tells) else "been done"
    why = f"{chosen.why.removesuffix('.')} on {short_day(chosen.noted_on)}; this may have {may}."
    return Doubt(table=chosen.table, since=chosen.noted_on, why=why)
