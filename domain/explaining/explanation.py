"""Why a date is what it is, from the same reckoning that made it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from calendars.working_days import WorkingDayCalendar
from domain.case.events import Event
from domain.case.fact_names import attributes_of
from domain.clocks.clock import State
from domain.clocks.reckoned import Reckoning
from domain.clocks.states import breached_on, state
from domain.clocks.views import OPEN_STATES
from domain.counting import Unit, add, working_days_left
from domain.days import day_of
from domain.explaining.counting_in_words import counting_in_words, rule_in_words
from domain.explaining.evidence_in_words import evidence_in_words
from domain.explaining.other_readings import OtherReading, other_readings
from domain.explaining.source_words import AUTHORITY_WORDS, CONFIDENCE_WORDS
from domain.explaining.starting_in_words import starting_in_words
from domain.rules.local_days import closure_on, last_open_day
from domain.rules.rulebooks import Rulebook
from domain.rules.sources import Source
from domain.wording import counted, day_in_words, event_in_words, instant_in_words, short_day


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind one date, each part a list of plain sentences."""

    clock: str
    rule: str
    title: str
    sentence: str
    standing: str
    doubt: str | None
    workings: tuple[str, ...]
    rests_on: tuple[str, ...]
    other_readings: tuple[OtherReading, ...]
    cautions: tuple[str, ...]
    told_by: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The explanation as one JSON object."""
        return asdict(self)

    def as_text(self) -> str:
        """The explanation for reading: the sentence first."""
        parts = [self.sentence, self.standing]
        if self.doubt:
            parts.append(f"In doubt: {self.doubt}")
        parts += ["", f"{self.title} ({self.rule})"]
        parts += _section("How it was counted", self.workings)
        parts += _section("What it rests on", self.rests_on)
        parts += _section("Who tells it", self.told_by)
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
        sentence=_sentence(reckoning, rulebook),
        standing=_standing(reckoning, as_of),
        doubt=clock.doubt.why if clock.doubt and _is_open(reckoning, as_of) else None,
        workings=tuple(_workings(reckoning, rulebook, as_of)),
        rests_on=tuple(_rests_on(reckoning, rulebook)),
        other_readings=tuple(other_readings(reckoning)),
        cautions=tuple(_cautions(reckoning, as_of, rulebook)),
        told_by=tuple(evidence_in_words(reckoning)),
    )


def _sentence(reckoning: Reckoning, rulebook: Rulebook) -> str:
    clock, amount, anchor = reckoning.clock, reckoning.due.amount, reckoning.origin.at
    due, counted = day_in_words(clock.due_on), short_day(day_of(anchor))
    if clock.due_at and isinstance(anchor, datetime):
        due, counted = instant_in_words(clock.due_at), instant_in_words(anchor)
    elif clock.due_at:
        due = f"by the end of {due}"
    if amount is None:
        return f"Due {due}: half way from {short_day(clock.started_on)} to {counted}."
    if amount.number == 0 and reckoning.origin.due_of:
        return f"Due {due}, the due date of: {rule_in_words(reckoning.origin.due_of, rulebook)}."
    if amount.number == 0:
        if reckoning.origin.named and reckoning.origin.named.end_of_term and reckoning.started.term:
            return f"Due {due}: the end of {reckoning.started.term.name}."
        return f"Due {due}: the duty arises that day."
    if reckoning.rule.watch:
        return f"Watch point {due}: {amount} after {counted}."
    if reckoning.due.sooner:
        other = rule_in_words(reckoning.due.sooner.rule, rulebook)
        return f"Due {due}, the due date of: {other}. It is sooner than {amount} after {counted}."
    floor = ""
    if clock.not_before:
        floor = f", and not before {day_in_words(clock.not_before)}"
    if reckoning.limit.beginning_on_start:
        return f"Due {due}: {amount} beginning with {counted}{floor}."
    way = "before" if reckoning.limit.before else "after"
    return f"Due {due}: {amount} {way} {counted}{floor}."


def _standing(reckoning: Reckoning, as_of: date) -> str:
    clock, rule, calendar = reckoning.clock, reckoning.rule, reckoning.calendar
    standing = state(clock, rule.ladder, calendar, as_of)
    breach = breached_on(clock, as_of)
    overdue = f" It was overdue from {day_in_words(breach)}." if breach else ""
    match standing:
        case State.MET | State.MET_LATE if clock.completed_on:
            late = "late" if standing is State.MET_LATE else "in time"
            done = f"Done on {day_in_words(clock.completed_on)}, {late}."
            return f"{done}{_in_two_parts(reckoning)}{overdue}"
        case State.STOPPED if clock.stopped_on and clock.stopped_on <= as_of:
            ended = day_in_words(clock.stopped_on)
            how = f" ({event_in_words(reckoning.ended_by)})" if reckoning.ended_by else ""
            return f"The duty ended on {ended}{how} before it was done.{overdue}"
        case State.STOPPED if rule.watch:
            return f"The point watched for was reached on {day_in_words(clock.due_on)}."
        case State.STOPPED:
            return f"The time closed on {day_in_words(clock.due_on)}."
        case State.SUPERSEDED if clock.superseded_on:
            return f"Replaced on {day_in_words(clock.superseded_on)}, when its start moved."
        case State.OVERDUE:
            days, remark = _how_long(calendar, clock.due_on, as_of)
            return f"On {short_day(as_of)} it is overdue by {days}{remark}."
        case State.IN_DOUBT:
            days, remark = _how_long(calendar, clock.due_on, as_of)
            return f"On {short_day(as_of)} it would be overdue by {days}{remark}, and is in doubt."
        case State.DUE_TODAY:
            return f"{day_in_words(as_of)} is the day it is due; it is not overdue."
    days, remark = _how_long(calendar, clock.due_on, as_of)
    there = "there is" if days.startswith("1 ") else "there are"
    return f"On {short_day(as_of)} {there} {days} left{remark}."


def _is_open(reckoning: Reckoning, as_of: date) -> bool:
    clock = reckoning.clock
    return state(clock, reckoning.rule.ladder, reckoning.calendar, as_of) in OPEN_STATES


def _workings(reckoning: Reckoning, rulebook: Rulebook, as_of: date) -> list[str]:
    clock = reckoning.clock
    lines = [*starting_in_words(reckoning, rulebook)]
    if clock.not_before:
        lines.append(f"What is done before {day_in_words(clock.not_before)} does not count.")
    if clock.target_on:
        lines.append(f"To be aimed at: {day_in_words(clock.target_on)}.")
    if reckoning.due.first_on and clock.extended_on:
        lines.append(
            f"First due {day_in_words(reckoning.due.first_on)}. An extension was agreed on "
            f"{day_in_words(clock.extended_on)}, in time, which gives {reckoning.due.amount} in "
            "all."
        )
    lines += counting_in_words(reckoning, rulebook)
    lines += _extension_in_words(reckoning, as_of)
    if clock.act_by != clock.due_on:
        lines.append(
            f"{day_in_words(clock.due_on)} is not a working day: act by "
            f"{day_in_words(clock.act_by)}. The due date itself does not move."
        )
    lines += _closed_in_words(reckoning, rulebook)
    if reckoning.limit.note:
        lines.append(reckoning.limit.note)
    return lines


def _closed_in_words(reckoning: Reckoning, rulebook: Rulebook) -> list[str]:
    """What the authority's closure days mean for who has to act. They never move the date."""
    act_by = reckoning.clock.act_by
    closure = closure_on(rulebook.closures, act_by)
    if closure is None:
        return []
    last_day = last_open_day(rulebook.closures, act_by, reckoning.calendar)
    begins, ends = day_in_words(closure.begins), day_in_words(closure.ends)
    days = f"on {begins}" if begins == ends else f"from {begins} to {ends}"
    return [
        f"The authority's offices are closed {days} ({closure.name}). The last day on which they "
        f"are open is {day_in_words(last_day)}. The due date itself does not move."
    ]


