"""When two sources evidently tell the same fact: how near, and in what they may not differ.

Two systems give one meeting two days more often than anybody would wish. How far apart the days of
one fact may lie depends on how soon the next one of its kind can come: each row says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.case.events import Event
from domain.days import day_of

ALREADY = "already_looked_after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """When two facts of one type are one.

    ``days`` is how far apart they may lie, None for however far. ``names`` are the attributes that
    say which fact is meant: where both say one and say it differently, they are two facts.
    """

    days: int | None
    names: tuple[str, ...] = ()
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikePeriods:
    """Periods that two sources tell, each by what opens and what closes it: those that overlap are
    one period, as are those that begin within ``days`` of each other.

    Where ``names`` differ, only those that begin so near are one. Facts of the types ``shown_by``
    show that a source still tells of the period.
    """

    opens: str
    closes: str
    days: int
    names: tuple[str, ...] = ()
    shown_by: tuple[str, ...] = ()
    why: str

    @property
    def types(self) -> tuple[str, str]:
        """The two types of event."""
        return self.opens, self.closes

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The types without which it cannot be said which periods are one."""
        return *self.types, *self.shown_by


CARE = AlikePeriods(
    opens="became_looked_after",
    closes="ceased_looked_after",
    days=7,
    shown_by=("legal_status_changed", "placement_started", "review_held"),
    why="A child is in care once at a time.",
)
PERIODS = (
    CARE,
    AlikePeriods(
        opens="child_protection_plan_started",
        closes="child_protection_plan_ended",
        days=7,
        names=("number",),
        shown_by=("review_conference_held",),
        why="A child is under one plan at a time. Where one source has not told that a plan "
        "ended, the number tells it from the next; of two numbers for one start one is miscounted.",
    ),
    AlikePeriods(
        opens="went_missing",
        closes="found",
        days=1,
        why="A child is missing once at a time, and may be again two days later.",
    ),
    AlikePeriods(
        opens="short_break_started",
        closes="short_break_ended",
        days=1,
        why="A child is away on one short break at a time, and breaks follow each other closely.",
    ),
    AlikePeriods(
        opens="private_fostering_notified",
        closes="private_fostering_ended",
        days=7,
        why="A child is in one arrangement at a time.",
    ),
    AlikePeriods(
        opens="foster_carer_approved",
        closes="foster_carer_approval_ended",
        days=7,
        why="A carer is approved once at a time.",
    ),
    AlikePeriods(
        opens="leaving_care_support_continued",
        closes="leaving_care_support_ended",
        days=7,
        why="Support goes on or it does not.",
    ),
)

_ONCE = "It happens once to a child."
_MEETING = "The next of the kind is weeks away; one that is written up late bears a later day."
_CHECK = "The next is months away; the check and its entry are often a fortnight apart."
_STEP = "A step that is taken once in a process and is often entered some days later."
_BOOKING = "A booking is the one for its meeting; another meeting is another booking."

