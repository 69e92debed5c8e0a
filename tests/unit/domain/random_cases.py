"""Cases made at random from every type of event, corrections and removals among them.

``cases`` tells of anything. ``cases_about`` tells of one rule: what starts it, ends it, stops it
and changes its time, often with the attributes it asks for and often with others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from domain.case.event_types import EVENT_TYPES, read_attributes
from domain.case.events import Event
from domain.case.fact_names import DERIVED_FACTS, facts_that_say
from domain.counting import add_months
from domain.days import read_day
from domain.errors import ProblemError
from domain.rules.limits import Anchor
from domain.rules.rule import Rule
from domain.rules.rulebooks import Rulebook

# For a type of event, attributes with which a rule will have it.
Asked = Mapping[str, Sequence[Mapping[str, Any]]]
NOTHING: Asked = {}

FIRST_DAY, LAST_DAY = date(2024, 11, 1), date(2025, 7, 31)
# One of these is right for every attribute there is.
_VALUES = [
    *("V2", "V3", "V4", "C2", "E1", "plan", "no_plan", "concern", "not_upheld"),
    *("statutory", "corporate", "adult"),
    *("1", "2", "3", "whole", "PN2", "iro", True, False, "adoption", "missing", "agreed"),
    *("2025-03-03", "2025-03-28T10:00:00+00:00", "2025-06-26T14:00:00+01:00"),
]
# What a case is about. Types said twice are drawn more often: more of the rules are about them.
_STORIES = [
    [
        *("became_looked_after", "became_looked_after", "ceased_looked_after"),
        *("legal_status_changed", "placement_started", "placement_ended", "child_visited"),
        *("review_held", "review_held", "review_held", "review_adjourned", "review_booked"),
        *("review_booked", "review_report_received", "midway_check_recorded"),
        *("review_decisions_recorded", "review_record_completed", "placement_plan_recorded"),
        *("health_assessment_completed", "responsible_assigned"),
        *("short_break_started", "short_break_ended"),
    ],
    [
        *("complaint_received", "complaint_received", "complaint_responded"),
        *("complaint_responded", "extension_agreed", "extension_agreed", "stage2_requested"),
        *("stage2_requested", "stage2_offered", "stage3_requested", "review_panel_held"),
        *("review_panel_report_issued", "review_panel_report_received", "complaint_withdrawn"),
    ],
    [
        *("referral_received", "referral_decided", "assessment_completed"),
        *("strategy_discussion_held", "section_47_concluded", "initial_conference_held"),
        *("initial_conference_held", "review_conference_held", "review_conference_held"),
        *("core_group_held", "child_protection_plan_started", "child_protection_plan_ended"),
        *("transfer_in_notified", "found", "found", "return_interview_completed"),
        *("conference_booked", "conference_booked", "conference_report_shared", "child_born"),
    ],
    [
        *("foster_carer_approved", "foster_review_held", "panel_booked", "panel_booked"),
        *("panel_papers_sent", "panel_held", "panel_minutes_received", "decision_made"),
        *("decision_notified", "adopter_accepted", "adopter_stage_completed"),
        *("ehc_request_received", "ehc_exception_applied", "ehc_plan_finalised"),
        *("serious_incident_known", "serious_incident_notified", "rapid_review_completed"),
        *("private_fostering_notified", "private_fostering_visited", "private_fostering_ended"),
    ],
    sorted(EVENT_TYPES),
]


@cache
def _accepted(type_name: str, attribute: str) -> list[Any]:
    reader = EVENT_TYPES[type_name].attributes[attribute]
    found = []
    for value in _VALUES:
        try:
            reader(value)
        except (ValueError, ProblemError):
            continue
        found.append(value)
    return found


@st.composite
def _events(
    draw: st.DrawFn,
    types: Sequence[str],
    begin: date,
    *,
    asked: Asked = NOTHING,
    longest: int = 120,
    among: str = "e",
) -> Event:
    known = EVENT_TYPES[draw(st.sampled_from(types))]
    given = {
        name: draw(st.sampled_from(_accepted(known.name, name)))
        for name in known.attributes
        if name in known.required or draw(st.booleans())
    }
    if known.name in asked and draw(st.booleans()):
        given |= draw(st.sampled_from(asked[known.name]))
    on = begin + timedelta(days=draw(st.integers(0, longest)))
    if known.name == "born" and longest > 120:
        on = add_months(begin, -12 * draw(st.integers(0, 18))) + (on - begin)
    time = draw(st.none() | st.times(timezones=st.just(UTC)))
    day, instant = read_day(datetime.combine(on, time) if time else on)
    ids = st.sampled_from([f"{among}{n}" for n in range(20)])
    other = draw(st.sampled_from(["corrects", "voids", *[None] * 8]))
    return Event(
        source=draw(st.sampled_from(["mosaic", "mosaic", "mosaic", "ssda903"])),
        id=draw(ids),
        case="A",
        type=known.name,
        on=day,
        at=instant,
        attributes=read_attributes(known.name, given),
        corrects=draw(ids) if other == "corrects" else None,
        voids=draw(ids) if other == "voids" else None,
    )


@st.composite
def _cases(draw: st.DrawFn) -> list[Event]:
    types = draw(st.sampled_from(_STORIES))
    begin = draw(st.dates(FIRST_DAY, LAST_DAY - timedelta(days=120)))
    # The store refuses a second event of the same source and id, so no case holds two.
    told = st.lists(
        _events(types, begin), min_size=3, max_size=16, unique_by=lambda one: (one.source, one.id)
    )
    return draw(told)


cases = _cases()


@dataclass(frozen=True, slots=True)
class Story:
    """The types of event that one rule is about, what it asks of each, and how it may begin."""

    types: tuple[str, ...]
    asked: Asked
    beginning: tuple[str, ...]
    ages: Sequence[int]


def story_of(rule: Rule, rulebook: Rulebook) -> Story:
    """Whatever may start, end, stop or move a clock of the rule, or of one that it waits for."""
    parts = list(_parts(rule, rulebook))
    names = {DERIVED_FACTS.get(name, name) for part in parts for name in _names(part)}
    starts = [start.event for start in rule.starts if start.event] * 4
    asked: dict[str, list[dict[str, Any]]] = {}
    for part in parts:
        when = getattr(part, "when", {}) | getattr(part, "standing", {})
        event = DERIVED_FACTS.get(getattr(part, "event", None) or "", getattr(part, "event", None))
        fits = {name: values[0] for name, values in when.items()}
        if event and fits and fits.keys() <= EVENT_TYPES[event].attributes.keys():
            asked.setdefault(event, []).append(fits)
        period = getattr(part, "period_when", {})
        for opened_by in names if period else ():
            fits = {name: values[0] for name, values in period.items()}
            if fits.keys() <= EVENT_TYPES[opened_by].attributes.keys():
                asked.setdefault(opened_by, []).append(fits)
    ordered = (*sorted(names), *(DERIVED_FACTS.get(name, name) for name in starts))
    wishes = {name: tuple(told) for name, told in asked.items()}
    birthdays = [start.birthday for start in rule.starts if start.birthday]
    ages = [age - before for age in birthdays for before in (0, 1)]
    return Story(ordered, wishes, tuple(_beginning(rule, rulebook)), ages or range(19))


def _beginning(rule: Rule, rulebook: Rulebook) -> Iterator[str]:
    """What opens the periods of the rule's first start, the outermost first, and that start."""
    start = rule.starts[0]
    if start.age:
        yield "born"
    spent = start.after.period if start.after else None
    for name in filter(None, (rule.period, start.during, spent)):
        chain: list[str] = []
        period = rulebook.periods.get(name)
        while period:
            chain.insert(0, period.opens[0].event)
            period = rulebook.periods.get(period.inside or "")
        yield from chain
    if start.event:
        yield DERIVED_FACTS.get(start.event, start.event)


