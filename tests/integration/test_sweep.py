"""The sweep never misses, never repeats, catches up, and says when it is late."""

import multiprocessing
from collections import Counter
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clocks.alerts import delivery_id
from engine.digests import prepare_digests
from engine.sweep import sweep
from engine.working_hours import at_work
from engine.workspace import Workspace
from tests.support.copies import copy_of
from tests.support.workspaces import (
    at,
    deliveries,
    fact,
    ledger,
    open_at,
    rungs,
    standing,
    sweep_with_another,
    tell,
)

FIRST_REVIEW = "lac.review.first"
TOLD_AT = at("2026-03-03 18:00")
FACTS = (
    fact("1", "became_looked_after", "2026-03-02", legal_status="V2"),
    fact("1", "placement_started", "2026-03-02"),
    fact("1", "responsible_assigned", "2026-03-02", role="iro", person="IRO-07", team="North"),
    fact("2", "strategy_discussion_held", "2026-03-02"),
    fact("3", "complaint_received", "2026-03-03", procedure="statutory"),
    fact("4", "found", "2026-03-03T10:00:00+00:00"),
)
# Mornings and late evenings, which in summer time lie in the next day of London.
TICKS = [
    TOLD_AT + timedelta(days=day, hours=hours) for day in range(0, 48, 2) for hours in (0, 5.5, 12)
]
END = at("2026-04-21 07:00")


@pytest.mark.parametrize(("kind", "examples"), [("sqlite", 20), ("postgresql", 4)])
def test_any_sweeps_that_end_in_one_leave_the_same_ledger_as_that_one_alone(
    kind: str, examples: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path}/told.db"
    if kind == "postgresql":
        url = request.getfixturevalue("postgres").new_database()
    told = open_at(url, tmp_path)
    tell(told, *FACTS, now=TOLD_AT)
    told.database.dispose()

    def ledger_after(*ticks: datetime) -> list[tuple[str, str, str]]:
        workspace = open_at(copy_of(url), tmp_path)
        for now in ticks:
            sweep(workspace, now=now)
        found = standing(workspace)
        workspace.database.dispose()
        return found

    expected = ledger_after(END)
    assert len({rung for _, rung, _ in expected}) > 6

    @settings(max_examples=examples)
    @given(st.sets(st.sampled_from(TICKS), max_size=12))
    def check(ticks: set[datetime]) -> None:
        assert ledger_after(*sorted(ticks), END) == expected

    check()


def run_together(pool: Executor, barrier: object, workspace: Workspace) -> list[int]:
    """How many alerts each of two sweeps raised that began together."""
    settings = workspace.settings
    runs = [
        pool.submit(
            sweep_with_another, settings.database_url, str(settings.data_folder), END, barrier
        )
        for _ in range(2)
    ]
    return [run.result().raised for run in runs]


def check_one_winner_each(workspace: Workspace, raised: list[int]) -> None:
    alerts = ledger(workspace)
    assert len(alerts) >= 200
    assert sum(raised) == len(alerts)
    assert len({(one.lineage, one.rung, one.recipient) for one in alerts}) == len(alerts)
    whom = {one.id: (one.lineage, one.recipient) for one in alerts}
    told = Counter(whom[one.alert or ""] for one in deliveries(workspace))
    assert told == dict.fromkeys(whom.values(), 1)


def tell_of_many(workspace: Workspace) -> None:
    began = [fact(str(n), "became_looked_after", "2026-03-02") for n in range(20)]
    tell(workspace, *began, now=TOLD_AT)


def test_two_sweeps_at_once_in_threads_raise_each_alert_once(workspace: Workspace) -> None:
    tell_of_many(workspace)
    with ThreadPoolExecutor(2) as pool:
        check_one_winner_each(workspace, run_together(pool, Barrier(2), workspace))


def test_two_sweeps_at_once_in_processes_raise_each_alert_once(workspace: Workspace) -> None:
    tell_of_many(workspace)
    spawn = multiprocessing.get_context("spawn")
    with spawn.Manager() as manager, ProcessPoolExecutor(2, mp_context=spawn) as pool:
        check_one_winner_each(workspace, run_together(pool, manager.Barrier(2), workspace))


def test_five_hundred_late_sweeps_in_a_row_have_one_effect(workspace: Workspace) -> None:
    tell(workspace, *FACTS, now=TOLD_AT)
    first = sweep(workspace, now=END)
    before = ledger(workspace), deliveries(workspace)
    assert first.raised == len(before[0]) >= len(before[1]) > 0
    for number in range(1, 500):
        late = sweep(workspace, now=END + timedelta(milliseconds=number))
        assert (late.clocks_read, late.raised) == (0, 0)
    assert (ledger(workspace), deliveries(workspace)) == before


