"""The children in need census: the clocks that follow from it, and those that must not."""

from datetime import date
from pathlib import Path

from domain.clocks.clock import Clock
from domain.clocks.states import state
from intake.reading import Reading
from tests.support.cin_census import (
    assessment,
    enquiry,
    episode,
    plan,
    read_child,
)
from tests.unit.domain.cases import ENGLAND, clocks
from tests.unit.intake.rows import accounting, events, of_type, warned


def told(reading: Reading) -> list[tuple[str, str]]:
    """The date and type of each event, in order."""
    return sorted((event.on.isoformat(), event.type) for event in events(reading))


def state_of(clock: Clock, day: date) -> str:
    return state(clock, {}, ENGLAND, day).value


def clocks_of(reading: Reading, rule: str) -> list[Clock]:
    return clocks(events(reading), rule)


def test_the_clocks_of_a_child_come_out_right(tmp_path: Path) -> None:
    reading = read_child(
        tmp_path,
        episode(
            "2024-05-01",
            before_flag=[
                assessment("2024-05-02", "2024-07-10"),
                enquiry("2024-07-01", "2024-07-19", target="2024-07-30"),
            ],
            plans=[plan("2024-07-19", reviews=["2024-10-10"])],
        ),
    )
    (assessed,) = clocks_of(reading, "cin.assessment")
    # 45 working days from 1 May 2024, past the bank holidays of 6 and 27 May.
    assert (assessed.due_on, assessed.completed_on) == (date(2024, 7, 5), date(2024, 7, 10))
    (conference,) = clocks_of(reading, "cp.conference.initial")
    assert (conference.due_on, conference.completed_on) == (date(2024, 7, 22), date(2024, 7, 19))
    (first,) = clocks_of(reading, "cp.conference.first_review")
    assert (first.due_on, first.completed_on) == (date(2024, 10, 19), date(2024, 10, 10))
    (later,) = clocks_of(reading, "cp.conference.review")
    assert (later.due_on, later.completed_on) == (date(2025, 4, 10), None)
    assert state_of(later, date(2025, 6, 2)) == "overdue"


def test_what_a_census_cannot_show_sets_no_clock(tmp_path: Path) -> None:
    reading = read_child(
        tmp_path,
        episode(
            "2024-05-01",
            before_flag=[
                assessment("2024-05-02", "2024-07-10"),
                enquiry("2024-07-01", "2024-07-19"),
            ],
            plans=[plan("2024-07-19")],
        ),
        episode("2024-04-03", no_further_action="1"),
    )
    rules = {clock.rule for clock in clocks(events(reading))}
    assert rules == {"cin.assessment", "cp.conference.initial", "cp.conference.first_review"}
    for rule in ("cin.referral.decision", "cp.core_group.first"):
        assert not clocks_of(reading, rule)


def test_each_section_47_has_its_own_clock(tmp_path: Path) -> None:
    reading = read_child(
        tmp_path,
        episode(
            "2024-05-01",
            before_flag=[
                assessment("2024-05-02", "2024-06-10"),
                enquiry("2024-05-07", not_required="1"),
                enquiry("2024-09-02", "2024-09-20"),
                enquiry("2025-02-03"),
            ],
        ),
    )
    found = {clock.started_on: clock for clock in clocks_of(reading, "cp.conference.initial")}
    today = date(2025, 6, 2)
    assert {day.isoformat(): state_of(clock, today) for day, clock in found.items()} == {
        "2024-05-07": "stopped",
        "2024-09-02": "met",
        "2025-02-03": "overdue",
    }
    (held,) = of_type(reading, "initial_conference_held")
    assert held.attributes == {"outcome": "no_plan"}
    assert not clocks_of(reading, "cp.conference.first_review")


def test_a_referral_without_further_action_leaves_nothing_to_do(tmp_path: Path) -> None:
    reading = read_child(tmp_path, episode("2024-05-01", no_further_action="true"))
    assert told(reading)[1:] == [
        ("2024-05-01", "referral_decided"),
        ("2024-05-01", "referral_received"),
    ]
    (clock,) = clocks(events(reading))
    assert (clock.rule, state_of(clock, date(2025, 6, 2))) == ("cin.assessment", "stopped")


def test_a_referral_without_further_action_does_not_stop_the_assessment_of_another(
    tmp_path: Path,
) -> None:
    reading = read_child(
        tmp_path, episode("2024-05-01"), episode("2024-05-10", no_further_action="1")
    )
    (clock,) = clocks_of(reading, "cin.assessment")
    assert state_of(clock, date(2025, 6, 2)) == "overdue"
    assert accounting(reading)["CINdetails"].set_aside == {"no_further_action_during_episode": 1}


