"""Why a date is what it is, from the same reckoning that made it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from domain.clocks.reckoned import Reckoning
from domain.clocks.states import state
from domain.clocks.views import OPEN_STATES
from domain.days import day_of
from domain.explaining.counting_in_words import counting_in_words, rule_in_words
from domain.explaining.evidence_in_words import evidence_in_words
from domain.explaining.extensions_in_words import (
    agreed_in_words,
    lacking_in_words,
    possible_in_words,
)
from domain.explaining.other_readings import OtherReading, common_errors, other_readings
from domain.explaining.source_words import sources_in_words
from domain.explaining.standing_in_words import standing_in_words
from domain.explaining.starting_in_words import starting_in_words
from domain.rules.after_due import AfterDue
from domain.rules.local_days import closure_on, last_open_day
from domain.rules.rulebooks import Rulebook
from domain.wording import day_in_words, exact_instant, short_day


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything behind one date, each part a list of plain sentences.

    ``other_readings`` can be held in law; what is in ``not_the_law`` is printed elsewhere and
    cannot.
    """

    clock: str
    rule: str
    title: str
    sentence: str
    standing: str
    doubt: str | None
    workings: tuple[str, ...]
    rests_on: tuple[str, ...]
    other_readings: tuple[OtherReading, ...]
    not_the_law: tuple[OtherReading, ...]
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
        parts += _section("Other readings", [one.sentence for one in self.other_readings])
        errors = [one.sentence for one in self.not_the_law]
        parts += _section("Printed elsewhere; not the law", errors)
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
        standing=standing_in_words(reckoning, as_of),
        doubt=clock.doubt.why if clock.doubt and _is_open(reckoning, as_of) else None,
        workings=tuple(_workings(reckoning, rulebook, as_of)),
        rests_on=tuple(sources_in_words(reckoning, rulebook)),
        other_readings=tuple(other_readings(reckoning)),
        not_the_law=tuple(common_errors(reckoning)),
        cautions=tuple(_cautions(reckoning, as_of, rulebook)),
        told_by=tuple(evidence_in_words(reckoning)),
    )


def _sentence(reckoning: Reckoning, rulebook: Rulebook) -> str:
    clock, due, anchor = reckoning.clock, reckoning.due, reckoning.origin.at
    day, counted = day_in_words(clock.due_on), short_day(day_of(anchor))
    if clock.due_at and (isinstance(anchor, datetime) or due.was_set):
        day = exact_instant(clock.due_at)
        counted = exact_instant(anchor) if isinstance(anchor, datetime) else counted
    elif clock.due_at:
        day = f"by the end of {day}"
    if clock.after_due is AfterDue.PRACTICABLE:
        return f"As soon as practicable from {day} on: the law sets a first day and no last one."
    word = "Watch point" if reckoning.rule.watch else "Due"
    return f"{word} {day}{_how(reckoning, rulebook, counted)}."


# long: one case a way of counting, each a phrase
def _how(reckoning: Reckoning, rulebook: Rulebook, counted: str) -> str:
    """How the date was found, in a phrase that follows it."""
    due, amount, limit = reckoning.due, reckoning.due.amount, reckoning.limit
    named = reckoning.origin.named
    if due.sooner:
        other = rule_in_words(due.sooner.rule, rulebook)
        return f", the due date of: {other}. It is sooner than {amount} after {counted}"
    if due.was_set:
        return ": the day that the extension names" if due.agreements else ": the end that was set"
    if limit.on_day:
        return f": the first such day of a year from {counted} on"
    if amount is None:
        return f": half way from {short_day(reckoning.clock.started_on)} to {counted}"
    if amount.number == 0 and reckoning.origin.due_of:
        return f", the due date of: {rule_in_words(reckoning.origin.due_of, rulebook)}"
    if amount.number == 0:
        if named and named.end_of_term and reckoning.started.term:
            return f": the end of {reckoning.started.term.name}"
        return ": the duty arises that day"
    if due.agreements and limit.extension and limit.extension.on_top:
        counted = f"{short_day(due.first_on or reckoning.clock.due_on)}, when it was first due"
    not_before = reckoning.clock.not_before
    floor = f", and not before {day_in_words(not_before)}" if not_before else ""
    if limit.in_any_days:
        return f": {amount} in any {limit.in_any_days} days on end, from {counted}"
    if limit.beginning_on_start:
        return f": {amount} beginning with {counted}{floor}"
    return f": {amount} {'before' if limit.before else 'after'} {counted}{floor}"


def _is_open(reckoning: Reckoning, as_of: date) -> bool:
    clock = reckoning.clock
    return state(clock, reckoning.rule.ladder, reckoning.calendar, as_of) in OPEN_STATES


def _workings(reckoning: Reckoning, rulebook: Rulebook, as_of: date) -> Iterator[str]:
    clock = reckoning.clock
    yield from starting_in_words(reckoning, rulebook)
    if clock.not_before:
        yield f"What is done before {day_in_words(clock.not_before)} does not count."
    if clock.target_on and clock.after_due is not AfterDue.PRACTICABLE:
        yield f"To be aimed at: {day_in_words(clock.target_on)}."
    yield from agreed_in_words(reckoning)
    yield from counting_in_words(reckoning, rulebook)
    yield from possible_in_words(reckoning, as_of)
    if clock.act_by != clock.due_on and clock.after_due is AfterDue.OVERDUE:
        yield (
            f"{day_in_words(clock.due_on)} is not a working day: act by "
            f"{day_in_words(clock.act_by)}. The due date itself does not move."
        )
    yield from _closed_in_words(reckoning, rulebook)
    if reckoning.limit.note:
        yield reckoning.limit.note
    for one in reckoning.relaxed:
        days = f"{short_day(one.since)} to {short_day(one.to)}"
        yield f"Temporary law, {days} ({one.provision}): {one.says}"


def _closed_in_words(reckoning: Reckoning, rulebook: Rulebook) -> Iterator[str]:
    """What the authority's closure days mean for who has to act. They never move the date."""
    act_by = reckoning.clock.act_by
    closure = closure_on(rulebook.closures, act_by)
    if closure is None:
        return
    last_day = last_open_day(rulebook.closures, act_by, reckoning.calendar)
    begins, ends = day_in_words(closure.begins), day_in_words(closure.ends)
    days = f"on {begins}" if begins == ends else f"from {begins} to {ends}"
    yield (
        f"The authority's offices are closed {days} ({closure.name}). The last day on which they "
        f"are open is {day_in_words(last_day)}. The due date itself does not move."
    )


def _cautions(reckoning: Reckoning, as_of: date, rulebook: Rulebook) -> Iterator[str]:
    clock, term = reckoning.clock, reckoning.started.term
    if term is not None and term == rulebook.terms[-1]:
        yield f"No school term after {term.name} is on file, so none has a clock."
    if clock.provisional:
        yield (
            "Provisional: it counts days after those of which all bank holidays are announced "
            f"(up to {short_day(reckoning.calendar.horizon)})."
        )
    if clock.confidence == "unverified":
        yield "The rule has not been checked against its source."
    yield from reckoning.cautions
    yield from lacking_in_words(reckoning.due.agreements)
    if clock.completed_on is None and clock.due_on < clock.started_on <= as_of:
        yield "It was already past when the clock started, so it could not be met."


def _section(title: str, lines: tuple[str, ...] | list[str]) -> list[str]:
    return ["", f"{title}:", *(f"  {line}" for line in lines)] if lines else []
