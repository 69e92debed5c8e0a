"""Permanence: plans by the second review, plans agreed, and permanence achieved."""

from collections import Counter
from statistics import median

from domain.case.events import Event
from domain.measures.record import Record
from domain.measures.spells import CARE_EVENTS
from reports.findings import Findings
from reports.parts import by_name, counts, how_counted, percents, share_of, with_doubts
from reports.periods import span_in_words, years_up_to
from reports.report import Cell, Chart, Column, Drawing, Table

BY_SECOND_REVIEW = "lac.permanence.second_review"
AGREED, ACHIEVED = "permanence_plan_agreed", "permanence_achieved"
EVENTS = (AGREED, ACHIEVED, *CARE_EVENTS)
_NOT_SAID = "plan not named"


def by_second_review_table(found: Findings, years_before: int) -> Table:
    """Whether a plan was agreed by the second review, year by year."""
    rows: list[tuple[Cell, ...]] = []
    in_doubt: list[int] = []
    note = ""
    for span in years_up_to(found.first, found.last, years_before):
        [one] = found.indicators([BY_SECOND_REVIEW], *span)
        note, figure = how_counted(one), one.figure
        if figure.denominator or figure.in_doubt:
            agreed = int(figure.numerator)
            row = (span_in_words(span), figure.denominator, agreed, figure.missed, share_of(figure))
            rows.append(row)
            in_doubt.append(figure.in_doubt)
    table = Table(
        "Plan for permanence by the second review",
        (
            *(Column("Year"), counts("Children"), counts("Agreed by then"), counts("Not")),
            percents("Agreed, %"),
        ),
        tuple(rows),
        note=note,
        chart=Chart(Drawing.BARS, ("Agreed, %",), "Plans agreed by the second review, per cent."),
    )
    return with_doubts(table, in_doubt, after="Not")


def plans_table(found: Findings) -> Table:
    """The plans agreed and the permanence achieved in the period, by plan."""
    agreed = Counter(_plan(event) for event in found.events(AGREED))
    achieved: Counter[str] = Counter()
    taken: dict[str, list[int]] = {}
    for record in found.records.values():
        for event in record.of_type(ACHIEVED):
            if found.first <= event.on <= min(found.last, found.as_at):
                achieved[_plan(event)] += 1
                since = record.last_of([AGREED], event.on)
                if since is not None:
                    taken.setdefault(_plan(event), []).append((event.on - since).days)
    waiting = Counter(
        plan for record in found.records.values() if (plan := _waits(found, record)) is not None
    )
    rows: list[tuple[Cell, ...]] = []
    for plan, _ in by_name(agreed + achieved + waiting):
        middle = round(median(taken[plan])) if plan in taken else None
        rows.append((plan, agreed[plan], achieved[plan], middle, waiting[plan]))
    return Table(
        "Plans for permanence agreed and achieved",
        (
            *(Column("Plan"), counts("Agreed in the period"), counts("Achieved in the period")),
            *(counts("Days from agreed to achieved, middle"), counts("Waiting at the end")),
        ),
        tuple(rows),
        note="Waiting: children still looked after at the end of the period whose last agreed plan "
        "is not on record as achieved. Days run from the last plan agreed before.",
    )


def _plan(event: Event) -> str:
    return str(event.attributes.get("plan", _NOT_SAID))


def _waits(found: Findings, record: Record) -> str | None:
    day = min(found.last, found.as_at)
    plans = [event for event in record.of_type(AGREED) if event.on <= day]
    if not plans or record.in_care_since(day) is None:
        return None
    done = record.last_of([ACHIEVED], day)
    # A plan of an earlier time in care waits for nothing.
    ended = record.last_of(["ceased_looked_after"], day)
    over = max((one for one in (done, ended) if one is not None), default=None)
    return _plan(plans[-1]) if over is None or plans[-1].on > over else None
