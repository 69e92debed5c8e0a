"""Why a date is what it is, from the same reckoning that made it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from domain.clocks import State
from domain.counting import Unit
from domain.event_types import day_of
from domain.other_readings import OtherReading, other_readings
from domain.reckoning import Reckoning
from domain.rulebooks import Rulebook
from domain.states import state
from domain.wording import (
    AUTHORITY_WORDS,
    CONFIDENCE_WORDS,
    day_in_words,
    event_in_words,
    instant_in_words,
    short_day,
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind one date, each part a list of plain sentences."""

    clock: str
    rule: str
    title: str
    sentence: str
    standing: str
    workings: tuple[str, ...]
    rests_on: tuple[str, ...]
    other_readings: tuple[OtherReading, ...]
    cautions: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The explanation as one JSON object."""
        return asdict(self)

    def as_text(self) -> str:
        """The explanation for reading: the sentence first."""
        parts = [self.sentence, self.standing, "", f"{self.title} ({self.rule})"]
        parts += _section("How it was counted", self.workings)
        parts += _section("What it rests on", self.rests_on)
        parts += _section("Other readings", [reading.sentence for reading in self.other_readings])
        parts += _section("Take care", self.cautions)
        return "\n".join(parts)


def explain(reckoning: Reckoning, as_of: date, rulebook: Rulebook) -> Explanation:
    """Explain one clock as it stands on ``as_of``."""
    clock, rule = reckoning.clock, reckoning.rule
    return Explanation(
        clock=clock.clock,
        rule=rule.id,
        title=rule.title,
        sentence=_sentence(reckoning),
        standing=_standing(reckoning, as_of),
        workings=tuple(_workings(reckoning)),
        rests_on=tuple(_rests_on(reckoning, rulebook)),
        other_readings=tuple(other_readings(reckoning)),
        cautions=tuple(_cautions(reckoning, as_of)),
    )


def _sentence(reckoning: Reckoning) -> str:
    clock, amount = reckoning.clock, reckoning.amount
    due = instant_in_words(clock.due_at) if clock.due_at else day_in_words(clock.due_on)
    anchor = reckoning.anchor
    counted = instant_in_words(anchor) if isinstance(anchor, datetime) else short_day(anchor)
    if amount is None:
        return f"Due {due}: half way from {short_day(clock.started_on)} to {counted}."
    if reckoning.started.arises:
        return f"Due {due}: the duty arose that day."
    if reckoning.limit.before:
        return f"Due {due}: {amount} before {counted}."
    return f"Due {due}: {amount} after {counted}."


def _standing(reckoning: Reckoning, as_of: date) -> str:
    clock, rule = reckoning.clock, reckoning.rule
    standing = state(clock, rule.ladder, reckoning.calendar, as_of)
    match standing:
        case State.MET | State.MET_LATE if clock.completed_on:
            late = "late" if standing is State.MET_LATE else "in time"
            return f"Done on {day_in_words(clock.completed_on)}, {late}."
        case State.STOPPED if clock.stopped_on:
            return f"The duty ended on {day_in_words(clock.stopped_on)} before it was done."
        case State.STOPPED:
            return f"The time closed on {day_in_words(clock.due_on)}."
        case State.SUPERSEDED if clock.superseded_on:
            return f"Replaced on {day_in_words(clock.superseded_on)}, when its start moved."
        case State.OVERDUE:
            days = reckoning.calendar.count_working_days(clock.due_on, as_of)
            return f"On {short_day(as_of)} it is overdue by {_days(days)}."
        case State.DUE_TODAY:
            return f"On {short_day(as_of)} it is due that day."
    days = reckoning.calendar.count_working_days(as_of, clock.due_on)
    return f"On {short_day(as_of)} there are {_days(days)} left."


def _workings(reckoning: Reckoning) -> list[str]:
    clock, amount, calendar = reckoning.clock, reckoning.amount, reckoning.calendar
    event = reckoning.started.fact.event
    lines = [
        f"Started by: {event_in_words(event.type)} on {day_in_words(event.on)} "
        f"(event {event.id} from {event.source})."
    ]
    if reckoning.started.arises:
        breach = next(start.breach_of for start in reckoning.rule.starts if start.breach_of)
        lines.append(
            f"The duty arises on the first working day after {breach.working_days} working days "
            f"from {short_day(event.on)}, when {breach.rule} was still not done."
        )
    if reckoning.first_due_on and clock.extended_on:
        lines.append(
            f"First due {day_in_words(reckoning.first_due_on)}. An extension was agreed on "
            f"{day_in_words(clock.extended_on)}, in time, which gives {amount} in all."
        )
    first, last = sorted([day_of(reckoning.anchor), clock.due_on])
    if amount is not None and amount.unit is Unit.WORKING_DAYS and amount.number:
        lines.append(f"{short_day(day_of(reckoning.anchor))} is day 0.")
        skipped = calendar.workings(first, last)
        weekend = [item for item in skipped if item.why in ("Saturday", "Sunday")]
        if weekend:
            lines.append(f"Not counted: {len(weekend)} Saturdays and Sundays.")
        lines += [
            f"Not counted: {day_in_words(item.day)}, {item.why}."
            for item in skipped
            if item.why not in ("Saturday", "Sunday")
        ]
    elif amount is not None and amount.unit is Unit.MONTHS:
        start = day_of(reckoning.anchor)
        if clock.due_on.day != start.day:
            lines.append(
                f"{clock.due_on:%B %Y} has no day {start.day}, so its last day counts "
                "(the corresponding date rule)."
            )
        else:
            lines.append("Months run to the corresponding date; no day is left out.")
    elif (
        amount is not None
        and amount.unit is Unit.HOURS
        and not isinstance(reckoning.anchor, datetime)
    ):
        lines.append("Only the date is known, so whole days are counted, to the end of the last.")
    if clock.act_by != clock.due_on:
        lines.append(
            f"{day_in_words(clock.due_on)} is not a working day: act by "
            f"{day_in_words(clock.act_by)}. The due date itself does not move."
        )
    if reckoning.limit.note:
        lines.append(reckoning.limit.note)
    return lines


def _rests_on(reckoning: Reckoning, rulebook: Rulebook) -> list[str]:
    rule = reckoning.rule
    lines = [
        f"{AUTHORITY_WORDS[rule.authority]}; in force for clocks that start on or after "
        f"{short_day(reckoning.limit.since)}."
    ]
    for source in rule.sources:
        provision = f", {source.provision}" if source.provision else ""
        address = f" <{source.href}>" if source.href else ""
        lines.append(f"{source.title}{provision}.{address}")
    lines.append(f"How sure we are: {CONFIDENCE_WORDS[rule.confidence]}.")
    if rule.id in rulebook.varied:
        lines.append(f"Varied by the profile {rulebook.profile}: {rulebook.varied[rule.id]}")
    if rule.notes:
        lines.append(rule.notes)
    return lines


def _cautions(reckoning: Reckoning, as_of: date) -> list[str]:
    clock = reckoning.clock
    cautions = []
    if clock.provisional:
        cautions.append(
            "Provisional: it counts days after the last bank holiday announced "
            f"({short_day(reckoning.calendar.horizon)})."
        )
    if clock.confidence == "unverified":
        cautions.append("The rule has not been checked against its source.")
    if clock.completed_on is None and clock.due_on < clock.started_on <= as_of:
        cautions.append("It was already past when the clock started, so it could not be met.")
    return cautions


def _days(number: int) -> str:
    return f"{number} working day" if number == 1 else f"{number} working days"


def _section(title: str, lines: tuple[str, ...] | list[str]) -> list[str]:
    return ["", f"{title}:", *(f"  {line}" for line in lines)] if lines else []