_ROWS: tuple[tuple[tuple[str, ...], Alike], ...] = (
    (("born", "child_born"), Alike(days=None, why=_ONCE)),
    (("review_held",), Alike(days=7, names=("part",), why=_MEETING)),
    (
        (
            *("review_adjourned", "review_report_received", "review_decisions_recorded"),
            *("review_record_completed", "review_record_distributed", "midway_check_recorded"),
            *("initial_conference_held", "review_conference_held", "conference_report_shared"),
            *("conference_record_distributed", "transfer_in_notified", "secure_review_held"),
            *("foster_review_held", "panel_held"),
        ),
        Alike(days=7, names=("panel",), why=_MEETING),
    ),
    (
        ("review_booked", "conference_booked", "panel_booked"),
        Alike(days=7, names=("meeting_at", "panel"), why=_BOOKING),
    ),
    (
        ("core_group_held", "return_interview_completed"),
        Alike(days=3, why="The next may follow within weeks."),
    ),
    (
        ("child_visited", "adviser_visited", "private_fostering_visited"),
        Alike(days=1, why="Visits may be days apart."),
    ),
    (
        (
            *("health_assessment_completed", "dental_check_completed", "sdq_completed"),
            *("pep_completed", "pathway_assessment_completed", "pathway_plan_reviewed"),
        ),
        Alike(days=14, why=_CHECK),
    ),
    (
        ("referral_received", "referral_decided", "strategy_discussion_held"),
        Alike(
            days=3,
            why="One of a Friday is often entered on Monday; another may come the week after.",
        ),
    ),
    (
        ("assessment_started", "assessment_completed", "case_closed"),
        Alike(days=7, why=_STEP),
    ),
    (("section_47_concluded",), Alike(days=7, names=("strategy_discussion",), why=_STEP)),
    (("legal_status_changed",), Alike(days=7, names=("legal_status",), why=_STEP)),
    (
        (
            *("placement_started", "placement_ended", "temporary_approval_granted"),
            *("temporary_approval_extended", "temporary_approval_ended", "ceasing_approved"),
            *("adoption_decision_made", "adoption_authority_granted", "placed_for_adoption"),
            *("adoption_placement_disrupted", "adoption_order_made", "adoption_decision_reversed"),
            *("placement_order_made", "placement_order_revoked", "match_approved"),
            *("decision_made", "secure_placement_started"),
        ),
        Alike(days=7, why=_STEP),
    ),
    (
        ("permanence_plan_agreed", "permanence_achieved"),
        Alike(days=7, names=("plan",), why=_STEP),
    ),
    (("complaint_received",), Alike(days=7, names=("procedure",), why=_STEP)),
    (
        ("complaint_responded", "adopter_stage_started", "adopter_stage_completed"),
        Alike(days=7, names=("stage",), why=_STEP),
    ),
    (("extension_agreed",), Alike(days=0, names=("stage",), why="Each stage has its own.")),
    (("responsible_assigned",), Alike(days=0, names=("role",), why="Each role has its own.")),
    (("review_delay_recorded",), Alike(days=0, names=("due_on",), why="Each review has its own.")),
    (
        ("quality_alert_raised",),
        Alike(
            days=0,
            names=("kind", "formal", "category", "team"),
            why="Several may be raised on one day.",
        ),
    ),
)
_OF_TYPE: Mapping[str, Alike] = {name: alike for names, alike in _ROWS for name in names}
# Whatever is not in the table is one fact only where it is told of one day.
_ANY_OTHER = Alike(days=0, why="Nothing is known of how soon the next may come.")

# Attributes that give the id of another event of their own source, and the type of that event.
REFERS_TO: Mapping[str, tuple[str, str]] = {
    "section_47_concluded": ("strategy_discussion", "strategy_discussion_held")
}

# What must be looked at together: which periods are one decides of their ends as well, and where
# care is seen to go on says what the legal status was.
_TOGETHER = (
    *(frozenset(each.looked_at) for each in PERIODS),
    *(frozenset({name, meant}) for name, (_, meant) in REFERS_TO.items()),
)


def alike(type_name: str) -> Alike:
    """When two facts of a type are one."""
    return _OF_TYPE.get(type_name, _ANY_OTHER)


def looked_at_together(types: frozenset[str]) -> frozenset[str]:
    """The types with those that must be known to say which facts of them are one."""
    return types.union(*(group for group in _TOGETHER if group & types))


def contradict(names: tuple[str, ...], one: Event, other: Event) -> bool:
    """Whether two events both say one of the attributes, and say it differently."""
    said, other_said = one.attributes, other.attributes
    return any(
        name in said and name in other_said and not same_value(said[name], other_said[name])
        for name in names
    )


def same_value(one: Any, other: Any) -> bool:
    """Whether two values say the same: a day is the same as an instant of that day."""
    if one == other:
        return True
    if isinstance(one, date) and isinstance(other, date):
        timed = isinstance(one, datetime) and isinstance(other, datetime)
        return not timed and day_of(one) == day_of(other)
    return False


def days_apart(one: Event, other: Event) -> int:
    """How many days lie between two events."""
    return abs((one.on - other.on).days)


def seen_in_care(event: Event) -> bool:
    """Whether a start of care says only that the child was in care by then."""
    return bool(event.attributes.get(ALREADY))
