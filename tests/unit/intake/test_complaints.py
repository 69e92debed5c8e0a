"""The complaints register."""

from datetime import date
from pathlib import Path

import pytest

from domain.case.event_types import read_attributes
from intake.complaints.columns import COLUMNS, DATED
from intake.complaints.reader import read_register
from intake.reading import Reading
from tests.unit.intake.rows import NOW, accounting, codes, events, of_type, warned

GOOD = {"reference": "C-101", "procedure": "statutory", "received_on": "06/01/2025"}
PAGE = Path(__file__).parents[3] / "docs" / "reference" / "complaints.md"


def write_example(folder: Path) -> None:
    """A register, for the tests that every format passes."""
    lines = [",".join(GOOD), ",".join(GOOD.values())]
    (folder / "register.csv").write_text("\n".join(lines) + "\n")


def read(folder: Path, *rows: dict[str, str]) -> Reading:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    lines = [",".join(row.get(name, "") for name in columns) for row in rows]
    file = folder / "register.csv"
    file.write_text("\n".join([",".join(columns), *lines]) + "\n")
    return read_register([file], now=NOW)


def test_a_whole_complaint_becomes_its_events(tmp_path: Path) -> None:
    row = GOOD | {
        "aware_on": "01/12/2024",
        "stage1_extension_agreed_on": "15/01/2025",
        "stage1_responded_on": "20/01/2025",
        "stage1_outcome": "not_upheld",
        "stage2_requested_on": "27/01/2025",
        "statement_agreed_on": "03/02/2025",
        "stage2_responded_on": "03/03/2025",
        "stage2_response_received_on": "05/03/2025",
        "stage2_outcome": "fault_found",
        "stage3_requested_on": "10/03/2025",
        "panel_held_on": "07/04/2025",
        "panel_report_issued_on": "10/04/2025",
        "panel_report_received_on": "11/04/2025",
        "stage3_responded_on": "28/04/2025",
        "team": "North",
    }
    reading = read(tmp_path, row)
    assert not reading.refusals
    assert not reading.warnings
    assert {event.case for event in events(reading)} == {"C-101"}
    told = {(event.type, event.on): dict(event.attributes) for event in events(reading)}
    assert told == {
        ("complaint_received", date(2025, 1, 6)): {
            "procedure": "statutory",
            "aware_on": date(2024, 12, 1),
        },
        ("responsible_assigned", date(2025, 1, 6)): {
            "role": "complaints_manager",
            "team": "North",
        },
        ("extension_agreed", date(2025, 1, 15)): {"stage": "1"},
        ("complaint_responded", date(2025, 1, 20)): {"stage": "1", "outcome": "not_upheld"},
        ("stage2_requested", date(2025, 1, 27)): {},
        ("statement_agreed", date(2025, 2, 3)): {},
        ("complaint_responded", date(2025, 3, 3)): {
            "stage": "2",
            "outcome": "fault_found",
            "received_on": date(2025, 3, 5),
        },
        ("stage3_requested", date(2025, 3, 10)): {},
        ("review_panel_held", date(2025, 4, 7)): {},
        ("review_panel_report_issued", date(2025, 4, 10)): {},
        ("review_panel_report_received", date(2025, 4, 11)): {},
        ("complaint_responded", date(2025, 4, 28)): {"stage": "3"},
    }
    ids = [event.id for event in events(reading)]
    assert len(set(ids)) == len(ids)


def test_what_moves_a_start_or_an_end_is_told_with_its_days(tmp_path: Path) -> None:
    row = GOOD | {
        "oral": "yes",
        "acknowledged_on": "07/01/2025",
        "advocate_requested_on": "07/01/2025",
        "advocate_appointed_on": "09/01/2025",
        "sufficient_interest_decided_on": "10/01/2025",
        "stage1_start_agreed_on": "10/01/2025",
        "stage1_start_on": "07/07/2025",
        "stage1_extension_agreed_on": "13/01/2025",
        "stage1_extension_until": "21/07/2025",
        "stage1_extension_reason": "Complex",
        "stage1_extension_agreed_by": "Complaints manager",
        "stage2_agreed_on": "20/01/2025",
        "written_record_on": "24/01/2025",
        "stage2_extension_agreed_on": "27/01/2025",
        "stage2_extension_until": "04/08/2025",
    }
    reading = read(tmp_path, row)
    assert not reading.refusals
    told = {(event.type, event.on): dict(event.attributes) for event in events(reading)}
    assert told == {
        ("complaint_received", date(2025, 1, 6)): {"procedure": "statutory", "oral": True},
        ("complaint_acknowledged", date(2025, 1, 7)): {},
        ("advocate_requested", date(2025, 1, 7)): {},
        ("advocate_appointed", date(2025, 1, 9)): {},
        ("sufficient_interest_decided", date(2025, 1, 10)): {},
        ("start_agreed", date(2025, 1, 10)): {"stage": "1", "start_on": date(2025, 7, 7)},
        ("extension_agreed", date(2025, 1, 13)): {
            "stage": "1",
            "until": date(2025, 7, 21),
            "reason": "Complex",
            "agreed_by": "Complaints manager",
        },
        ("stage2_agreed", date(2025, 1, 20)): {},
        ("written_record_produced", date(2025, 1, 24)): {},
        ("extension_agreed", date(2025, 1, 27)): {"stage": "2", "until": date(2025, 8, 4)},
    }


