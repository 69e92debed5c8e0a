"""Quality alerts: what was found, where, and whether concerns were answered."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from domain.case.events import Event
from domain.measures.figures import NOT_ASSIGNED
from domain.measures.record import Record
from reports.findings import Findings
from reports.parts import by_name, counts, percents, share, with_total
from reports.report import Cell, Chart, Column, Drawing, Table

RAISED, ANSWERED, CLOSED = (
    "quality_alert_raised",
    "quality_alert_responded",
    "quality_alert_closed",
)
EVENTS = (RAISED, ANSWERED, CLOSED)
RULE = "qa.alert.response"

_INFORMAL, _FORMAL, _GOOD = "Concerns, informal", "Concerns, formal", "Good practice"
_COLUMNS = (_INFORMAL, _FORMAL, _GOOD)
_NOT_SAID = "no category"


def by_category_table(found: Findings) -> Table:
    """The alerts raised in the period, by category and kind."""
    kinds = _kinds(found, lambda _, event: str(event.attributes.get("category", _NOT_SAID)))
    rows: list[tuple[Cell, ...]] = [
        (name, *(kinds[name][kind] for kind in _COLUMNS), total)
        for name, total in by_name({name: each.total() for name, each in kinds.items()})
    ]
    chart = Chart(Drawing.STACKED, _COLUMNS, "Quality alerts raised, by category and kind.")
    return Table(
        "Quality alerts, by category",
        (Column("Category"), *map(counts, _COLUMNS), counts("All")),
        with_total(rows),
        note="Alerts raised in the period. One of which nobody said whether it was formal counts "
        "as informal, and one without a kind as a concern.",
        chart=chart,
        sums=1,
    )


def by_team_table(found: Findings) -> Table:
    """The alerts of each team: raised and answered in the period, and open at its end."""
    day = min(found.last, found.as_at)
    raised = _kinds(found, lambda record, event: _team(record, event, event.on))
    due: Counter[str] = Counter()
    in_time: Counter[str] = Counter()
    for unit in found.due([RULE]):
        assert unit.duty is not None
        record = found.records[unit.case]
        began = [one for one in record.of_type(RAISED) if one.on == unit.duty.started_on]
        team = _team(record, began[0] if began else None, unit.on)
        due[team] += 1
        in_time[team] += unit.counts
    still_open: Counter[str] = Counter()
    unanswered: Counter[str] = Counter()
    for record, event in _open(found, day):
        team = _team(record, event, event.on)
        still_open[team] += 1
        unanswered[team] += not _followed(record, event, ANSWERED, day)
    rows: list[tuple[Cell, ...]] = []
    for team in sorted({*raised, *due, *still_open}, key=lambda one: (one == NOT_ASSIGNED, one)):
        kinds = raised[team] if team in raised else Counter[str]()
        concerns = kinds[_INFORMAL] + kinds[_FORMAL]
        rows.append(
            (
                *(team, concerns, kinds[_FORMAL], kinds[_GOOD], due[team], in_time[team]),
                *(share(in_time[team], due[team]), still_open[team], unanswered[team]),
            )
        )
    return Table(
        "Quality alerts, by team",
        (
            *(Column("Team"), counts("Concerns"), counts("Of these formal"), counts(_GOOD)),
            *(counts("Answers due"), counts("Answered in time"), percents("In time, %")),
            *(counts("Open at the end"), counts("Without an answer")),
        ),
        _with_all(rows),
        note=_answers(found),
        sums=1,
    )


def _answers(found: Findings) -> str:
    if RULE not in found.rules:
        return "The profile has no rule for how soon an alert is to be answered."
    return (
        f"Answers by the rule '{found.title_of(RULE)}' of the profile, those that fell due in the "
        "period. Open: concerns raised by the end of the period and not closed by then."
    )


def _with_all(rows: list[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows and their sums; the percentage of them all is that of the sums."""
    if not rows:
        return ()
    *_, (name, *sums) = with_total([(*row[:6], 0, *row[7:]) for row in rows])
    due, in_time = sums[3], sums[4]
    assert isinstance(due, int)
    assert isinstance(in_time, int)
    sums[5] = share(in_time, due)
    return (*rows, (name, *sums))


def _kinds(found: Findings, group: Callable[[Record, Event], str]) -> dict[str, Counter[str]]:
    kinds: dict[str, Counter[str]] = {}
    for event in found.events(RAISED):
        kind = _GOOD if event.attributes.get("kind") == "good_practice" else _INFORMAL
        if kind == _INFORMAL and event.attributes.get("formal"):
            kind = _FORMAL
        kinds.setdefault(group(found.records[event.case], event), Counter())[kind] += 1
    return kinds


def _open(found: Findings, day: date) -> Iterator[tuple[Record, Event]]:
    for record in found.records.values():
        for event in record.of_type(RAISED):
            concern = event.attributes.get("kind") != "good_practice"
            if concern and event.on <= day and not _followed(record, event, CLOSED, day):
                yield record, event


def _followed(record: Record, event: Event, type_name: str, day: date) -> bool:
    return any(event.on <= one.on <= day for one in record.of_type(type_name))


def _team(record: Record, event: Event | None, day: date) -> str:
    named = event.attributes.get("team") if event is not None else None
    return str(named or record.team(day) or NOT_ASSIGNED)