def _in_two_parts(reckoning: Reckoning) -> str:
    """Of a review in two parts, on which days its parts were."""
    if reckoning.done is None:
        return ""
    held_on = reckoning.done.attributes.get("held_on")
    if not isinstance(held_on, date):
        return ""
    return f" The review was held in two parts, the first on {day_in_words(held_on)}."


def _extension_in_words(reckoning: Reckoning, as_of: date) -> list[str]:
    """What an extension would give, or that it is too late for one, where the law knows one."""
    clock, extension = reckoning.clock, reckoning.limit.extension
    if extension is None or extension.amount is None or clock.extended_on or not clock.open:
        return []
    due = day_in_words(clock.due_on)
    if as_of > clock.due_on:
        return [f"No extension was agreed by {due}; one that is agreed later moves nothing."]
    longer = add(clock.counted_from, extension.amount, reckoning.calendar)
    weeks, rest = divmod(extension.amount.number, 5)
    other = clock.counted_from + timedelta(weeks=weeks)
    counts_weeks = extension.amount.unit is Unit.WORKING_DAYS and not rest and other != longer
    in_weeks = f" ({weeks} weeks would end on {day_in_words(other)})" if counts_weeks else ""
    return [
        f"An extension that is agreed by {due} would give {extension.amount} in all, to "
        f"{day_in_words(longer)}{in_weeks}."
    ]


