"""What a message says: everything that stands for somebody, in groups, counted as it is listed.

Pure: no store, no template, no clock on the wall.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from domain.days import day_of
from domain.rules.after_due import AfterDue
from domain.wording import counted, family_in_words, instant_in_words, short_day
from notifications.alert_words import AlertFacts, Line, clause, describe, is_overdue

# A night without a sweep is worth saying; the sweep runs many times a day.
_SWEEP_IS_OLD = timedelta(hours=24)

_SOON = timedelta(days=7)

# The groups of a digest in the order in which they are read, with their headings.
HEADINGS = {
    "overdue": "Overdue",
    "due_today": "Due today",
    "this_week": "Due within seven days",
    "coming_up": "Coming up",
    "practicable": "To be done as soon as practicable",
    "in_doubt": "In doubt, and not counted as overdue",
    "reached": "Points that were reached",
    "settled": "No longer open",
    "withdrawn": "Alerts withdrawn",
}
# The same in the subject of a message that does not wait.
_SHORT = HEADINGS | {
    "practicable": "As soon as practicable",
    "in_doubt": "In doubt",
    "reached": "Point reached",
    "withdrawn": "Alert withdrawn",
}
# What the subject and the summary of a digest count.
_COUNTED = ("overdue", "due_today", "this_week", "in_doubt")

# From so many on, a reason that alerts share is said once and not at each of them.
_MANY = 4


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that have the same to say, under one heading."""

    name: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class DigestContent:
    """A day's digest for one recipient: everything that stands, in groups, the new marked.

    ``overdue_by_family`` holds (family, number overdue). ``to_mend`` is what those responsible for
    data have to mend. The counts above are of the lines below.
    """

    subject: str
    day: date
    recipient: str
    summary: str
    overdue_by_family: tuple[tuple[str, int], ...]
    groups: tuple[Group, ...]
    unseen: str
    late: tuple[str, ...]
    health: str
    to_mend: tuple[str, ...] = ()

    def lines(self, name: str) -> tuple[Line, ...]:
        """The lines of a group, none where there is no such group."""
        return next((group.lines for group in self.groups if group.name == name), ())


@dataclass(frozen=True, slots=True)
class AtOnceContent:
    """A message that does not wait for the morning: what was found within a few minutes."""

    subject: str
    recipient: str
    groups: tuple[Group, ...]


Content = DigestContent | AtOnceContent


@dataclass(frozen=True, slots=True)
class News:
    """What one message carries: its alerts, and how many of them need no word any more."""

    told: Sequence[AlertFacts]
    unseen: int
    late: tuple[str, ...] = field(default=())


def digest(
    now: datetime,
    recipient: str,
    standing: Iterable[AlertFacts],
    carried: Iterable[AlertFacts],
    health: str,
    *,
    to_mend: Iterable[str] = (),
) -> DigestContent:
    """The digest for ``recipient``: what stands for them, and the alerts that it carries.

    One line for each clock, whether it stands from before or an alert of it is carried; several
    rungs of one clock are one line, the latest. Alerts withdrawn before anybody was told of them
    are counted, not listed. ``to_mend`` says what those responsible for data have to mend.
    """
    news = _news(carried)
    mended = tuple(to_mend)
    known = {facts.lineage for facts in news.told if not facts.withdrawn}
    before = [facts for facts in standing if facts.lineage not in known]
    groups = _grouped([*before, *news.told], now)
    counts = _counts(groups)
    day = day_of(now)
    overdue = Counter(
        facts.family for facts in [*before, *news.told] if _group(facts, now) == "overdue"
    )
    return DigestContent(
        subject=f"{short_day(day)}: {_subject(counts, bool(mended))}",
        day=day,
        recipient=recipient,
        summary=_summary(counts),
        overdue_by_family=tuple(
            (family_in_words(family), number) for family, number in sorted(overdue.items())
        ),
        groups=groups,
        unseen=_unseen(news.unseen),
        late=news.late,
        health=health,
        to_mend=mended,
    )


