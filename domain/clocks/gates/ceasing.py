"""Approval before a child ceases to be looked after.

By a nominated officer for a child of twenty working days or more (regulation 39(4)), and by the
director of children's services for one of 16 or 17 who is not in care (39(5)): one gate, one line.
"""

from collections.abc import Iterator
from datetime import date

from domain.case.periods import Period
from domain.clocks.case_check import REGULATIONS, CaseCheck, CaseCheckState, Gate
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.times_in_care import times_in_care, within
from domain.wording import short_day

# Regulation 39(4): looked after for at least so many working days.
_WORKING_DAYS_BEFORE_APPROVAL = 20
_CALENDAR = "england-and-wales"
_LEAVING_AGE = 16
# For so long after care ended an approval that was given may still be missing from the record.
_WORKING_DAYS_TO_RECORD = 20
# Accommodated and not in the authority's care: section 20.
_NOT_IN_CARE = "V2"


# long: the three ways in which the gate may stand, each a sentence
def _found(name: str, case: CaseSoFar, as_of: date) -> Iterator[CaseCheck]:
    periods = times_in_care(case)
    if not periods:
        return
    period = periods[-1]
    until = period.closed_on or as_of
    reached_on = _reached_on(case, period)
    by_director = _asks_the_director(case, period, until)
    if reached_on is not None and reached_on > until and not by_director:
        return
    ended = period.closing is not None and period.closing.type == "ceased_looked_after"
    if period.closing is not None and not ended:
        return
    approved = within(period, case.history.of_type("ceasing_approved"))
    since: date | None = until
    who = "The child was" if ended else "The child has been"
    how_long = f"{who} looked after for {_WORKING_DAYS_BEFORE_APPROVAL} working days or more"
    by = ""
    if by_director:
        how_long = "The young person is 16 or 17, and looked after without being in care"
        by = " by the director of children's services"
    if approved:
        state, given_on = CaseCheckState.PASSED, approved[-1].event.on
        since = given_on
        sentence = (
            f"The decision to cease to look after the child was approved on {short_day(given_on)}."
        )
    elif ended:
        state = CaseCheckState.LOOK
        sentence = (
            f"{how_long} when care ended on {short_day(until)}, and no approval of the "
            f"decision{by} is on record."
        )
    else:
        state, since = CaseCheckState.STANDS, reached_on
        sentence = (
            f"{how_long}: the decision to cease to do so is approved{by} before it is carried out."
        )
    yield CaseCheck(
        check=GATE.id,
        case=name,
        state=state,
        since=since,
        sentence=sentence,
        source=f"{REGULATIONS}, regulation 39(5)" if by_director else GATE.source,
        is_work=state is CaseCheckState.LOOK
        and case.calendars[_CALENDAR].add_working_days(until, _WORKING_DAYS_TO_RECORD) >= as_of,
    )


def _reached_on(case: CaseSoFar, period: Period) -> date | None:
    """When the days were over. Of care whose beginning nobody told it is taken that they are."""
    if period.opened_on is None:
        return None
    calendar = case.calendars[_CALENDAR]
    return calendar.add_working_days(period.opened_on, _WORKING_DAYS_BEFORE_APPROVAL)


def _asks_the_director(case: CaseSoFar, period: Period, until: date) -> bool:
    reached = case.birthday(_LEAVING_AGE)
    status = case.last_said("legal_status", period.last - 1)
    return reached is not None and reached <= until and status == _NOT_IN_CARE


GATE = Gate(
    id="lac.gate.ceasing",
    title="The decision to cease to look after a child is approved first",
    source=f"{REGULATIONS}, regulation 39(4)",
    found=_found,
)
