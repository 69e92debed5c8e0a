"""What follows from a case's facts without any rule: its plans, its reviews, its time in care."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.case.events import Event
from domain.case.history import History

# Looked after in a series of short breaks: not counted with children in care (SSDA903 guide).
SHORT_BREAKS = ("V3", "V4")

PLAN_EVENTS = (
    "initial_conference_held",
    "child_protection_plan_started",
    "child_protection_plan_ended",
    "review_conference_held",
)
# With what tells one review from the next.
REVIEW_EVENTS = ("review_held", "review_adjourned", "became_looked_after", "ceased_looked_after")
CARE_EVENTS = ("became_looked_after", "ceased_looked_after", "legal_status_changed")


@dataclass(slots=True)
class Plan:
    """One child protection plan. ``number`` is which of the child's it is, where it was told."""

    started_on: date
    ended_on: date | None = None
    number: int | None = None
    plan_was_told: bool = False

    def open_on(self, day: date) -> bool:
        """Whether the child is under it at the end of a day."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)


@dataclass(slots=True)
class Review:
    """One looked-after review: the day of its first sitting, and the day it was complete."""

    held_on: date
    completed_on: date | None = None
    completed_by: tuple[str, str] | None = None
    participation: str | None = None


def plans_of(events: Iterable[Event]) -> list[Plan]:
    """The child's plans, in order. ``events`` are in the order of the case's history.

    A plan starts on the day recorded for it. Where only the conference that agreed it is known,
    it starts that day. It ends when its end is recorded or a review conference ends it.
    """
    plans: list[Plan] = []
    for event in events:
        current = plans[-1] if plans and plans[-1].ended_on is None else None
        match event.type:
            case "initial_conference_held" if event.attributes.get("outcome") == "plan":
                if current is None:
                    plans.append(Plan(event.on))
            case "child_protection_plan_started":
                if current is None:
                    current = Plan(event.on)
                    plans.append(current)
                if not current.plan_was_told:
                    current.started_on, current.plan_was_told = event.on, True
                    current.number = event.attributes.get("number")
            case "child_protection_plan_ended":
                if current is not None:
                    current.ended_on = event.on
            case "review_conference_held" if event.attributes.get("outcome") == "no_plan":
                if current is not None:
                    current.ended_on = event.on
    return plans


def reviews_of(history: History) -> list[Review]:
    """The reviews, in order, the sittings of each put together."""
    reviews: dict[int, Review] = {}
    for fact in history.of_type("review_held"):
        said = fact.event.attributes
        reviews[said["review"]] = Review(fact.event.on, participation=said.get("participation"))
    for fact in history.of_type("review_completed"):
        event = fact.event
        review = reviews.setdefault(event.attributes["review"], Review(event.on))
        review.completed_on, review.completed_by = event.on, (event.source, event.id)
        review.participation = event.attributes.get("participation", review.participation)
    return list(reviews.values())


def care_since(events: Iterable[Event], day: date) -> date | None:
    """Since when the child has been looked after at the end of a day, or None.

    ``events`` are in the order of the case's history.
    """
    since: date | None = None
    in_care = False
    for event in events:
        if event.on > day:
            break
        if event.type == "ceased_looked_after":
            in_care, since = False, None
        elif event.type == "became_looked_after" or (
            event.type == "legal_status_changed" and in_care
        ):
            in_care = True
            if event.attributes.get("legal_status") in SHORT_BREAKS:
                since = None
            elif since is None:
                since = event.on
    return since