def late_because(workspace: Workspace, rung: str) -> str | None:
    """What the alerts of one rung of the first review say; all say the same."""
    (text,) = {
        one.late_because
        for one in ledger(workspace)
        if (one.rule, one.rung) == (FIRST_REVIEW, rung)
    }
    return text


def test_an_alert_raised_on_its_own_day_is_not_late(workspace: Workspace) -> None:
    tell(workspace, *FACTS, now=TOLD_AT)
    sweep(workspace, now=at("2026-03-15 08:00"))
    done = sweep(workspace, now=at("2026-03-16 22:00"))
    assert rungs(workspace, FIRST_REVIEW) == [("-10wd", 0)]
    assert late_because(workspace, "-10wd") is None
    assert (done.raised > 0, done.late) == (True, 0)


def test_an_alert_is_late_when_the_engine_had_stood_still(workspace: Workspace) -> None:
    tell(workspace, *FACTS, now=TOLD_AT)
    sweep(workspace, now=at("2026-03-15 08:00"))
    assert sweep(workspace, now=at("2026-03-18 08:00")).late > 0
    assert late_because(workspace, "-10wd") == "the engine was not running"


def test_an_alert_is_late_when_the_engine_was_told_only_afterwards(workspace: Workspace) -> None:
    for day in (16, 17, 18):
        sweep(workspace, now=at(f"2026-03-{day} 08:00"))
    tell(workspace, *FACTS, now=at("2026-03-18 09:00"))
    sweep(workspace, now=at("2026-03-18 09:05"))
    expected = "the engine was told of the case, or of its change, only afterwards"
    assert late_because(workspace, "-10wd") == expected


def test_an_alert_is_late_when_the_engine_had_not_been_started(workspace: Workspace) -> None:
    tell(workspace, *FACTS, now=TOLD_AT)
    sweep(workspace, now=at("2026-03-18 08:00"))
    assert late_because(workspace, "-10wd") == "the engine had not been started"


def test_a_sweep_that_was_killed_does_not_count_as_the_engine_running(small: Workspace) -> None:
    tell(small, *FACTS, now=TOLD_AT)
    with small.database.unit_of_work() as work:
        work.runs.start("sweep", at("2026-03-17 08:00"))
    sweep(small, now=at("2026-03-18 08:00"))
    assert late_because(small, "-10wd") == "the engine had not been started"


def test_a_clock_that_has_ended_warns_nobody(workspace: Workspace) -> None:
    tell(workspace, *FACTS, now=TOLD_AT)
    done = fact("1", "review_held", "2026-03-12", participation="PN1")
    tell(workspace, done, now=at("2026-03-12 18:00"))
    sweep(workspace, now=at("2026-03-31 08:00"))
    assert rungs(workspace, FIRST_REVIEW) == []
    assert rungs(workspace, "lac.health.initial") != []


def test_a_rung_that_lies_before_the_start_is_not_part_of_the_ladder(workspace: Workspace) -> None:
    began = fact("1", "became_looked_after", "2026-03-02")
    # Booked on the eve: the report is due that evening, and 24 hours before that is past.
    booked = fact(
        "1", "review_booked", "2026-03-10T12:00:00+00:00", meeting_at="2026-03-11T20:00:00+00:00"
    )
    tell(workspace, began, booked, now=at("2026-03-10 12:05"))
    sweep(workspace, now=at("2026-03-10 20:05"))
    assert rungs(workspace, "lac.review.report") == [("0", 0)]


@pytest.mark.parametrize(
    ("now", "news", "at_once"),
    [
        ("2026-03-16 08:00", "-10wd", False),
        ("2026-03-30 08:00", "0", False),
        ("2026-03-31 08:00", "+1wd", True),
    ],
)
def test_of_several_rungs_in_one_sweep_a_person_hears_of_the_last_and_at_once_of_a_breach(
    workspace: Workspace, now: str, news: str, at_once: bool
) -> None:
    tell(workspace, *FACTS, now=TOLD_AT)
    sweep(workspace, now=at(now))
    alerts = {
        one.id: one.rung
        for one in ledger(workspace)
        if (one.rule, one.recipient) == (FIRST_REVIEW, "IRO-07")
    }
    (sent,) = [one for one in deliveries(workspace) if one.alert in alerts]
    assert alerts[sent.alert or ""] == news
    assert sent.at_once is at_once


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-03-16 04:00", "2026-03-16 07:30"),
        ("2026-03-16 08:00", "2026-03-17 07:30"),
        # Summer time has begun: half past seven in London is half past six in UTC.
        ("2026-03-31 08:00", "2026-04-01 06:30"),
        # Over a weekend nobody is at work.
        ("2026-03-21 10:00", "2026-03-23 07:30"),
    ],
)
def test_a_warning_waits_for_the_morning_and_a_breach_only_where_nobody_is_at_work(
    small: Workspace, now: str, morning: str
) -> None:
    tell(small, FACTS[0], now=TOLD_AT)
    prepare_digests(small.database, "maildir", at("2026-03-15 06:05"))
    prepare_digests(small.database, "maildir", at(now))
    sweep(small, now=at(now))
    goes = {(one.at_once, one.not_before) for one in deliveries(small)}
    breaches = {(True, at(now))} if at_work(at(now), small.works_on) else set()
    assert goes == {(False, at(morning)), *breaches}


