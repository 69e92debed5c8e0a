"""A temporary approval that lasts until the outcome of a review of a refusal is known."""

from collections.abc import Iterator
from datetime import date

from domain.clocks.case_check import REGULATIONS, CaseCheck, CaseCheckState, Gate
from domain.clocks.case_so_far import CaseSoFar
from domain.wording import short_day


def _found(name: str, case: CaseSoFar, _as_of: date) -> Iterator[CaseCheck]:
    for fact in case.history.of_type("temporary_approval_extended")[-1:]:
        approval = case.period_at("temporary_approval", fact.position)
        awaited = fact.event.attributes.get("because") == "review_of_refusal"
        if awaited and approval is not None and approval.closing is None:
            yield CaseCheck(
                check=GATE.id,
                case=name,
                state=CaseCheckState.STANDS,
                since=fact.event.on,
                sentence=f"The temporary approval was extended on {short_day(fact.event.on)} while "
                "a review of the refusal is awaited. It lasts until the outcome is known, which "
                "has no date; without full approval the placement must then end.",
                source=GATE.source,
            )


GATE = Gate(
    id="lac.connected.no_date",
    title="A temporary approval extended until a review of a refusal is known has no date",
    source=f"{REGULATIONS}, regulation 25(3) and (6)",
    found=_found,
)
