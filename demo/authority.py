"""The whole county: every event of every case, the people to write to, and a summary."""

from collections.abc import Iterable, Iterator
from datetime import date
from random import Random

from demo import people
from demo.carers import carer_cases
from demo.child_protection import child_protection_cases
from demo.complaint_starts import complaint_start_cases, data_protection_cases
from demo.complaints import corporate_cases, statutory_cases
from demo.education_plans import education_plan_cases
from demo.emergencies import emergency_cases
from demo.leaving_care import leaving_care_cases
from demo.looked_after import looked_after_cases
from domain.case.events import Event

_MAIL_DOMAIN = "timescales.example"

# What opens something that lasts, what closes it, and what the summary calls it.
_LASTING = (
    ("became_looked_after", "ceased_looked_after", "looked_after"),
    ("child_protection_plan_started", "child_protection_plan_ended", "child_protection_plans"),
)


def events(seed: int, as_of: date) -> Iterator[Event]:
    """The county's events up to and including ``as_of``, a case at a time, cases in order.

    The same ``seed`` and ``as_of`` give the same events. ``Event.case`` holds the case number
    that the source would use. About 155,000 events over the three years before ``as_of``,
    with the earlier history of those who were already in care or under a plan.
    """
    # A family of cases draws from its own numbers, so that a change to one leaves the others.
    for name, cases in (
        ("looked after", looked_after_cases),
        ("child protection", child_protection_cases),
        ("leaving care", leaving_care_cases),
        ("emergencies", emergency_cases),
        ("education plans", education_plan_cases),
        ("carers", carer_cases),
        ("corporate", corporate_cases),
        ("data protection", data_protection_cases),
        ("statutory", statutory_cases),
        ("other starts", complaint_start_cases),
    ):
        for case in cases(Random(f"{seed} {name}"), as_of):
            yield from case


def contacts() -> dict[str, str]:
    """An invented e-mail address for each staff code and each role."""
    roles = {role: f"{role.replace('_', '-')}@{_MAIL_DOMAIN}" for role in people.ROLES}
    return roles | {code: f"{code.lower()}@{_MAIL_DOMAIN}" for code in people.codes()}


def summary(events: Iterable[Event]) -> dict[str, int]:
    """How many events and cases there are, and how much of what lasts has not ended."""
    counts = {"events": 0, "cases": 0}
    cases: set[str] = set()
    open_now: dict[str, int] = {name: 0 for _, _, name in _LASTING}
    received = {f"{name}_complaints": 0 for name in ("statutory", "corporate", "data_protection")}
    for event in events:
        counts["events"] += 1
        cases.add(event.case)
        for opens, closes, name in _LASTING:
            open_now[name] += (event.type == opens) - (event.type == closes)
        if event.type == "complaint_received":
            received[f"{event.attributes['procedure']}_complaints"] += 1
    counts["cases"] = len(cases)
    return counts | open_now | received
