"""The Standard Safeguarding Dataset: what each table tells."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from domain.errors import ProblemError
from intake.reading import Reading
from intake.standard_dataset.reader import read_dataset_in_files
from tests.support.standard_dataset import Rows, child_in_care, of, review, write_csv_tables
from tests.unit.domain.cases import reckonings
from tests.unit.intake.rows import NOW, accounting, events, refused, told


def write_example(folder: Path) -> None:
    """Some tables, for the tests that every format passes."""
    write_csv_tables(folder, child_in_care())


def read(folder: Path, tables: Mapping[str, Rows]) -> Reading:
    reading = read_dataset_in_files([write_csv_tables(folder / "ssd", tables)], now=NOW).reading
    assert all(line.accounted_for == line.rows_read for line in accounting(reading).values())
    return reading


def test_a_referral_says_whether_anything_followed(tmp_path: Path) -> None:
    tables = of("ssd_cin_episodes", cine_referral_date="2025-05-01 00:00:00", cine_referral_nfa="Y")
    assert told(read(tmp_path, tables)) == [
        ("referral_received", "2025-05-01", {"no_further_action": True})
    ]


def test_an_assessment_starts_and_is_authorised(tmp_path: Path) -> None:
    days = {"cina_assessment_start_date": "2025-04-01", "cina_assessment_auth_date": "20/05/2025"}
    assert [name for name, *_ in told(read(tmp_path, of("ssd_cin_assessments", **days)))] == [
        "assessment_started",
        "assessment_completed",
    ]


@pytest.mark.parametrize(
    ("outcome", "nfa", "required"),
    [
        ('{"CP_CONFERENCE_FLAG": "Y"}', "N", True),
        ('{"OUTCOME_CP_CONFERENCE_FLAG": "false"}', "N", False),
        ("not JSON", "Y", False),
        ("", "", None),
    ],
)
def test_an_enquiry_ends_with_or_without_a_conference(
    tmp_path: Path, outcome: str, nfa: str, required: bool | None
) -> None:
    tables = of(
        "ssd_s47_enquiry",
        s47e_s47_start_date="2025-05-01",
        s47e_s47_end_date="2025-05-08",
        s47e_s47_outcome_json=outcome,
        s47e_s47_nfa=nfa,
    )
    reading = read(tmp_path, tables)
    discussion, concluded = events(reading)
    assert concluded.attributes.get("conference_required") is required
    assert concluded.attributes["strategy_discussion"] == discussion.id
    [clock] = [one.clock for one in reckonings(events(reading), "cp.conference.initial")]
    assert (clock.stopped_on is None) is (required is not False)


def test_conferences_and_plans_follow_each_other(tmp_path: Path) -> None:
    tables = {
        **of(
            "ssd_initial_cp_conference",
            icpc_icpc_date="2025-01-15",
            icpc_icpc_outcome_cp_flag="Y",
        ),
        **of(
            "ssd_cp_plans",
            cppl_cp_plan_start_date="2025-01-15",
            cppl_cp_plan_initial_category="NEG",
        ),
        **of(
            "ssd_cp_reviews",
            cppr_cp_review_date="2025-04-09",
            cppr_cp_review_outcome_continue_cp="Y",
        ),
    }
    assert told(read(tmp_path, tables)) == [
        ("initial_conference_held", "2025-01-15", {"outcome": "plan"}),
        ("child_protection_plan_started", "2025-01-15", {"category": "neglect"}),
        ("review_conference_held", "2025-04-09", {"outcome": "plan"}),
    ]


def test_the_plan_of_another_authority_is_left_alone_with_its_reviews(tmp_path: Path) -> None:
    tables = {
        **of("ssd_cp_plans", cppl_cp_plan_start_date="2025-01-15", cppl_cp_plan_ola="Y"),
        **of("ssd_cp_reviews", cppr_cp_review_date="2025-04-09", cppr_cp_plan_id="R1"),
    }
    reading = read(tmp_path, tables)
    assert reading.events == []
    assert [line.set_aside for line in accounting(reading).values()] == [
        {"plan_of_another_authority": 1},
        {"plan_of_another_authority": 1},
    ]


def test_a_period_of_care_is_made_from_its_episodes_and_its_first_legal_status(
    tmp_path: Path,
) -> None:
    tables = child_in_care(began="2025-01-06")
    first = tables["ssd_cla_episodes"][0]
    first |= {"clae_cla_episode_ceased": "2025-03-03", "clae_cla_episode_ceased_reason": "X1"}
    last = first | {
        "clae_cla_episode_id": "E2",
        "clae_cla_episode_start_date": "2025-03-03",
        "clae_cla_episode_ceased": "2025-05-06",
        "clae_cla_episode_ceased_reason": "E4A Returned home",
    }
    tables["ssd_cla_episodes"].append(last)
    statuses = [("L1", "V2", "2025-01-06"), ("L2", "Interim care order", "2025-02-03")]
    tables["ssd_legal_status"] = [
        {
            "lega_legal_status_id": identifier,
            "lega_person_id": "1",
            "lega_legal_status": status,
            "lega_legal_status_start_date": since,
        }
        for identifier, status, since in statuses
    ]
    assert told(read(tmp_path, tables)) == [
        ("legal_status_changed", "2025-02-03", {"legal_status": "C1"}),
        ("became_looked_after", "2025-01-06", {"legal_status": "V2"}),
        ("ceased_looked_after", "2025-05-06", {"reason": "E4A"}),
    ]


def test_a_child_in_care_before_the_first_review_of_the_dataset_was_already_looked_after(
    tmp_path: Path,
) -> None:
    old, new = child_in_care("1", "2015-01-06"), child_in_care("2", "2025-01-06")
    tables = {name: [*old[name], *new[name]] for name in old}
    tables["ssd_cla_reviews"] = [
        review("R1", "2019-02-04"),
        review("R2", "2025-01-28", "P2", clar_cla_review_participation="PN1: spoke for itself"),
    ]
    began = [said for name, _, said in told(read(tmp_path, tables)) if name.startswith("became")]
    assert began == [{"already_looked_after": True}, {}]


def test_reviews_that_are_ahead_or_cancelled_have_not_been_held(tmp_path: Path) -> None:
    tables: dict[str, Rows] = dict(child_in_care())
    tables["ssd_cla_reviews"] = [
        review("R1", "2025-01-28", clar_cla_review_participation="PN1"),
        review("R2", "2025-09-01"),
        review("R3", "2025-03-03", clar_cla_review_cancelled="Y"),
        review("R4", ""),
        review("R5", "2025-02-03", "P9"),
    ]
    reading = read(tmp_path, tables)
    line = accounting(reading)["ssd_cla_reviews"]
    assert line.set_aside == {"not_yet_happened": 1, "cancelled": 1, "no_date_to_use": 1}
    assert line.refused == {"unknown_period_of_care": 1}
    assert ("review_held", "2025-01-28", {"participation": "PN1"}) in told(reading)


def test_a_review_outside_its_period_of_care_is_refused(tmp_path: Path) -> None:
    tables: dict[str, Rows] = dict(child_in_care(began="2025-01-06"))
    tables["ssd_cla_reviews"] = [review("R1", "2024-12-02")]
    assert refused(read(tmp_path, tables)) == [("clar_cla_review_date", "not_in_that_period")]


def test_visits_under_a_child_protection_plan_are_never_visits_to_a_looked_after_child(
    tmp_path: Path,
) -> None:
    file = tmp_path / "ssd_cp_visits.csv"
    file.write_text("cppv_cp_visit_id,cppv_person_id,cppv_cp_visit_date\n1,1,2025-05-01\n")
    with pytest.raises(ProblemError) as caught:
        read_dataset_in_files([file], now=NOW)
    assert caught.value.code == "dataset_empty"
    visits = write_csv_tables(
        tmp_path / "ssd", of("ssd_cla_visits", clav_cla_visit_date="2025-05-06")
    )
    reading = read_dataset_in_files([file, visits], now=NOW).reading
    assert accounting(reading)["ssd_cp_visits"].set_aside == {"table_without_limits": 1}
    assert [event.on.isoformat() for event in events(reading)] == ["2025-05-06"]


@pytest.mark.parametrize(
    ("table", "cells", "types"),
    [
        ("ssd_cla_visits", {"clav_cla_visit_date": "2025-05-06"}, ["child_visited"]),
        ("ssd_cla_visits", {"clav_cla_visit_date": "2025-05-06", "clav_cla_visit_seen": "N"}, []),
        (
            "ssd_cla_health",
            {"clah_health_check_type": "Dental Check", "clah_health_check_date": "2025-05-06"},
            ["dental_check_completed"],
        ),
        (
            "ssd_cla_health",
            {
                "clah_health_check_type": "Health Assessment",
                "clah_health_check_date": "2025-05-06",
                "clah_health_check_status": "Refused",
            },
            [],
        ),
        (
            "ssd_sdq_scores",
            {"csdq_sdq_completed_date": "2025-05-06", "csdq_sdq_score": "14"},
            ["sdq_completed"],
        ),
        (
            "ssd_missing",
            {
                "miss_missing_episode_start_date": "2025-05-06T21:00:00",
                "miss_missing_episode_end_date": "2025-05-07",
            },
            ["went_missing", "found"],
        ),
        (
            "ssd_care_leavers",
            {"clea_pathway_plan_review_date": "2025-05-06"},
            ["pathway_plan_reviewed"],
        ),
        (
            "ssd_permanence",
            {
                "perm_placement_order_date": "2025-02-03",
                "perm_permanence_order_date": "2025-05-06",
                "perm_permanence_order_type": "Adoption order",
            },
            ["placement_order_made", "adoption_order_made"],
        ),
        (
            "ssd_cla_placement",
            {
                "clap_cla_placement_start_date": "2025-02-03",
                "clap_cla_placement_end_date": "2025-05-06",
                "clap_cla_placement_type": "U4",
            },
            ["placement_started", "placement_ended"],
        ),
    ],
)
def test_each_table_gives_its_own_events(
    tmp_path: Path, table: str, cells: dict[str, str], types: list[str]
) -> None:
    assert [name for name, *_ in told(read(tmp_path, of(table, **cells)))] == types


def involved(person: str, role: str = "Independent Reviewing Officer") -> dict[str, Rows]:
    return of(
        "ssd_involvements",
        invo_professional_id=person,
        invo_professional_role_id=role,
        invo_involvement_start_date="2025-01-07",
    )


def test_an_involvement_says_who_is_responsible_by_a_code(tmp_path: Path) -> None:
    reading = read(tmp_path, child_in_care() | involved("W-17"))
    assert told(reading)[-1] == (
        "responsible_assigned",
        "2025-01-07",
        {"role": "iro", "person": "W-17"},
    )


def test_a_name_in_the_place_of_a_staff_code_is_refused_and_not_repeated(tmp_path: Path) -> None:
    reading = read(tmp_path, child_in_care() | involved("Jane Doe"))
    assert refused(reading) == [("invo_professional_id", "staff_code_unusable")]
    assert "Jane" not in str(reading.refusals)


def test_nobody_is_kept_who_has_no_dates_here(tmp_path: Path) -> None:
    tables = involved("W-17") | of("ssd_person", pers_dob="2010-01-01")
    tables["ssd_person"] = [{"pers_person_id": "1", "pers_dob": "2010-01-01"}]
    assert read(tmp_path, tables).events == []


@pytest.mark.parametrize("since", ["2025-01-06", "2025-02-03"])
@pytest.mark.parametrize(
    ("ends", "counts", "refusals"),
    [
        (("", "2025-05-05"), "V2", ["status_not_believed"]),
        (("2025-03-03", "2025-05-05"), "C1", ["status_not_believed"]),
        (("", ""), "V2", ["status_not_believed"]),
        (("the same day", ""), "C1", []),
    ],
)
def test_of_two_legal_statuses_from_one_day_the_longer_counts(
    tmp_path: Path, since: str, ends: tuple[str, str], counts: str, refusals: list[str]
) -> None:
    tables = child_in_care(began="2025-01-06")
    tables["ssd_legal_status"] = [
        {
            "lega_legal_status_id": identifier,
            "lega_person_id": "1",
            "lega_legal_status": status,
            "lega_legal_status_start_date": since,
            "lega_legal_status_end_date": since if end == "the same day" else end,
        }
        for identifier, status, end in (("L1", "V2", ends[0]), ("L2", "C1", ends[1]))
    ]
    reading = read(tmp_path, tables)
    said = [one["legal_status"] for _, _, one in told(reading) if "legal_status" in one]
    assert said == [counts]
    assert [code for _, code in refused(reading)] == refusals
