"""A placement with parents of which nobody says whether it was made before the assessment.

Only then are visits weekly (regulations 19 and 28(3)). Returns say "with parents" and no more.
"""

from collections.abc import Iterator
from datetime import date

from domain.clocks.case_check import REGULATIONS, CaseCheck, CaseCheckState, Gate
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.times_in_care import times_in_care

# Under an interim care order visits are weekly whether it was or not.
_INTERIM_ORDER = "C1"


def _found(name: str, case: CaseSoFar, _as_of: date) -> Iterator[CaseCheck]:
    in_care = times_in_care(case)
    placements = case.periods("placement") if in_care and in_care[-1].closing is None else []
    if not placements or placements[-1].closing is not None:
        return
    placement = placements[-1]
    said = placement.attributes
    if not said.get("with_parents") or "before_assessment" in said:
        return
    if case.last_said("legal_status", placement.last - 1) == _INTERIM_ORDER:
        return
    yield CaseCheck(
        check=GATE.id,
        case=name,
        state=CaseCheckState.LOOK,
        since=placement.opened_on,
        sentence="The record does not say whether this placement with parents was made before the "
        "assessment (regulation 19). If it was, visits are weekly until the first review: record "
        "before_assessment.",
        source=GATE.source,
        is_work=True,
    )


GATE = Gate(
    id="lac.visit.before_assessment",
    title="A placement with parents says whether it was made before the assessment",
    source=f"{REGULATIONS}, regulations 19 and 28(3)",
    found=_found,
)