def _in_force(reckoning: Reckoning) -> str:
    since = reckoning.limit.since
    later = [limit.since for limit in reckoning.started.limits if limit.since > since]
    if not later:
        return f"in force for clocks that start on or after {short_day(since)}"
    last = min(later) - timedelta(days=1)
    return f"in force for clocks that start from {short_day(since)} to {short_day(last)}"


def _rests_on(reckoning: Reckoning, rulebook: Rulebook) -> list[str]:
    rule = reckoning.rule
    lines = [f"{AUTHORITY_WORDS[rule.authority]}; {_in_force(reckoning)}."]
    lines += [_source_in_words(source) for source in rule.sources]
    term, closure = reckoning.started.term, closure_on(rulebook.closures, reckoning.clock.act_by)
    if term is not None and term.source is not None:
        lines.append(f"School terms: {_source_in_words(term.source)}")
    if closure is not None and closure.source is not None:
        lines.append(f"Closure days: {_source_in_words(closure.source)}")
    lines.append(f"How sure we are: {CONFIDENCE_WORDS[rule.confidence]}.")
    if rule.id in rulebook.varied:
        lines.append(f"Varied by the profile {rulebook.profile}: {rulebook.varied[rule.id]}")
    if rule.id in rulebook.switched_on:
        reason = rulebook.switched_on[rule.id]
        lines.append(f"Switched on by the profile {rulebook.profile}: {reason}")
    if rule.notes:
        lines.append(rule.notes)
    return lines


def _source_in_words(source: Source) -> str:
    provision = f", {source.provision}" if source.provision else ""
    address = f" <{source.href}>" if source.href else ""
    return f"{source.title}{provision}.{address}"


def _cautions(reckoning: Reckoning, as_of: date, rulebook: Rulebook) -> list[str]:
    clock, term = reckoning.clock, reckoning.started.term
    cautions = []
    if term is not None and term == rulebook.terms[-1]:
        cautions.append(f"No school term after {term.name} is on file, so none has a clock.")
    if clock.provisional:
        cautions.append(
            "Provisional: it counts days after those of which all bank holidays are announced "
            f"(up to {short_day(reckoning.calendar.horizon)})."
        )
    if clock.confidence == "unverified":
        cautions.append("The rule has not been checked against its source.")
    cautions += reckoning.cautions
    if reckoning.due.extended_by:
        cautions += _extension_lacks(reckoning.due.extended_by)
    if clock.completed_on is None and clock.due_on < clock.started_on <= as_of:
        cautions.append("It was already past when the clock started, so it could not be met.")
    return cautions


def _extension_lacks(agreement: Event) -> list[str]:
    """What an extension must say and this one does not, where its type of event can say it."""
    known = attributes_of(agreement.type)
    lacking = [
        words
        for name, words in (("reason", "why"), ("agreed_by", "who agreed to it"))
        if name in known and name not in agreement.attributes
    ]
    if not lacking:
        return []
    return [f"The record of the extension does not say {' or '.join(lacking)}, and it must."]


def _how_long(calendar: WorkingDayCalendar, due_on: date, as_of: date) -> tuple[str, str]:
    """How long is left or how late it is, in working days where one lies between."""
    working = abs(working_days_left(as_of, due_on, calendar))
    if working:
        return counted(working, "working day"), ""
    days = abs((due_on - as_of).days)
    none = "which is not a working day" if days == 1 else "none of them a working day"
    return counted(days, "day"), f", {none}"


def _section(title: str, lines: tuple[str, ...] | list[str]) -> list[str]:
    return ["", f"{title}:", *(f"  {line}" for line in lines)] if lines else []
