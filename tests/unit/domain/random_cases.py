"""Cases made at random from every type of event, corrections and removals among them."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from domain.days import read_day
from domain.errors import ProblemError
from domain.event_types import EVENT_TYPES, read_attributes
from domain.events import Event

FIRST_DAY, LAST_DAY = date(2024, 11, 1), date(2025, 7, 31)
# One of these is right for every attribute there is.
_VALUES = [
    *("V2", "V4", "C2", "plan", "no_plan", "statutory", "corporate", "concern", "not_upheld"),
    *("1", "2", "3", "whole", "PN2", "iro", True, False, "adoption"),
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
def _events(draw: st.DrawFn, types: list[str], begin: date) -> Event:
    known = EVENT_TYPES[draw(st.sampled_from(types))]
    given = {
        name: draw(st.sampled_from(_accepted(known.name, name)))
        for name in known.attributes
        if name in known.required or draw(st.booleans())
    }
    on = begin + timedelta(days=draw(st.integers(0, 120)))
    time = draw(st.none() | st.times(timezones=st.just(UTC)))
    day, instant = read_day(datetime.combine(on, time) if time else on)
    ids = st.sampled_from([f"e{n}" for n in range(20)])
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
