"""Referrals of children who were referred less than a year before."""

from collections.abc import Iterator

from domain.counting import add_months
from domain.measures.measure import Measure, Unit, Window, better_low
from domain.measures.record import Record
from domain.rules.sources import Source


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for each referral received."""
    days = [one.on for one in record.of_type("referral_received") if one.on <= window.as_at]
    for day in days:
        again = any(add_months(day, -12) <= earlier < day for earlier in days)
        yield Unit(record.case, day, again)


MEASURE = Measure(
    id="cin.referrals.within_12_months",
    title="Referrals within twelve months of an earlier one",
    unit="referral",
    counts=(
        "those of a child of whom another referral was received on an earlier day, at most twelve "
        "months before, whatever came of it; an earlier referral that is not on record, such as "
        "one to another authority or from before the records begin, is counted as none"
    ),
    of="referrals received in the period, those that led to no further action too",
    source=Source(
        title="Children in need census",
        href="https://www.gov.uk/guidance/children-in-need-census",
    ),
    units=units,
    aims=better_low(),
    readings={"received": "by the day the referral was received"},
    events=("referral_received",),
)
