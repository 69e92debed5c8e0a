"""What a message says: sentences for an IRO manager, made from plain facts.

Pure: no store, no template, no clock on the wall. No names and no case numbers come in here;
a case is its random reference, which ``timescales clocks list --case`` understands.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sized
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from domain.days import day_of
from domain.rules.after_due import AfterDue
from domain.wording import counted, day_in_words, family_in_words, instant_in_words, short_day

# A night without a sweep is worth saying; the sweep runs many times a day.
_SWEEP_IS_OLD = timedelta(hours=24)

_HEADINGS = {
    "overdue": "Overdue",
    "in_doubt": "In doubt",
    "due_today": "Due today",
    "coming_up": "Coming up",
    "practicable": "As soon as practicable",
    "reached": "Point reached",
    "settled": "No longer open",
    "withdrawn": "Alert withdrawn",
}

# From so many on, a reason that alerts share is said once and not at each of them.
_MANY = 4


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """One alert, with what the rule and the clock add to it.

    ``working_days_left`` counts from the day of the message to ``due_on``, negative when late.
    ``reached_on`` is the date on which the alert was due. ``late_because`` says why it comes
    later than that, ``settled`` how the clock has ended meanwhile ("done on 3 March 2025").
    ``act_by`` is the last working day on or before ``due_on``. ``untold``: no earlier message
    can have carried the alert. ``doubt`` says why it may have been done all the same.
    ``after_due`` is what it means that the due date has gone by.
    """

    alert: str
    lineage: str
    title: str
    case: str
    due_on: date
    act_by: date
    due_at: datetime | None
    reached_on: date
    working_days_left: int
    provisional: bool = False
    unverified: bool = False
    late_because: str | None = None
    settled: str | None = None
    withdrawn_because: str | None = None
    withdrawn: bool = False
    untold: bool = False
    doubt: str | None = None
    after_due: AfterDue = AfterDue.OVERDUE


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence about one case, with notes that belong to it."""

    sentence: str
    case: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestContent:
    """A day's digest for one recipient.

    ``standing`` holds (family, number overdue now), ``doubts`` what would be overdue and is in
    doubt, ``to_mend`` what those responsible for data have to mend.
    """

    subject: str
    day: date
    recipient: str
    overdue: tuple[Line, ...]
    due_today: tuple[Line, ...]
    coming_up: tuple[Line, ...]
    practicable: tuple[Line, ...]
    reached: tuple[Line, ...]
    settled: tuple[Line, ...]
    withdrawn: tuple[Line, ...]
    in_doubt: tuple[Line, ...]
    standing: tuple[tuple[str, int], ...]
    summary: str
    unseen: str
    late: tuple[str, ...]
    health: str
    doubts: tuple[str, ...] = ()
    to_mend: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AtOnceContent:
    """A message that does not wait for the morning: one alert, or its withdrawal."""

    subject: str
    recipient: str
    heading: str
    line: Line


Content = DigestContent | AtOnceContent


def digest(
    now: datetime,
    recipient: str,
    alerts: Iterable[AlertFacts],
    overdue_by_family: Mapping[str, int],
    health: str,
    *,
    in_doubt: Mapping[tuple[str, str], int] = MappingProxyType({}),
    to_mend: Iterable[str] = (),
) -> DigestContent:
    """The digest for ``recipient``.

    Several rungs of one clock become one line, the latest. Alerts withdrawn before anybody
    was told of them are counted, not listed. ``overdue_by_family`` counts what
    is overdue now for this recipient, alerts or no alerts; ``in_doubt`` what would be but for
    something that could not be read, by family and by what it was. ``to_mend`` says what those
    responsible for data have to mend.
    """
    groups: dict[str, list[Line]] = {name: [] for name in _HEADINGS}
    mended = tuple(to_mend)
    alerts = list(alerts)
    told = [facts for facts in alerts if not (facts.withdrawn and facts.untold)]
    told, late = _said_once(told)
    for facts in sorted(_latest(told), key=lambda one: (one.due_on, one.title, one.case)):
        groups[_group(facts, now)].append(describe(facts, now))
    total = sum(overdue_by_family.values())
    day = day_of(now)
    return DigestContent(
        subject=f"{short_day(day)}: {_subject(total, in_doubt, mended)}",
        day=day,
        recipient=recipient,
        standing=tuple(
            (family_in_words(family), number)
            for family, number in sorted(overdue_by_family.items())
            if number
        ),
        summary=_summary(total, sum(in_doubt.values())),
        unseen=_unseen(len(alerts) - len(told)),
        late=late,
        health=health,
        doubts=tuple(
            f"{family_in_words(family)}: {number}. {why}"
            for (family, why), number in sorted(in_doubt.items())
        ),
        to_mend=mended,
        **{name: tuple(lines) for name, lines in groups.items()},
    )


