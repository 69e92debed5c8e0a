"""A complaint made more than a year after its grounds arose."""

from collections.abc import Iterator
from datetime import date

from domain.clocks.case_check import REPRESENTATIONS, CaseCheck, CaseCheckState, Gate
from domain.clocks.case_so_far import CaseSoFar
from domain.counting import add_months
from domain.days import day_of
from domain.wording import short_day


def _found(name: str, case: CaseSoFar, _as_of: date) -> Iterator[CaseCheck]:
    answers = case.history.of_type("complaint_responded")
    for fact in case.history.of_type("complaint_received"):
        said = fact.event.attributes
        aware = said.get("aware_on")
        if said.get("procedure") != "statutory" or aware is None:
            continue
        if fact.event.on <= add_months(day_of(aware), 12):
            continue
        period = case.period_at("complaint", fact.position)
        waits = not answers and period is not None and period.closing is None
        yield CaseCheck(
            check=GATE.id,
            case=name,
            state=CaseCheckState.LOOK,
            since=fact.event.on,
            sentence=f"The complaint of {short_day(fact.event.on)} came more than a year after the "
            f"person had notice of the matter, on {short_day(day_of(aware))}. The authority may "
            "still consider it, where it would not be reasonable to expect it sooner and it can "
            "still be considered effectively and fairly.",
            source=GATE.source,
            is_work=waits,
        )


GATE = Gate(
    id="complaint.gate.after_a_year",
    title="A complaint made after more than a year may still be considered",
    source=f"{REPRESENTATIONS}, regulation 9",
    found=_found,
)