def test_a_complaint_about_personal_data_has_a_receipt_and_one_response(tmp_path: Path) -> None:
    row = GOOD | {"procedure": "data_protection", "acknowledged_on": "08/01/2025"}
    reading = read(tmp_path, row | {"stage1_responded_on": "20/01/2025"})
    assert not reading.refusals
    assert [event.type for event in events(reading)] == [
        *("complaint_received", "complaint_acknowledged", "complaint_responded")
    ]


def test_every_event_is_one_that_the_engine_takes(tmp_path: Path) -> None:
    row = GOOD | {column.name: "06/01/2025" for column in DATED}
    for event in events(read(tmp_path, row)):
        assert read_attributes(event.type, event.attributes) == event.attributes


BAD_CELLS: list[tuple[dict[str, str], str, str, int]] = [
    ({"reference": ""}, "reference", "missing_field", 0),
    ({"procedure": "informal"}, "procedure", "unknown_procedure", 0),
    ({"received_on": "31/02/2025"}, "received_on", "impossible_date", 0),
    ({"received_on": ""}, "received_on", "impossible_date", 0),
    ({"received_on": "04/06/2025"}, "received_on", "future_fact", 0),
    ({"aware_on": "07/01/2025"}, "aware_on", "impossible_order", 1),
    ({"stage1_responded_on": "05/01/2025"}, "stage1_responded_on", "impossible_order", 1),
    ({"stage1_responded_on": "soon"}, "stage1_responded_on", "impossible_date", 1),
    ({"withdrawn_on": "04/06/2025"}, "withdrawn_on", "future_fact", 1),
    ({"stage1_outcome": "not_upheld"}, "stage1_outcome", "date_missing", 1),
    (
        {"stage1_responded_on": "20/01/2025", "stage1_outcome": "good"},
        "stage1_outcome",
        "unknown_outcome",
        2,
    ),
    (
        {"stage1_responded_on": "20/01/2025", "stage1_extension_agreed_on": "21/01/2025"},
        "stage1_extension_agreed_on",
        "impossible_order",
        2,
    ),
    (
        {"stage2_requested_on": "20/01/2025", "stage2_responded_on": "17/01/2025"},
        "stage2_responded_on",
        "impossible_order",
        2,
    ),
    (
        {"stage2_response_received_on": "20/01/2025"},
        "stage2_response_received_on",
        "date_missing",
        1,
    ),
    (
        {"procedure": "corporate", "panel_held_on": "20/01/2025"},
        "panel_held_on",
        "stage_not_in_procedure",
        1,
    ),
    (
        {"procedure": "adult", "stage2_requested_on": "20/01/2025"},
        "stage2_requested_on",
        "stage_not_in_procedure",
        1,
    ),
    ({"oral": "spoken"}, "oral", "bad_attribute", 1),
    ({"stage1_start_on": "20/01/2025"}, "stage1_start_on", "date_missing", 1),
    ({"stage1_start_agreed_on": "20/01/2025"}, "stage1_start_agreed_on", "date_missing", 1),
    (
        {"stage1_extension_agreed_on": "20/01/2025", "stage1_extension_until": "17/01/2025"},
        "stage1_extension_until",
        "impossible_order",
        2,
    ),
    (
        {"stage1_extension_agreed_on": "20/01/2025", "stage1_extension_reason": "(none)"},
        "stage1_extension_reason",
        "bad_attribute",
        2,
    ),
    (
        {"procedure": "corporate", "stage2_agreed_on": "20/01/2025"},
        "stage2_agreed_on",
        "stage_not_in_procedure",
        1,
    ),
    ({"team": "A person, with a name"}, "team", "bad_attribute", 1),
]


