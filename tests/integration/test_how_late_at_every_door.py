"""How early or late a duty is, in working days: the same in a list, a reason, a mail, a report."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from domain.case.events import Event
from domain.clocks.views import clock_as_json
from domain.counting import working_days_late, working_days_left
from domain.explaining.explanation import explain
from reports.made import challenge_pack, out_of_date_log
from store.database import open_database
from tests.support.dispatching import CountingGateway, add_alert, send
from tests.support.smtp_server import words_of
from tests.unit.domain.cases import ENGLAND, reckonings, rules_of
from tests.unit.reports.told import findings, many, table

# A second review is due three months after the first: the day it was held, its due date, the day
# asked about, and the working days left on it.
DAYS = [
    pytest.param("2025-03-14", "2025-06-14", "2025-06-12", 1, id="two days before a Saturday"),
    pytest.param("2025-03-14", "2025-06-14", "2025-06-13", 0, id="the Friday before a Saturday"),
    pytest.param("2025-03-14", "2025-06-14", "2025-06-15", 0, id="the Sunday after a Saturday"),
    pytest.param("2025-03-14", "2025-06-14", "2025-06-16", -1, id="the Monday after a Saturday"),
    pytest.param("2025-03-14", "2025-06-14", "2025-06-17", -2, id="the Tuesday after a Saturday"),
    pytest.param("2025-03-15", "2025-06-15", "2025-06-16", -1, id="the Monday after a Sunday"),
    pytest.param("2025-03-13", "2025-06-13", "2025-06-15", 0, id="the Sunday after a Friday"),
    pytest.param("2025-03-13", "2025-06-13", "2025-06-16", -1, id="the Monday after a Friday"),
    pytest.param("2025-05-25", "2025-08-25", "2025-08-26", -1, id="after a bank holiday"),
    pytest.param("2025-05-25", "2025-08-25", "2025-08-21", 1, id="before a bank holiday"),
    pytest.param("2025-05-22", "2025-08-22", "2025-08-25", 0, id="a bank holiday after a Friday"),
]


def second_review(held: str) -> list[Event]:
    return many(
        1,
        "case",
        ("became_looked_after", held),
        ("review_held", held),
        ("responsible_assigned", held, {"role": "iro", "person": "IRO-07"}),
    )


def said(left: int, days: int) -> str:
    """In working days, or in days where no working day lies between."""
    number, thing = (abs(left), "working day") if left else (abs(days), "day")
    return f"{number} {thing}{'' if number == 1 else 's'}"


@pytest.mark.parametrize(("held", "due_on", "today", "left"), DAYS)
def test_every_door_counts_the_same(
    held: str, due_on: str, today: str, left: int, tmp_path: Path
) -> None:
    due, day = date.fromisoformat(due_on), date.fromisoformat(today)
    assert working_days_left(day, due, ENGLAND) == left
    assert working_days_late(day, due, ENGLAND) == max(0, -left)
    words = said(left, (due - day).days)
    [one] = reckonings(second_review(held), "lac.review.second", "leicestershire")
    assert one.clock.due_on == due

    view = clock_as_json(one.clock, one.rule, one.calendar, day)
    assert view["working_days_left"] == left

    rulebook, _ = rules_of("leicestershire")
    reason = explain(one, day, rulebook).as_text()
    assert (f"overdue by {words}" if day > due else f"{words} left") in reason

    mail = mailed(due, day, tmp_path)
    assert (f"({words} late)" if day > due else f"(in {words})") in mail

    if day > due:
        assert late_in_reports(second_review(held), day) == {-left}


def mailed(due_on: date, day: date, folder: Path) -> str:
    database = open_database(f"sqlite:///{folder}/timescales.db")
    database.migrate()
    gateway = CountingGateway(folder / "gateway")
    add_alert(database, 1, "IRO-07", at_once=True, due_on=due_on)
    send(database, gateway, datetime.combine(day, time(7), UTC))
    database.dispose()
    return words_of(gateway.messages[0])


def late_in_reports(events: list[Event], day: date) -> set[Any]:
    """What each report has in its column of working days late."""
    found: set[Any] = set()
    for module, title in (
        (out_of_date_log, "Reviews that are overdue"),
        (challenge_pack, "The longest overdue"),
    ):
        made = module.REPORT.make(findings(module.REPORT, events, day.replace(day=1), day))
        shown = table(made, title)
        place = [column.title for column in shown.columns].index("Working days late")
        name = [column.title for column in shown.columns].index("Due" if place == 5 else "Was due")
        found |= {row[place] for row in shown.rows if row[name] == day_due(events)}
    return found


def day_due(events: list[Event]) -> date:
    [one] = reckonings(events, "lac.review.second", "leicestershire")
    return one.clock.due_on
