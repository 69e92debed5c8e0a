"""Facts that only one source tells, though another that tells of the case could have."""

from domain.case.events import Event
from domain.wording import event_in_words
from reports.findings import Findings
from reports.parts import days
from reports.report import Column, Table
from reports.sources.told import Window, could_have_told, facts_of

Missing = tuple[Event, tuple[str, ...], tuple[str, ...]]


def told_by_one_only(findings: Findings, told: Window) -> list[Missing]:
    """The facts of the period that a source does not tell and could have, by kind and then day:
    each with the sources that tell it and those that do not."""
    found: list[Missing] = []
    last = min(findings.last, findings.as_at)
    for record in findings.records.values():
        if not record.sources:
            continue
        for event, fact in facts_of(record):
            if not findings.first <= event.on <= last:
                continue
            telling = {one.source for one in fact.evidence} if fact else {event.source}
            silent = tuple(
                source
                for source in sorted(record.sources - telling)
                if could_have_told(source, event, told, findings)
            )
            if silent:
                found.append((event, tuple(sorted(telling)), silent))
    return sorted(found, key=lambda each: (each[0].type, each[0].on, each[0].case))


def table(found: list[Missing]) -> Table:
    """The facts that a source does not tell and could have."""
    return Table(
        "Told by one source and not by another that could have",
        (
            Column("Kind of fact"),
            Column("Case"),
            days("Day"),
            Column("Told by"),
            Column("Not told by"),
            Column("What to do"),
        ),
        tuple(
            (
                event_in_words(event.type),
                event.case,
                event.on,
                ", ".join(telling),
                ", ".join(silent),
                f"If it happened, add it to {', '.join(silent)}; if not, take it out of "
                f"{', '.join(telling)}.",
            )
            for event, telling, silent in found
        ),
        note="All of them count. What a source tells only the latest of, or does not go back to, "
        "is not listed.",
    )
