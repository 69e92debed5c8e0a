"""Children referred, assessed and protected as a census sees them, from the events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Final

from demo.diary import working_days_after
from demo.export.years import Span
from domain.case.events import Event

_CATEGORIES: Final = {
    "neglect": "NEG",
    "emotional abuse": "EMO",
    "physical abuse": "PHY",
    "sexual abuse": "SAB",
}
_ETHNICITIES: Final = ("WBRI", "WOTH", "MWBC", "MWAS", "AIND", "APKN", "BAFR", "OOTH", "NOBT")
_ETHNICITY_WEIGHTS: Final = (70, 5, 5, 3, 4, 3, 4, 4, 2)


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A section 47 enquiry. ``no_conference`` is true once none was found to be needed."""

    began_on: date
    concluded_on: date | None
    conference_on: date | None
    no_conference: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A child protection plan. ``made_on`` is the day of the conference that made it."""

    made_on: date
    ended_on: date | None
    category: str
    previous_plans: int
    reviews: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ProtectedChild:
    """One referral with all that followed from it, as known on one day.

    ``conference_on`` is the initial conference of a child who moved here under another
    authority's plan: there was no enquiry. ``assigned`` says who was responsible from when.
    """

    number: str
    born_on: date
    sex: str
    ethnicity: str
    referred_on: date
    assessed_from: date | None
    assessed_on: date | None
    enquiry: Enquiry | None
    conference_on: date | None
    plan: Plan | None
    closed_on: date | None
    assigned: tuple[Event, ...] = ()

    @property
    def initial_conference_on(self) -> date | None:
        """The initial conference, wherever it came from."""
        return self.enquiry.conference_on if self.enquiry else self.conference_on


def protected_children(
    seed: int, cases: Mapping[str, Iterable[Event]], year: Span
) -> list[ProtectedChild]:
    """The children in need at some time in the span, as known on its last day."""
    found = []
    for number, events in cases.items():
        facts = list(events)
        child = _child(seed, number, facts, year)
        if child is not None and (child.closed_on is None or child.closed_on >= year.first):
            found.append(child)
    return found


def without_queries(children: Iterable[ProtectedChild], year: Span) -> list[ProtectedChild]:
    """All but those few whose assessment ended before the year and whose enquiry did not.

    A census would show their enquiry without an assessment, which the DfE queries.
    """
    return [
        child
        for child in children
        if shows_assessment(child, year) or not shows_enquiry(child, year)
    ]


def shows_assessment(child: ProtectedChild, year: Span) -> bool:
    """Whether the census holds the assessment: it ended in the year, or goes on at its end."""
    if child.assessed_from is None:
        return False
    return child.assessed_on is None or child.assessed_on >= year.first


def shows_enquiry(child: ProtectedChild, year: Span) -> bool:
    """Whether the census holds the section 47 enquiry: it or its conference is of the year."""
    if child.enquiry is None:
        return False
    held_on = child.enquiry.conference_on
    return child.enquiry.began_on >= year.first or (held_on is not None and held_on >= year.first)


def _child(seed: int, number: str, facts: list[Event], year: Span) -> ProtectedChild | None:
    opened = _first(facts, "referral_received", "transfer_in_notified")
    born = _first(facts, "born")
    if opened is None or born is None or opened.on > year.last:
        return None
    random = Random(f"{seed} {number} census")
    in_care = _first(facts, "became_looked_after") is not None
    # A child in care is the same child in the return on children in care.
    person = Random(f"{seed} {number} child") if in_care else random
    known = [event for event in facts if event.on <= year.last]
    began, completed = _assessment(opened, facts, random)
    closed_on = _closed_on(facts, completed, random)
    enquiry = _enquiry(known)
    conference = _first(known, "initial_conference_held")
    return ProtectedChild(
        number=number,
        born_on=born.on,
        sex=person.choice("12"),
        ethnicity=person.choices(_ETHNICITIES, _ETHNICITY_WEIGHTS)[0],
        referred_on=opened.on,
        assessed_from=_by(began, year.last),
        assessed_on=_by(completed, year.last),
        enquiry=enquiry,
        conference_on=conference.on if conference and enquiry is None else None,
        plan=_plan(known),
        closed_on=_by(closed_on, year.last),
        assigned=tuple(event for event in known if event.type == "responsible_assigned"),
    )


def _first(facts: list[Event], *types: str) -> Event | None:
    return next((event for event in facts if event.type in types), None)


def _by(day: date | None, last: date) -> date | None:
    return day if day is not None and day <= last else None


def _assessment(
    opened: Event, facts: list[Event], random: Random
) -> tuple[date | None, date | None]:
    """When the assessment began and was complete; either may lie ahead."""
    if opened.type == "transfer_in_notified":
        # The demonstration has none of a child who moves here; every authority makes one.
        return opened.on, working_days_after(opened.on, random.randint(15, 50))
    began, completed = _first(facts, "assessment_started"), _first(facts, "assessment_completed")
    return began.on if began else None, completed.on if completed else None


def _enquiry(known: list[Event]) -> Enquiry | None:
    discussed = next(
        (
            event
            for event in known
            if event.type == "strategy_discussion_held" and event.attributes["section_47_initiated"]
        ),
        None,
    )
    if discussed is None:
        return None
    concluded = _first(known, "section_47_concluded")
    conference = _first(known, "initial_conference_held")
    needless = concluded is not None and not concluded.attributes["conference_required"]
    return Enquiry(
        began_on=discussed.on,
        concluded_on=concluded.on if concluded else None,
        conference_on=conference.on if conference else None,
        no_conference=needless,
    )


def _plan(known: list[Event]) -> Plan | None:
    made = _first(known, "child_protection_plan_started")
    if made is None:
        return None
    ended = _first(known, "child_protection_plan_ended")
    return Plan(
        made_on=made.on,
        ended_on=ended.on if ended else None,
        category=_CATEGORIES[str(made.attributes["category"])],
        previous_plans=int(made.attributes["number"]) - 1,
        reviews=tuple(event.on for event in known if event.type == "review_conference_held"),
    )


def _closed_on(facts: list[Event], completed: date | None, random: Random) -> date | None:
    """Some working days after the last thing that was to be done, or None before that."""
    types = {event.type for event in facts}
    conference = _first(facts, "initial_conference_held")
    if completed is None or ("section_47_concluded" not in types and _enquiry(facts)):
        return None
    if "child_protection_plan_started" in types and "child_protection_plan_ended" not in types:
        return None
    concluded = _first(facts, "section_47_concluded")
    if concluded and concluded.attributes["conference_required"] and conference is None:
        return None
    last_types = ("section_47_concluded", "initial_conference_held", "child_protection_plan_ended")
    days = [event.on for event in facts if event.type in last_types]
    return working_days_after(max([completed, *days]), random.randint(3, 15))