def test_hours_that_run_out_are_told_at_once(small: Workspace) -> None:
    tell(small, *FACTS, now=TOLD_AT)
    sweep(small, now=at("2026-03-06 06:10"))
    found = [one for one in ledger(small) if one.rule == "missing.return_interview"]
    assert {(one.rung, one.at_once) for one in found} == {("-24h", True), ("-4h", True)}
    assert {one.due_at for one in found} == {at("2026-03-06 10:00")}


def test_whom_an_event_names_is_told_and_the_role_where_none_does(workspace: Workspace) -> None:
    tell(workspace, *FACTS, now=TOLD_AT)
    sweep(workspace, now=at("2026-03-16 08:00"))
    told = {
        (one.recipient, one.role, one.team)
        for one in ledger(workspace)
        if (one.rule, one.rung) == (FIRST_REVIEW, "-10wd")
    }
    assert told == {("IRO-07", "iro", "North"), ("business_support", "business_support", "North")}


def test_a_rung_already_told_is_not_told_again_to_a_successor(workspace: Workspace) -> None:
    tell(workspace, *FACTS, now=TOLD_AT)
    sweep(workspace, now=at("2026-03-16 08:00"))
    successor = fact("1", "responsible_assigned", "2026-03-17", role="iro", person="IRO-08")
    tell(workspace, successor, now=at("2026-03-17 08:00"))
    sweep(workspace, now=at("2026-03-23 08:00"))
    told = [
        (one.rung, one.recipient)
        for one in ledger(workspace)
        if one.rule == FIRST_REVIEW and one.role == "iro"
    ]
    assert told == [("-10wd", "IRO-07"), ("-5wd", "IRO-08")]


def test_a_sweep_at_the_very_instant_of_a_rung_could_have_told_of_it(workspace: Workspace) -> None:
    # The day's rungs are reached when the day begins in London, which in winter is midnight UTC.
    sweep(workspace, now=at("2026-03-16 00:00"))
    tell(workspace, *FACTS, now=at("2026-03-18 09:00"))
    sweep(workspace, now=at("2026-03-18 09:05"))
    assert late_because(workspace, "-10wd") == (
        "the engine was told of the case, or of its change, only afterwards"
    )


def test_a_warning_goes_with_a_digest_of_the_day_that_has_not_been_made_yet(
    small: Workspace,
) -> None:
    tell(small, *FACTS, now=TOLD_AT)
    prepare_digests(small.database, "maildir", at("2026-03-16 06:10"))
    late = at("2026-03-17 09:00")
    sweep(small, now=late)
    waiting = [one for one in deliveries(small) if one.kind == "alert" and not one.at_once]
    assert {one.not_before for one in waiting} == {late}


def test_a_delivery_is_named_after_its_alert_and_its_channel(small: Workspace) -> None:
    tell(small, *FACTS, now=TOLD_AT)
    sweep(small, now=at("2026-03-17 09:00"))
    told = [one for one in deliveries(small) if one.alert is not None]
    assert told
    assert all(one.id == delivery_id("alert", "maildir", one.alert or "") for one in told)


def test_a_clock_is_not_looked_at_again_before_its_next_rung(small: Workspace) -> None:
    tell(small, *FACTS, now=TOLD_AT)
    assert sweep(small, now=END).clocks_read > 0
    assert sweep(small, now=END).clocks_read == 0


def test_time_that_lapses_is_told_of_on_its_last_day(small: Workspace) -> None:
    answered = fact("3", "complaint_responded", "2026-03-20", stage="2", outcome="not_upheld")
    tell(small, FACTS[4], answered, now=at("2026-03-20 12:00"))
    sweep(small, now=at("2026-04-21 07:00"))
    told = [one.rung for one in ledger(small) if one.rule == "complaint.statutory.stage3.request"]
    assert told == ["0"]


def test_a_sweep_notes_when_it_ended_and_what_it_did(small: Workspace) -> None:
    tell(small, *FACTS, now=TOLD_AT)
    done = sweep(small, now=END)
    with small.database.reading() as work:
        noted = work.runs.last("sweep", "done")
    assert noted is not None
    assert noted.finished_at == END
    assert noted.figures == {"clocks_read": done.clocks_read, "raised": done.raised}
