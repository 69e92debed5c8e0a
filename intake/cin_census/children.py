"""What a census says of one child, element by element."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from domain.errors import ProblemError
from intake.cin_census.modules import Module
from intake.cin_census.schema import Fault, Step
from intake.files.xml_elements import XmlElement
from intake.keys import read_name

CHILDREN = "Children"
EPISODES = "CINdetails"
# Their dates set and end no clock; they are counted and left alone.
NOT_READ = ("CINPlanDates", "PreProceedingsandFGDM")

_ABUSE = re.compile("NEG|PHY|SAB|EMO|MUL")
_CLOSURE = re.compile("RC[1-9]")
_NUMBER = re.compile(r"\d{1,3}")

# Makes the record of one element: table, element, steps down to it.
NewModule = Callable[[str, XmlElement, tuple[Step, ...]], Module]


@dataclass(slots=True)
class Assessment:
    """One assessment. ``completed_on`` is None while it lasts."""

    module: Module
    started_on: date | None
    completed_on: date | None


@dataclass(slots=True)
class Enquiry:
    """One section 47 enquiry, with the conference that followed, if any."""

    module: Module
    started_on: date | None
    conference_on: date | None
    not_required: bool | None


@dataclass(slots=True)
class Review:
    """One child protection review conference."""

    module: Module
    held_on: date | None


@dataclass(slots=True)
class Plan:
    """One child protection plan. ``ended_on`` is None while it lasts."""

    module: Module
    started_on: date | None
    ended_on: date | None
    category: str | None
    previous: int | None
    reviews: list[Review]


@dataclass(slots=True)
class Episode:
    """One CINdetails: a referral and what followed from it."""

    module: Module
    referred_on: date | None
    no_further_action: bool
    closed_on: date | None
    reason_closed: str | None
    conference_on: date | None
    assessments: list[Assessment] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)

    @property
    def has_activity(self) -> bool:
        """Whether anything followed from the referral."""
        return bool(self.assessments or self.enquiries or self.plans or self.conference_on)

    @property
    def ends_at_once(self) -> bool:
        """Whether the referral led to nothing, and the census does not say otherwise."""
        return self.no_further_action and not self.has_activity

    def is_open_on(self, day: date) -> bool:
        """Whether the episode had begun by the day and was not closed on or before it."""
        begun = self.referred_on is not None and self.referred_on <= day
        return begun and (self.closed_on is None or self.closed_on > day)


@dataclass(slots=True)
class Child:
    """One child. ``number`` is None where the census does not say who it is."""

    module: Module
    number: str | None
    born_on: date | None
    expected_on: date | None
    episodes: list[Episode]
    modules: list[Module]

    @property
    def plans(self) -> list[Plan]:
        """The child's plans, of whichever episode."""
        return [plan for episode in self.episodes for plan in episode.plans]


def read_child(
    element: XmlElement, step: Step, faults: list[Fault], new_module: NewModule
) -> Child:
    """Read one Child element. Every module of it becomes a row; ``faults`` go to their rows."""
    identifiers = element.first("ChildIdentifiers")
    inside = (step,) if identifiers is None else (step, ("ChildIdentifiers", 1))
    rows: dict[tuple[Step, ...], Module] = {}

    def add(table: str, each: XmlElement, where: tuple[Step, ...]) -> Module:
        rows[where] = new_module(table, each, where)
        return rows[where]

    add(CHILDREN, element if identifiers is None else identifiers, inside)
    tree = list(_modules(element, step, add))
    for fault in faults:
        whole = Fault((step, *fault.steps), fault.line, fault.problem)
        _row_of(whole.steps, rows, inside).note(whole)
    child = rows[inside]
    number = _number(child)
    return Child(
        module=child,
        number=number,
        born_on=child.day("PersonBirthDate"),
        expected_on=_expected(child),
        episodes=[_episode(*each) for each in tree],
        modules=list(rows.values()),
    )


_Inner = dict[str, list[tuple[Module, list[Module]]]]