def test_a_flag_of_no_further_action_that_the_record_contradicts_stops_nothing(
    tmp_path: Path,
) -> None:
    reading = read_child(
        tmp_path,
        episode("2024-05-01", no_further_action="1", before_flag=[assessment("2024-05-02")]),
    )
    assert "cin_8831" in warned(reading)
    (clock,) = clocks_of(reading, "cin.assessment")
    assert state_of(clock, date(2025, 6, 2)) == "overdue"


def test_closing_the_case_ends_what_was_still_to_be_done(tmp_path: Path) -> None:
    reading = read_child(
        tmp_path,
        episode(
            "2024-05-01",
            closed="2024-05-20",
            reason="RC5",
            before_flag=[assessment("2024-05-02"), enquiry("2024-05-10")],
        ),
    )
    states = {clock.rule: state_of(clock, date(2025, 6, 2)) for clock in clocks(events(reading))}
    assert states == {"cin.assessment": "stopped", "cp.conference.initial": "stopped"}


def test_a_case_that_is_closed_and_referred_again_that_day_is_not_closed(tmp_path: Path) -> None:
    reading = read_child(
        tmp_path,
        episode(
            "2024-05-01",
            closed="2024-06-03",
            reason="RC8",
            before_flag=[assessment("2024-05-02", "2024-06-03")],
        ),
        episode("2024-06-03"),
    )
    assert not of_type(reading, "case_closed")
    found = {clock.started_on: clock for clock in clocks_of(reading, "cin.assessment")}
    assert found[date(2024, 5, 1)].completed_on == date(2024, 6, 3)
    assert state_of(found[date(2024, 6, 3)], date(2025, 6, 2)) in {"overdue", "met"}


def test_an_assessment_completed_on_the_day_of_closure_is_done(tmp_path: Path) -> None:
    reading = read_child(
        tmp_path,
        episode(
            "2024-05-01",
            closed="2024-06-03",
            reason="RC8",
            before_flag=[assessment("2024-05-02", "2024-06-03")],
        ),
    )
    (clock,) = clocks_of(reading, "cin.assessment")
    assert state_of(clock, date(2025, 6, 2)) == "met"


def test_a_referral_of_an_earlier_year_asks_for_no_assessment_that_may_have_been_done(
    tmp_path: Path,
) -> None:
    reading = read_child(
        tmp_path,
        episode("2021-09-01", before_flag=[assessment("2024-10-01", "2024-11-01")]),
    )
    assert not clocks_of(reading, "cin.assessment")
    assert accounting(reading)["CINdetails"].set_aside == {"referred_before_the_year": 1}


def test_a_referral_of_an_earlier_year_keeps_the_assessment_that_ran_into_this_one(
    tmp_path: Path,
) -> None:
    reading = read_child(
        tmp_path,
        episode("2024-02-26", before_flag=[assessment("2024-02-27", "2024-05-20")]),
    )
    (clock,) = clocks_of(reading, "cin.assessment")
    assert (clock.due_on, clock.completed_on) == (date(2024, 5, 1), date(2024, 5, 20))


def test_a_conference_recorded_twice_is_one_conference(tmp_path: Path) -> None:
    reading = read_child(
        tmp_path,
        episode(
            "2024-05-01",
            conference="2024-05-20",
            before_flag=[
                assessment("2024-05-02", "2024-06-10"),
                enquiry("2024-05-02", "2024-05-20"),
            ],
            plans=[plan("2024-05-20")],
        ),
    )
    assert len(of_type(reading, "initial_conference_held")) == 1
    assert "cin_2884" in warned(reading)
    assert len(clocks_of(reading, "cp.conference.first_review")) == 1


def test_a_plan_without_a_conference_is_reviewed_all_the_same(tmp_path: Path) -> None:
    reading = read_child(tmp_path, episode("2024-05-01", plans=[plan("2024-05-23")]))
    assert "plan_without_conference" in warned(reading)
    (clock,) = clocks_of(reading, "cp.conference.first_review")
    assert clock.due_on == date(2024, 8, 23)


def test_the_first_review_of_a_plan_of_an_earlier_year_is_not_asked_for(tmp_path: Path) -> None:
    reading = read_child(
        tmp_path,
        episode("2022-05-01", plans=[plan("2022-06-10", reviews=["2024-06-03"])]),
    )
    assert not clocks_of(reading, "cp.conference.first_review")
    (clock,) = clocks_of(reading, "cp.conference.review")
    assert clock.due_on == date(2024, 12, 3)