def at_once(now: datetime, recipient: str, facts: AlertFacts) -> AtOnceContent:
    """A message about one alert, sent as soon as it is raised."""
    heading = _HEADINGS[_group(facts, now)]
    return AtOnceContent(
        subject=f"{heading}: {facts.title}, due {short_day(facts.due_on)}",
        recipient=recipient,
        heading=heading,
        line=describe(facts, now),
    )


def describe(facts: AlertFacts, now: datetime) -> Line:
    """One alert as a sentence and its notes."""
    due = instant_in_words(facts.due_at) if facts.due_at else day_in_words(facts.due_on)
    if facts.withdrawn:
        why = _clause(facts.withdrawn_because) or "what it was based on has changed"
        sentence = f"{facts.title}: the alert about {due} no longer holds."
        return Line(sentence, facts.case, (f"Why: {why}.", "You need do nothing about it."))
    if facts.settled:
        sentence = f"{facts.title}: was due {due}; {facts.settled}."
        return Line(sentence, facts.case, tuple(_notes(facts, now)))
    sentence = f"{facts.title}: {_when(facts, due, now)}."
    return Line(sentence, facts.case, tuple(_notes(facts, now)))


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


def health_line(last_sweep_at: datetime | None, now: datetime) -> str:
    """Whether the engine itself is well, so that calm and broken look different."""
    if last_sweep_at is None:
        return (
            "Warning: the engine has no record of checking the cases, so something may be "
            "missing here. Tell the person who keeps it running."
        )
    checked_at = instant_in_words(last_sweep_at)
    if now - last_sweep_at > _SWEEP_IS_OLD:
        return (
            f"Warning: the cases were last checked on {checked_at}, so something may "
            "be missing here. Tell the person who keeps the engine running."
        )
    return f"The engine is working: all cases were last checked on {checked_at}."


def _latest(alerts: Iterable[AlertFacts]) -> list[AlertFacts]:
    """One for each clock and fate; a withdrawal does not hide an alert that still holds."""
    latest: dict[tuple[str, bool], AlertFacts] = {}
    for facts in alerts:
        key = (facts.lineage, facts.withdrawn)
        known = latest.get(key)
        if known is None or facts.reached_on >= known.reached_on:
            latest[key] = facts
    return list(latest.values())


def _said_once(alerts: list[AlertFacts]) -> tuple[list[AlertFacts], tuple[str, ...]]:
    """Say why alerts come late once for all of them, where it is the same for many."""
    reasons = Counter(facts.late_because for facts in _latest(alerts) if facts.late_because)
    shared = {because for because, number in reasons.items() if number >= _MANY}
    sentences = tuple(
        f"{reasons[because]} of the alerts below were due on an earlier day and come late: "
        f"{_clause(because)}."
        for because in sorted(shared)
    )
    quiet = [
        replace(facts, late_because=None) if facts.late_because in shared else facts
        for facts in alerts
    ]
    return quiet, sentences


def _group(facts: AlertFacts, now: datetime) -> str:
    if facts.withdrawn:
        return "withdrawn"
    past = facts.due_on < day_of(now)
    if facts.settled or (past and facts.after_due is AfterDue.LAPSES):
        return "settled"
    if past and facts.after_due is AfterDue.WATCHED:
        return "reached"
    if facts.after_due is AfterDue.PRACTICABLE and facts.due_on <= day_of(now):
        return "practicable"
    if _is_overdue(facts, now):
        return "in_doubt" if facts.doubt else "overdue"
    return "due_today" if facts.due_on == day_of(now) else "coming_up"


def _is_overdue(facts: AlertFacts, now: datetime) -> bool:
    return facts.due_at < now if facts.due_at else facts.due_on < day_of(now)


def _distance(facts: AlertFacts, now: datetime) -> str:
    today = day_of(now)
    if facts.due_on == today:
        return "late" if _is_overdue(facts, now) else "today"
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
    if late := _clause(facts.late_because):
        yield f"This alert was due on {day_in_words(facts.reached_on)} and comes late: {late}."


def _clause(text: str | None) -> str:
    return (text or "").strip().rstrip(".")


def _subject(total: int, in_doubt: Mapping[tuple[str, str], int], to_mend: Sized) -> str:
    parts = [f"{total} overdue"] if total else []
    if doubts := sum(in_doubt.values()):
        parts.append(f"{doubts} in doubt")
    if to_mend:
        parts.append("data to mend")
    return ", ".join(parts) or "nothing is overdue"


def _summary(total: int, in_doubt: int) -> str:
    are = "date that has passed is" if in_doubt == 1 else "dates that have passed are"
    doubts = f" {in_doubt} {are} in doubt." if in_doubt else ""
    if not total:
        return f"Nothing is overdue.{doubts}"
    return f"{total} {'is' if total == 1 else 'are'} overdue in all.{doubts}"


def _unseen(number: int) -> str:
    if not number:
        return ""
    was = "was" if number == 1 else "were"
    return f"{counted(number, 'alert')} {was} raised and withdrawn again before this digest."
