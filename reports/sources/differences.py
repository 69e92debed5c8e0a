"""Facts that several sources tell, and what they say differently."""

from collections import Counter
from collections.abc import Iterator

from domain.case.agreed_facts import AgreedFact, Difference
from domain.explaining.evidence_in_words import value_in_words
from domain.wording import code_in_words, event_in_words
from reports.findings import Findings
from reports.parts import counts, days, with_total
from reports.report import Cell, Column, Table
from reports.sources.told import facts_of

_BORN = "born"


def differing(findings: Findings) -> list[tuple[AgreedFact, Difference]]:
    """What is said differently of the facts of the period, by kind and then day.

    A date of birth is of no period: those that differ are all here.
    """
    found = [(fact, difference) for fact in agreed(findings) for difference in fact.differences]
    return sorted(
        found, key=lambda each: (each[0].event.type, each[0].event.on, each[0].event.case)
    )


def agreed(findings: Findings) -> Iterator[AgreedFact]:
    """The facts of the period, up to the as-at day, that several sources tell."""
    last = min(findings.last, findings.as_at)
    for record in findings.records.values():
        if not record.sources:
            continue
        for event, fact in facts_of(record):
            if fact and (event.type == _BORN or findings.first <= event.on <= last):
                yield fact


def table(found: list[tuple[AgreedFact, Difference]]) -> Table:
    """What is said differently, case by case, and what to do about it."""
    return Table(
        "What sources say differently",
        (
            Column("Kind of fact"),
            Column("Case"),
            days("Counted as of"),
            Column("About"),
            Column("What each says"),
            Column("Counts"),
            Column("What to do"),
        ),
        tuple(_row(fact, difference) for fact, difference in found),
        note="The most trusted source counts until the others are put right. Dates of birth are "
        "not shown: see the records.",
    )


def by_kind(findings: Findings, found: list[tuple[AgreedFact, Difference]]) -> Table:
    """How many facts several sources tell, and how many of them differ, by kind."""
    told = Counter(fact.event.type for fact in agreed(findings))
    differ = Counter(
        kind for kind, _ in {(f.event.type, (f.event.source, f.event.id)) for f, _ in found}
    )
    rows = [(event_in_words(kind), number, differ[kind]) for kind, number in sorted(told.items())]
    return Table(
        "Facts that several sources tell",
        (Column("Kind of fact"), counts("Told by several"), counts("Of them told differently")),
        with_total(rows),
        sums=1 if rows else 0,
    )


def _row(fact: AgreedFact, difference: Difference) -> tuple[Cell, ...]:
    event, what = fact.event, code_in_words(difference.what)
    counting, *others = difference.said
    wrong = ", ".join(source for source, value in others if value != counting[1])
    if event.type == _BORN:
        sources = " and ".join(source for source, _ in difference.said)
        said = f"{sources} give other dates of birth"
        do = "Settle the date of birth first: one of the records may be another child's."
    else:
        said = "; ".join(f"{source}: {value_in_words(value)}" for source, value in difference.said)
        do = f"Look up the {what} and correct {wrong}, or {counting[0]} where that is wrong."
    on = None if event.type == _BORN else event.on
    return event_in_words(event.type), event.case, on, what, said, counting[0], do