@pytest.mark.parametrize(("change", "column", "code", "kept"), BAD_CELLS)
def test_a_bad_cell_is_refused_and_the_rest_of_its_row_kept(
    tmp_path: Path, change: dict[str, str], column: str, code: str, kept: int
) -> None:
    if "," in change.get("team", ""):
        change = {"team": '"' + change["team"] + '"'}
    reading = read(tmp_path, GOOD | change)
    assert codes(reading) == [(2, code)]
    assert reading.refusals[0].column == column
    assert len(events(reading)) == kept
    table = accounting(reading)["complaints"]
    assert (table.refused[code], table.events_made) == (1, kept)
    assert table.accounted_for == table.rows_read == 1


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("advocate_requested_on", "advocate_appointed_on"),
        ("stage2_agreed_on", "statement_agreed_on"),
        ("stage2_agreed_on", "stage2_responded_on"),
        ("stage2_agreed_on", "stage3_requested_on"),
        ("stage2_requested_on", "statement_agreed_on"),
        ("statement_agreed_on", "stage2_responded_on"),
        ("stage2_requested_on", "stage2_extension_agreed_on"),
        ("stage2_extension_agreed_on", "stage2_responded_on"),
        ("stage2_requested_on", "stage3_requested_on"),
        ("stage2_responded_on", "stage3_requested_on"),
        ("stage3_requested_on", "panel_held_on"),
        ("panel_held_on", "panel_report_issued_on"),
        ("panel_held_on", "panel_report_received_on"),
        ("panel_report_issued_on", "panel_report_received_on"),
        ("panel_held_on", "stage3_responded_on"),
        ("panel_report_received_on", "stage3_responded_on"),
    ],
)
def test_steps_cannot_be_taken_in_the_wrong_order_but_may_be_on_one_day(
    tmp_path: Path, earlier: str, later: str
) -> None:
    wrong = read(tmp_path, GOOD | {earlier: "03/02/2025", later: "02/02/2025"})
    assert codes(wrong) == [(2, "impossible_order")]
    same_day = read(tmp_path, GOOD | {earlier: "03/02/2025", later: "03/02/2025"})
    assert not same_day.refusals


def test_an_extension_agreed_after_the_limit_is_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOD | {"stage1_extension_agreed_on": "01/04/2025"})
    assert len(of_type(reading, "extension_agreed")) == 1


def test_a_reference_given_twice_is_kept_once(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOD, GOOD, GOOD | {"received_on": "07/01/2025"})
    assert codes(reading) == [(4, "contradicts_earlier_row")]
    assert len(events(reading)) == 1
    table = accounting(reading)["complaints"]
    assert (table.rows_giving_events, table.unchanged, table.accounted_for) == (1, 1, 3)


def test_an_altered_date_keeps_the_id_of_its_event(tmp_path: Path) -> None:
    first = read(tmp_path, GOOD | {"stage1_responded_on": "20/01/2025"})
    second = read(tmp_path, GOOD | {"stage1_responded_on": "21/01/2025"})
    assert [event.id for event in events(first)] == [event.id for event in events(second)]


def test_a_column_that_is_not_read_is_pointed_out(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOD | {"stage1_response": "20/01/2025"})
    assert warned(reading) == {"unknown_column"}
    assert "stage1_response" not in str(reading.warnings)


def test_a_register_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    assert codes(read_register([tmp_path / "absent.csv"], now=NOW)) == [(0, "file_unreadable")]


def test_every_column_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"| `{name}` |" not in page] == []


def test_the_example_on_the_page_reads_without_a_fault(tmp_path: Path) -> None:
    example = PAGE.read_text(encoding="utf-8").split("```csv\n")[1].split("```")[0]
    file = tmp_path / "register.csv"
    file.write_text(example)
    reading = read_register([file], now=NOW.replace(month=7))
    assert not reading.refusals
    assert not reading.warnings
    assert reading.rows_read == {"complaints": 2}


def test_of_two_rows_of_one_complaint_the_open_one_is_believed(tmp_path: Path) -> None:
    answered = GOOD | {"stage1_responded_on": "20/01/2025"}
    for rows, line in (([answered, GOOD], 2), ([GOOD, answered], 3)):
        reading = read(tmp_path, *rows)
        assert codes(reading) == [(line, "contradicts_earlier_row")]
        assert not of_type(reading, "complaint_responded")


def test_a_complaint_that_went_straight_to_stage_2_is_open_until_that_is_answered(
    tmp_path: Path,
) -> None:
    straight = GOOD | {"stage2_agreed_on": "13/01/2025", "stage1_responded_on": "20/01/2025"}
    answered = straight | {"stage2_responded_on": "27/01/2025"}
    assert codes(read(tmp_path, answered, straight)) == [(2, "contradicts_earlier_row")]


def test_a_day_that_was_only_agreed_makes_no_complaint_longer(tmp_path: Path) -> None:
    longer = GOOD | {"stage1_responded_on": "27/01/2025"}
    agreed = GOOD | {
        "stage1_extension_agreed_on": "17/01/2025",
        "stage1_extension_until": "03/03/2025",
        "stage1_responded_on": "20/01/2025",
    }
    assert codes(read(tmp_path, agreed, longer)) == [(2, "contradicts_earlier_row")]


def test_of_two_answers_to_one_complaint_the_later_is_believed(tmp_path: Path) -> None:
    rows = [GOOD | {"stage1_responded_on": day} for day in ("20/01/2025", "27/01/2025")]
    for given in (rows, rows[::-1]):
        [answer] = of_type(read(tmp_path, *given), "complaint_responded")
        assert str(answer.on) == "2025-01-27"
