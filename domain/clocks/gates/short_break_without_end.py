"""A short break that may have passed the limit of a single stay, as nobody told of its end."""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.clocks.case_check import REGULATIONS, CaseCheck, CaseCheckState, Gate
from domain.clocks.case_so_far import CaseSoFar
from domain.wording import short_day


def _found(name: str, case: CaseSoFar, as_of: date) -> Iterator[CaseCheck]:
    for stays in case.rulebook.stays:
        limit = next((one for one in stays.limits if one.since <= as_of), None)
        begun = case.history.of_type(stays.begins)
        if limit is None or limit.days_a_stay is None or not begun:
            continue
        last = begun[-1]
        ended = any(one.position > last.position for one in case.history.of_type(stays.ends))
        left = any(
            one.position > last.position for one in case.history.of_type("ceased_looked_after")
        )
        over_on = last.event.on + timedelta(days=limit.days_a_stay + 1)
        if not (ended or left) and over_on <= as_of:
            yield CaseCheck(
                check=GATE.id,
                case=name,
                state=CaseCheckState.LOOK,
                since=over_on,
                sentence="No end is recorded of the short break that began on "
                f"{short_day(last.event.on)}. "
                f"If it went on past {limit.days_a_stay} days, the child is looked after like any "
                f"other from {short_day(over_on)}: record the day it ended.",
                source=GATE.source,
                is_work=True,
            )


GATE = Gate(
    id="lac.short_break.no_end",
    title="The end of a short break is recorded",
    source=f"{REGULATIONS}, regulation 48",
    found=_found,
)
