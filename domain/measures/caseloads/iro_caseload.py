"""Caseloads of reviewing officers, weighted."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.measures.measure import Measure, Unit, Window
from domain.measures.record import Record
from domain.measures.spells import CARE_EVENTS, PLAN_EVENTS
from domain.rules.aims import Aim, Polarity
from domain.rules.sources import Source

_LOOKED_AFTER = Decimal("1.5")
_PROTECTED = Decimal(1)


def units(record: Record, window: Window) -> Iterator[Unit]:
    """A unit for a child in care and one for a child under a plan; a child may be both."""
    day = window.end
    if record.in_care_since(day) is not None:
        who = record.reviewer(day, "iro")
        yield Unit(
            case=record.case,
            on=day,
            counts=True,
            band="looked after",
            weight=_LOOKED_AFTER,
            person=who,
        )
    if any(plan.open_on(day) for plan in record.plans):
        who = record.reviewer(day, "conference_chair")
        yield Unit(
            case=record.case,
            on=day,
            counts=True,
            band="child protection",
            weight=_PROTECTED,
            person=who,
        )


MEASURE = Measure(
    id="iro.caseload",
    title="Weighted caseload of a reviewing officer",
    unit="officer",
    counts="1.5 for each looked-after child and 1 for each child under a child protection plan",
    of="reviewing officers and conference chairs with a case at the end of the period",
    source=Source(
        title="IRO annual reports; IRO Handbook (50 to 70 looked-after children for a full post)",
        href="https://www.gov.uk/government/publications/independent-reviewing-officers-handbook",
    ),
    units=units,
    aims=(Aim(date(2011, 4, 1), Polarity.NONE),),
    readings={"end": "children at the end of the period, with whoever is responsible that day"},
    at_end=("end",),
    events=(*CARE_EVENTS, *PLAN_EVENTS, "responsible_assigned"),
    bands=("looked after", "child protection"),
    average=True,
)