def at_once(now: datetime, recipient: str, carried: Iterable[AlertFacts]) -> AtOnceContent:
    """A message about what was found just now, sent as soon as it is raised."""
    facts = _latest(carried)
    groups = _grouped(facts, now)
    if len(facts) == 1:
        subject = f"{_SHORT[groups[0].name]}: {facts[0].title}, due {short_day(facts[0].due_on)}"
    else:
        counts = _counts(groups)
        subject = ", ".join(f"{number} {_in_short(name)}" for name, number in counts.items())
    return AtOnceContent(subject=subject, recipient=recipient, groups=groups)


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


def _news(carried: Iterable[AlertFacts]) -> News:
    """The carried alerts as they are told, with what is said once for many of them."""
    alerts = list(carried)
    told = _latest(facts for facts in alerts if not (facts.withdrawn and facts.untold))
    reasons = Counter(facts.late_because for facts in told if facts.late_because)
    shared = {because for because, number in reasons.items() if number >= _MANY}
    late = tuple(
        f"{reasons[because]} of the alerts below were due on an earlier day and come late: "
        f"{clause(because)}."
        for because in sorted(shared)
    )
    quiet = [
        replace(facts, late_because=None) if facts.late_because in shared else facts
        for facts in told
    ]
    unseen = sum(facts.withdrawn and facts.untold for facts in alerts)
    return News(quiet, unseen, late)


def _latest(alerts: Iterable[AlertFacts]) -> list[AlertFacts]:
    """One for each clock and fate; a withdrawal does not hide an alert that still holds."""
    latest: dict[tuple[str, bool], AlertFacts] = {}
    for facts in alerts:
        key = (facts.lineage, facts.withdrawn)
        known = latest.get(key)
        if known is None or _reached(facts) >= _reached(known):
            latest[key] = facts
    return list(latest.values())


def _reached(facts: AlertFacts) -> date:
    return facts.reached_on or date.min


def _grouped(alerts: Sequence[AlertFacts], now: datetime) -> tuple[Group, ...]:
    """The lines by group. Those of one case stand together, the case that is due first before."""
    found: dict[str, list[AlertFacts]] = {name: [] for name in HEADINGS}
    for facts in alerts:
        found[_group(facts, now)].append(facts)
    groups = []
    for name, members in found.items():
        first: dict[str, date] = {}
        for facts in members:
            first[facts.case] = min(facts.due_on, first.get(facts.case, facts.due_on))
        members.sort(key=lambda one: (first[one.case], one.case, one.due_on, one.title))
        if members:
            lines = tuple(describe(facts, now) for facts in members)
            groups.append(Group(name, HEADINGS[name], lines))
    return tuple(groups)


def _counts(groups: Iterable[Group]) -> dict[str, int]:
    return {group.name: len(group.lines) for group in groups}


def _group(facts: AlertFacts, now: datetime) -> str:
    if facts.withdrawn:
        return "withdrawn"
    past = facts.due_on < day_of(now)
    if facts.settled or (past and facts.after_due is AfterDue.LAPSES):
        return "settled"
    if past and facts.after_due is AfterDue.WATCHED:
        return "reached"
    # It may be done already, so it alarms nobody, whether its day has come or not.
    if facts.doubt:
        return "in_doubt"
    if facts.after_due is AfterDue.PRACTICABLE and facts.due_on <= day_of(now):
        return "practicable"
    if is_overdue(facts, now):
        return "overdue"
    if facts.due_on == day_of(now):
        return "due_today"
    return "this_week" if facts.due_on <= day_of(now) + _SOON else "coming_up"


def _in_short(name: str) -> str:
    return _SHORT[name].lower()


def _subject(counts: Mapping[str, int], to_mend: bool) -> str:
    parts = [f"{counts[name]} {_in_short(name)}" for name in _COUNTED if counts.get(name)]
    if "overdue" not in counts and not parts:
        parts.append("nothing is overdue")
    return ", ".join([*parts, "data to mend"] if to_mend else parts)


def _summary(counts: Mapping[str, int]) -> str:
    """What the subject counts, in sentences; that nothing is overdue is said where nothing is."""
    sentences = [] if counts.get("overdue") else ["Nothing is overdue."]
    for name in _COUNTED:
        if number := counts.get(name):
            sentences.append(f"{number} {'is' if number == 1 else 'are'} {_in_short(name)}.")
    return " ".join(sentences)


def _unseen(number: int) -> str:
    if not number:
        return ""
    was = "was" if number == 1 else "were"
    return f"{counted(number, 'alert')} {was} raised and withdrawn again before this digest."
