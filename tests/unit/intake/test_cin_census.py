"""The children in need census: what becomes of each module."""

from datetime import date
from pathlib import Path

import pytest

from domain.errors import ProblemError
from intake.cin_census.reader import read_census
from tests.support.cin_census import (
    NOW,
    assessment,
    census,
    child,
    enquiry,
    episode,
    in_need_plan,
    plan,
    read,
    read_child,
)
from tests.unit.intake.rows import accounting, events, of_type, warned


def write_example(folder: Path) -> None:
    """A census, for the tests that every format passes."""
    need = episode("2024-05-01", before_flag=[assessment("2024-05-02", "2024-06-14")])
    (folder / "census.xml").write_text(census(child(need)))


def test_a_child_with_every_module_becomes_its_events(tmp_path: Path) -> None:
    reading = read_child(
        tmp_path,
        episode(
            "2024-05-01",
            closed="2025-02-03",
            reason="RC7",
            before_flag=[
                assessment("2024-05-02", "2024-06-14", "2B", "16A"),
                in_need_plan("2024-06-17", "2024-07-01"),
                enquiry("2024-07-01", "2024-07-19", target="2024-07-22"),
            ],
            plans=[plan("2024-07-19", "2025-01-10", reviews=["2024-10-10", "2025-01-10"])],
        ),
    )
    (discussion,) = of_type(reading, "strategy_discussion_held")
    assert sorted((event.on, event.type, dict(event.attributes)) for event in events(reading)) == [
        (date(2015, 2, 1), "born", {}),
        (date(2024, 5, 1), "referral_received", {}),
        (date(2024, 5, 2), "assessment_started", {}),
        (date(2024, 6, 14), "assessment_completed", {}),
        (date(2024, 7, 1), "strategy_discussion_held", {"section_47_initiated": True}),
        (
            date(2024, 7, 19),
            "child_protection_plan_started",
            {"category": "NEG", "number": 0},
        ),
        (date(2024, 7, 19), "initial_conference_held", {"outcome": "plan"}),
        (
            date(2024, 7, 19),
            "section_47_concluded",
            {"conference_required": True, "strategy_discussion": discussion.id},
        ),
        (date(2024, 10, 10), "review_conference_held", {"outcome": "plan"}),
        (date(2025, 1, 10), "child_protection_plan_ended", {}),
        (date(2025, 1, 10), "review_conference_held", {"outcome": "no_plan"}),
        (date(2025, 2, 3), "case_closed", {"reason": "RC7"}),
    ]
    assert not reading.refusals
    assert not reading.warnings
    assert reading.window_from == date(2024, 4, 1)
    rows = {line.table: (line.rows_read, line.events_made) for line in accounting(reading).values()}
    assert rows == {
        "Children": (1, 1),
        "CINdetails": (1, 2),
        "Assessments": (1, 2),
        "Section47": (1, 3),
        "ChildProtectionPlans": (1, 2),
        "Reviews": (2, 2),
        "CINPlanDates": (1, 0),
    }
    assert accounting(reading)["CINPlanDates"].set_aside == {"table_holds_no_clock_dates": 1}


def test_an_unborn_child_has_no_date_of_birth_yet(tmp_path: Path) -> None:
    text = census(child(episode("2025-02-03"), born=None, expected="2025-07-20"))
    reading = read(tmp_path, text)
    assert not of_type(reading, "born")
    assert accounting(reading)["Children"].set_aside == {"unborn_child": 1}
    assert not reading.refusals


def test_a_child_born_under_a_plan_is_told_as_such(tmp_path: Path) -> None:
    details = episode("2024-05-01", before_flag=[enquiry("2024-05-02", "2024-05-20")])
    text = census(
        child(
            details.replace("<ReferralNFA>0</ReferralNFA>", "<ReferralNFA>0</ReferralNFA>").replace(
                "</CINdetails>", plan("2024-05-20") + "\n</CINdetails>"
            ),
            born="2024-07-01",
        )
    )
    reading = read(tmp_path, text)
    assert [event.on for event in of_type(reading, "child_born")] == [date(2024, 7, 1)]


def test_a_plan_that_starts_some_days_after_the_conference_is_the_plan_of_that_conference(
    tmp_path: Path,
) -> None:
    reading = read_child(
        tmp_path,
        episode(
            "2024-05-01",
            before_flag=[enquiry("2024-05-02", "2024-05-20")],
            plans=[plan("2024-05-23")],
        ),
    )
    (held,) = of_type(reading, "initial_conference_held")
    assert (held.on, held.attributes["outcome"]) == (date(2024, 5, 20), "plan")
    assert "cin_2885" in warned(reading)


def test_no_id_shows_a_case_number_and_nothing_else_about_the_child_is_kept(
    tmp_path: Path,
) -> None:
    text = census(
        child(
            episode("2024-05-01", before_flag=[assessment("2024-05-02", None, "3A")]),
            number="SECRET77",
            ethnicity="CHNE",
        ).replace("<UPNunknown>UN1</UPNunknown>", "<UPN>A123456789012</UPN>")
    )
    reading = read(tmp_path, text)
    assert not reading.refusals
    assert {event.case for event in events(reading)} == {"SECRET77"}
    kept = str([(event.id, event.type, dict(event.attributes)) for event in events(reading)])
    assert not any(text in kept for text in ("SECRET77", "A123456789012", "CHNE", "3A"))


def test_a_later_year_is_read_after_an_earlier_one_whatever_the_names(tmp_path: Path) -> None:
    later = census(child(episode("2024-05-01", before_flag=[assessment("2024-05-02")])))
    sex = "<GenderCurrent>2</GenderCurrent>"
    earlier = census(child(episode("2023-05-01"), sex=sex), reference="2024-03-31")
    (tmp_path / "a.xml").write_text(later)
    (tmp_path / "b.xml").write_text(earlier)
    reading = read_census([tmp_path], now=NOW)
    assert [row.file for row in reading.rows] == ["b.xml"] * 2 + ["a.xml"] * 3
    assert reading.window_from == date(2023, 4, 1)
    assert not reading.refusals


def test_a_folder_without_a_census_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as raised:
        read_census([tmp_path], now=NOW)
    assert raised.value.code == "no_census_files"
