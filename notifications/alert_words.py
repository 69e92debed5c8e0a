"""One duty of which somebody is told, as a sentence with its notes.

Pure. No names and no case numbers come in here; a case is its random reference, which
``timescales clocks list --case`` understands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from domain.days import day_of
from domain.references import short_id
from domain.rules.after_due import AfterDue
from domain.wording import counted, day_in_words, instant_in_words


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """One duty of which somebody is told, with what the rule and the clock add to it.

    ``alert`` and ``reached_on``, the date on which it was due, are those of an alert that the
    message carries; a duty that stands from before has none. ``working_days_left`` counts from
    the day of the message to ``due_on``, negative when late. ``late_because`` says why the alert
    comes later than it was due, ``settled`` how the clock has ended meanwhile ("done on 3 March
    2025"). ``act_by`` is the last working day on or before ``due_on``. ``untold``: no earlier
    message can have carried the alert. ``doubt`` says why it may have been done all the same.
    ``after_due`` is what it means that the due date has gone by. ``responsible`` is the staff code
    of who is to act, or their role in words.
    """

    lineage: str
    title: str
    family: str
    case: str
    due_on: date
    act_by: date
    due_at: datetime | None
    working_days_left: int
    alert: str | None = None
    reached_on: date | None = None
    provisional: bool = False
    unverified: bool = False
    late_because: str | None = None
    settled: str | None = None
    withdrawn_because: str | None = None
    withdrawn: bool = False
    untold: bool = False
    doubt: str | None = None
    after_due: AfterDue = AfterDue.OVERDUE
    responsible: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence about one case, with notes that belong to it. ``case`` is the beginning of its
    reference; ``new``: not told before."""

    sentence: str
    case: str
    notes: tuple[str, ...] = ()
    new: bool = False


def describe(facts: AlertFacts, now: datetime) -> Line:
    """One alert as a sentence and its notes."""
    due = instant_in_words(facts.due_at) if facts.due_at else day_in_words(facts.due_on)
    if facts.withdrawn:
        why = clause(facts.withdrawn_because) or "what it was based on has changed"
        sentence = f"{facts.title}: the alert about {due} no longer holds."
        return Line(
            sentence, short_id(facts.case), (f"Why: {why}.", "You need do nothing about it.")
        )
    if facts.settled:
        sentence = f"{facts.title}: was due {due}; {facts.settled}."
    else:
        sentence = f"{facts.title}: {_when(facts, due, now)}."
    new = facts.alert is not None and not facts.settled
    return Line(sentence, short_id(facts.case), tuple(_notes(facts, now)), new)


def _when(facts: AlertFacts, due: str, now: datetime) -> str:
    """When it is due, in the words of what happens after that."""
    past = facts.due_on < day_of(now)
    match facts.after_due:
        case AfterDue.PRACTICABLE:
            return f"as soon as practicable, from {due} on"
        case AfterDue.WATCHED if past:
            return f"the point watched for was reached on {due}"
        case AfterDue.LAPSES if past:
            return f"the time closed on {due}"
    return f"due {due} ({_distance(facts, now)})"


def is_overdue(facts: AlertFacts, now: datetime) -> bool:
    """Whether its date has gone by: at midnight in London, or to the second where hours count."""
    return facts.due_at < now if facts.due_at else facts.due_on < day_of(now)


def _distance(facts: AlertFacts, now: datetime) -> str:
    today = day_of(now)
    if facts.due_on == today:
        return "late" if is_overdue(facts, now) else "today"
    # Over a weekend no working day passes, and "0 working days late" says nothing.
    if facts.working_days_left:
        length = counted(abs(facts.working_days_left), "working day")
    else:
        length = counted(abs((facts.due_on - today).days), "day")
    return f"{length} late" if facts.due_on < today else f"in {length}"


def _notes(facts: AlertFacts, now: datetime) -> Iterable[str]:
    if facts.act_by != facts.due_on and facts.act_by >= day_of(now) and not facts.settled:
        yield f"That is not a working day: act by {day_in_words(facts.act_by)}."
    if facts.provisional:
        yield "Provisional: not all bank holidays that it counts are announced, so it may move."
    if facts.doubt and not facts.settled:
        yield f"In doubt: {facts.doubt}"
    if facts.unverified:
        yield "The length of this time limit has not been verified against the law."
    if facts.responsible and not facts.settled:
        yield f"Responsible: {facts.responsible}."
    if facts.reached_on and (late := clause(facts.late_because)):
        yield f"This alert was due on {day_in_words(facts.reached_on)} and comes late: {late}."


def clause(text: str | None) -> str:
    """A reason as part of a sentence: without its full stop."""
    return (text or "").strip().rstrip(".")