def _modules(child: XmlElement, step: Step, add: NewModule) -> Iterator[tuple[Module, _Inner]]:
    for count, details in enumerate(child.named(EPISODES), 1):
        where = (step, (EPISODES, count))
        episode = add(EPISODES, details, where)
        inner: _Inner = {}
        for table in ("Assessments", "Section47", "ChildProtectionPlans", *NOT_READ):
            for number, each in enumerate(details.named(table), 1):
                place = (*where, (table, number))
                module = add(table, each, place)
                reviews = [
                    add("Reviews", held, (*place, ("Reviews", outer), ("CPPreviewDate", at)))
                    for outer, box in enumerate(each.named("Reviews"), 1)
                    for at, held in enumerate(box.named("CPPreviewDate"), 1)
                ]
                inner.setdefault(table, []).append((module, reviews))
                if table in NOT_READ:
                    module.set_aside("table_holds_no_clock_dates")
        yield episode, inner


def _row_of(
    steps: tuple[Step, ...], rows: dict[tuple[Step, ...], Module], child: tuple[Step, ...]
) -> Module:
    while steps:
        if steps in rows:
            return rows[steps]
        steps = steps[:-1]
    return rows[child]


def _number(child: Module) -> str | None:
    text = child.text("LAchildID", "cin_8500")
    if text is None:
        return None
    try:
        return read_name(text, "LAchildID")
    except ProblemError as refused:
        if refused.code == "missing_field":
            child.refuse("LAchildID", "cin_8500")
        else:
            child.refuse("LAchildID", "value_not_valid")
        return None


def _expected(child: Module) -> date | None:
    # A birth may lie ahead, so this date is not refused as one of the future.
    return child.day("ExpectedPersonBirthDate", may_be_ahead=True)


def _episode(module: Module, inner: _Inner) -> Episode:
    referred_on = module.day("CINreferralDate", "cin_8600", needed=True)
    closed_on = module.day("CINclosureDate")
    if referred_on is not None and closed_on is not None and closed_on < referred_on:
        module.refuse("CINclosureDate", "cin_8630")
        closed_on = None
    return Episode(
        module=module,
        referred_on=referred_on,
        no_further_action=module.yes_no("ReferralNFA", "cin_8568") or False,
        closed_on=closed_on,
        reason_closed=module.word("ReasonForClosure", _CLOSURE, "cin_8640"),
        conference_on=module.day("DateOfInitialCPC"),
        assessments=[_assessment(each) for each, _ in inner.get("Assessments", [])],
        enquiries=[_enquiry(each) for each, _ in inner.get("Section47", [])],
        plans=[_plan(each, reviews) for each, reviews in inner.get("ChildProtectionPlans", [])],
    )


def _assessment(module: Module) -> Assessment:
    started_on = module.day("AssessmentActualStartDate", needed=True)
    completed_on = module.day("AssessmentAuthorisationDate")
    if started_on is not None and completed_on is not None and completed_on < started_on:
        module.refuse("AssessmentAuthorisationDate", "cin_8608")
        completed_on = None
    return Assessment(module, started_on, completed_on)


def _enquiry(module: Module) -> Enquiry:
    started_on = module.day("S47ActualStartDate", "cin_8615", needed=True)
    conference_on = module.day("DateOfInitialCPC")
    if started_on is not None and conference_on is not None and conference_on < started_on:
        module.refuse("DateOfInitialCPC", "cin_8615")
        conference_on = None
    not_required = module.yes_no("ICPCnotRequired", "value_not_valid")
    return Enquiry(module, started_on, conference_on, not_required)


def _plan(module: Module, rows: list[Module]) -> Plan:
    started_on = module.day("CPPstartDate", "cin_8720", needed=True)
    ended_on = module.day("CPPendDate")
    if started_on is not None and ended_on is not None and ended_on < started_on:
        module.refuse("CPPendDate", "cin_8925")
        ended_on = None
    category = module.word("InitialCategoryOfAbuse", _ABUSE, "cin_8905")
    previous = module.word("NumberOfPreviousCPP", _NUMBER, "cin_8730")
    reviews = []
    for row in rows:
        held_on = row.own_day("cin_8842Q")
        if held_on is not None and started_on is not None and held_on <= started_on:
            row.refuse(None, "cin_8841")
            held_on = None
        reviews.append(Review(row, held_on))
    number = None if previous is None else int(previous)
    return Plan(
        module=module,
        started_on=started_on,
        ended_on=ended_on,
        category=category,
        previous=number,
        reviews=reviews,
    )