def _parts(rule: Rule, rulebook: Rulebook, seen: frozenset[str] = frozenset()) -> Iterator[Any]:
    for start in rule.starts:
        yield from (start, *start.ends, *start.limits)
    yield from (*rule.ends, *rule.stops, *rule.moved_by, *rule.limits)
    limits = [*rule.limits, *(limit for start in rule.starts for limit in start.limits)]
    for limit in limits:
        yield from (*limit.anchors, *filter(None, [limit.extension]))
    waiting = [name for name in rule.periods if name in rulebook.periods]
    while waiting:
        period = rulebook.periods[waiting.pop()]
        yield from (*period.opens, *period.closes)
        waiting += [period.inside] if period.inside else []
    for needed in sorted(rule.needs - seen):
        yield from _parts(rulebook.rule(needed), rulebook, seen | rule.needs | {rule.id})


def _names(part: Any) -> Iterator[str]:
    """The facts that a part of a rule names."""
    if getattr(part, "event", None):
        yield part.event
    if isinstance(part, Anchor) and part.until:
        yield part.until
    for key in ("latest_until", "before_first", "after_first"):
        yield from getattr(part, key, ())
    for attribute in (*getattr(part, "standing", ()), *getattr(part, "not_standing", ())):
        yield from facts_that_say(attribute)
    if getattr(part, "age", None) or getattr(part, "birthday", None):
        yield "born"


@st.composite
def cases_about(draw: st.DrawFn, story: Story) -> list[Event]:
    """A case that a story tells of, over up to two years, with or without a plain beginning."""
    begin = draw(st.dates(FIRST_DAY, LAST_DAY - timedelta(days=120)))
    longest = draw(st.sampled_from([150, 700]))
    plain: list[Event] = []
    for number, name in enumerate(story.beginning if draw(st.booleans()) else ()):
        first = begin + timedelta(days=8 * number)
        one = draw(_events([name], first, asked=story.asked, longest=7, among=f"begin{number}-"))
        if name == "born":
            age = draw(st.sampled_from(story.ages))
            one = replace(one, on=add_months(one.on, -12 * age), at=None)
        plain.append(replace(one, corrects=None, voids=None))
    told = st.lists(
        _events(story.types, begin, asked=story.asked, longest=longest),
        min_size=4,
        max_size=12,
        unique_by=lambda one: (one.source, one.id),
    )
    return [*plain, *draw(told)]
