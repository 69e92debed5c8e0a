"""What a digest lists from one day to the next, and at what hours people are told."""

from collections import Counter
from datetime import datetime, timedelta

from domain.clocks.alerts import DeliveryState
from domain.days import day_of
from engine.outbox import send_waiting
from engine.standing import standing
from engine.sweep import sweep
from engine.working_hours import at_work
from engine.workspace import Workspace
from tests.support.workspaces import at, deliveries, fact, ledger, tell

TOLD_AT = at("2026-03-02 18:00")
IN_CARE = (
    fact("1", "became_looked_after", "2026-03-02"),
    fact("1", "responsible_assigned", "2026-03-02", role="iro", person="IRO-07"),
)
OTHERS = (
    fact("2", "strategy_discussion_held", "2026-03-02"),
    fact("3", "found", "2026-03-06T22:00:00+00:00"),
)


def listed(workspace: Workspace, now: datetime) -> dict[str, set[str]]:
    """The rules of what stands for each person."""
    with workspace.database.reading() as work:
        found = standing(workspace, work, now)
    return {code: {clock.rule for clock in clocks} for code, clocks in found.items()}


def test_what_stands_is_listed_until_it_is_done(workspace: Workspace) -> None:
    tell(workspace, *IN_CARE, now=TOLD_AT)
    later = at("2026-04-20 08:00")
    assert "IRO-07" not in listed(workspace, TOLD_AT)
    assert "lac.review.first" in listed(workspace, later)["IRO-07"]
    assert "lac.review.first" in listed(workspace, later + timedelta(days=90))["iro_manager"]
    tell(workspace, fact("1", "review_held", "2026-04-20"), now=at("2026-04-20 18:00"))
    found = listed(workspace, at("2026-04-21 08:00"))
    assert all("lac.review.first" not in rules for rules in found.values())


def test_a_successor_sees_what_they_took_over_and_the_one_before_no_more(
    workspace: Workspace,
) -> None:
    tell(workspace, *IN_CARE, now=TOLD_AT)
    sweep(workspace, now=at("2026-03-23 08:00"))
    successor = fact("1", "responsible_assigned", "2026-03-24", role="iro", person="IRO-08")
    tell(workspace, successor, now=at("2026-03-24 08:00"))
    found = listed(workspace, at("2026-03-24 09:00"))
    assert "lac.review.first" in found["IRO-08"]
    assert "IRO-07" not in found


def test_all_who_were_told_of_a_duty_find_it_listed(workspace: Workspace) -> None:
    tell(workspace, *IN_CARE, *OTHERS, now=at("2026-03-06 23:00"))
    now = at("2026-04-20 08:00")
    sweep(workspace, now=now)
    told = {(alert.recipient, alert.rule) for alert in ledger(workspace)}
    found = {(code, rule) for code, rules in listed(workspace, now).items() for rule in rules}
    assert told == found


def test_whoever_has_something_to_see_to_is_reminded_every_working_morning(
    small: Workspace,
) -> None:
    tell(small, *IN_CARE, now=TOLD_AT)
    days = [at("2026-06-15 07:00") + timedelta(days=number) for number in range(7)]
    for now in days:
        sweep(small, now=now)
        send_waiting(small, now)
    for person in ("IRO-07", "iro_manager"):
        files = (small.settings.data_folder / "mail" / person / "new").iterdir()
        texts = [file.read_text("utf-8") for file in files]
        assert len(texts) == 5
        assert all("First looked-after review" in text for text in texts)


def test_for_three_weeks_people_hear_once_a_working_morning_and_by_day_of_a_breach(
    small: Workspace,
) -> None:
    tell(small, *IN_CARE, *OTHERS, now=at("2026-03-06 23:00"))
    for hours in range(24 * 21):
        now = at("2026-03-07 00:30") + timedelta(hours=hours)
        sweep(small, now=now)
        send_waiting(small, now)
    alerts = {alert.id: alert for alert in ledger(small)}
    sent = [row for row in deliveries(small) if row.state is DeliveryState.SENT and row.sent_at]
    night = [row for row in sent if row.sent_at and not at_work(row.sent_at, small.works_on)]
    assert night
    assert {alerts[row.alert or ""].rule for row in night} == {"missing.return_interview"}
    mornings = Counter(
        (row.recipient, day_of(row.sent_at), row.message)
        for row in sent
        if row.sent_at and not row.at_once
    )
    days = Counter((recipient, day) for recipient, day, _ in mornings)
    assert set(days.values()) == {1}
