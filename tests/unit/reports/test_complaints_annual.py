"""The annual report on complaints, from cases whose counts are known."""

from datetime import date
from fractions import Fraction

from domain.case.events import Event
from domain.measures.recorded import Choices
from reports.formats.cells import in_words
from reports.made.complaints_annual import REPORT
from reports.report import Report
from tests.unit.reports.told import findings, many, rows, table, told

YEAR = date(2025, 4, 1), date(2026, 3, 31)
RECEIVED = "complaint_received"
ANSWERED = "complaint_responded"


def received(at: str, procedure: str = "statutory", **more: str) -> tuple[object, ...]:
    return RECEIVED, at, {"procedure": procedure, **more}


def answered(at: str, stage: str = "1", **more: str) -> tuple[object, ...]:
    return ANSWERED, at, {"stage": stage, **more}


def report(events: list[Event], as_at: date | None = None) -> Report:
    return REPORT.make(findings(REPORT, events, *YEAR, as_at))


def shown(made: Report, title: str) -> dict[str, list[str]]:
    one = table(made, title)
    lines = [
        [in_words(cell, column) for cell, column in zip(row, one.columns, strict=True)]
        for row in one.rows
    ]
    return {line[0]: line[1:] for line in reversed(lines)}


def test_the_published_figures_of_the_statutory_stages_are_in_it() -> None:
    made = report(
        [
            *many(12, "ten", received("2025-06-02"), answered("2025-06-16")),
            *many(19, "twenty", received("2025-06-02"), answered("2025-06-30")),
            *many(45, "sixty-five", received("2025-06-02"), answered("2025-07-01")),
            *many(10, "over", received("2025-06-02"), answered("2025-09-03")),
            *many(
                10,
                "stage 2",
                received("2024-12-02"),
                answered("2024-12-10"),
                ("stage2_requested", "2025-04-01"),
                answered("2025-09-01", "2"),
            ),
            *many(
                3,
                "stage 3",
                received("2024-03-04"),
                ("stage3_requested", "2025-10-01"),
                ("review_panel_held", "2025-11-12"),
                ("review_panel_report_issued", "2025-11-19"),
                ("review_panel_report_received", "2025-11-20"),
                answered("2025-12-11", "3"),
            ),
            *many(
                1,
                "panel late",
                received("2024-03-04"),
                ("stage3_requested", "2025-10-01"),
                ("review_panel_held", "2025-11-13"),
                ("review_panel_report_issued", "2025-11-19"),
                ("review_panel_report_received", "2025-11-20"),
                answered("2025-12-11", "3"),
            ),
        ]
    )
    on_time = shown(made, "Answers on time")
    assert on_time["Statutory stage 1 within 20 working days"][1:4] == ["31", "86", "36.0%"]
    assert on_time["Statutory stage 1 within 10 working days"][1:4] == ["12", "86", "14.0%"]
    assert on_time["Statutory stage 2 within 65 working days"][1:4] == ["0", "10", "0.0%"]
    assert on_time["Statutory stage 3 on time"][1:4] == ["3", "4", "75.0%"]
    assert rows(made, "Statutory stage 1: working days taken") == {
        "0 to 10 working days": (12, Fraction(12, 86), Fraction(12, 86)),
        "11 to 20 working days": (19, Fraction(19, 86), Fraction(31, 86)),
        "21 to 65 working days": (45, Fraction(45, 86), Fraction(76, 86)),
        "Over 65 working days": (10, Fraction(10, 86), Fraction(1)),
        "All": (86, None, None),
    }
    steps = rows(made, "Statutory stage 3: panel, report and answer")
    assert [cells[:2] for cells in steps.values()] == [(3, 4), (4, 4), (4, 4)]


def test_the_published_figures_of_the_corporate_stages_are_in_it() -> None:
    made = report(
        [
            *many(667, "in time", received("2025-06-02", "corporate"), answered("2025-07-28")),
            *many(114, "late", received("2025-06-02", "corporate"), answered("2025-07-29")),
            *_stage_2(31, "twentieth day", "2025-06-30"),
            *_stage_2(52, "twenty-first day", "2025-07-01"),
        ]
    )
    on_time = shown(made, "Answers on time")
    first, second = on_time["Corporate stage 1 on time"], on_time["Corporate stage 2 on time"]
    assert first[1:6] == ["667", "781", "85.4%", "114", "14.6%"]
    assert second[1:6] == ["31", "83", "37.3%", "52", "62.7%"]


def _stage_2(number: int, name: str, on: str) -> list[Event]:
    asked = ("stage2_requested", "2025-06-02")
    return many(number, name, received("2025-03-03", "corporate"), asked, answered(on, "2"))


def test_complaints_are_counted_by_receipt_and_answers_by_the_day_they_were_given() -> None:
    made = report(
        [
            # Received in the year before, answered in the year.
            *many(2, "before", received("2025-03-28"), answered("2025-04-04")),
            # Received in the year and not answered.
            told("waits", RECEIVED, "2026-03-30", procedure="corporate", by="parent"),
            told("gone", RECEIVED, "2025-07-01", procedure="adult"),
            told("gone", "complaint_withdrawn", "2025-07-03"),
        ]
    )
    assert rows(made, "Complaints received by quarter") == {
        "Apr to Jun 2025": (0, 0, 0, 0),
        "Jul to Sep 2025": (0, 0, 1, 1),
        "Oct to Dec 2025": (0, 0, 0, 0),
        "Jan to Mar 2026": (0, 1, 0, 1),
        "Whole period": (0, 1, 1, 2),
    }
    assert shown(made, "Answers on time")["Statutory stage 1 within 10 working days"][1:3] == [
        "2",
        "2",
    ]
    assert rows(made, "Who complained") == {
        "Parent": (0, 1, 0, 1),
        "Not recorded": (0, 0, 1, 1),
    }
    assert made.sentences[0].startswith("2 complaints were received: 0 statutory, 1 corporate")


def test_a_year_without_a_record_shows_no_record_and_never_a_nought() -> None:
    made = report(many(1, "first", received("2025-01-10"), answered("2025-01-17")))
    years = rows(made, "Complaints received, with the four years before")
    assert years["2023/24"] == ("no record",) * 4
    assert years["2024/25"] == (1, 0, 0, 1)
    assert years["2025/26"] == (0, 0, 0, 0)
    shares = rows(made, "Answers on time, with the four years before")
    assert shares["2023/24"][0] == "no figure"
    assert shares["2024/25"][0] == Fraction(1)


def test_teams_stand_under_their_service_areas() -> None:
    told_of = [
        *many(2, "a", received("2025-06-02"), ("responsible_assigned", "2025-06-02", _team("T1"))),
        *many(1, "b", received("2025-06-02"), ("responsible_assigned", "2025-06-02", _team("T2"))),
        *many(1, "c", received("2025-06-02")),
    ]
    choices = Choices("leicestershire", areas={"T1": "North"})
    made = REPORT.make(findings(REPORT, told_of, *YEAR, choices=choices))
    assert table(made, "Complaints received by service area and team").rows == (
        ("North", "T1", 2, 0, 0, 2),
        ("not assigned", "T2", 1, 0, 0, 1),
        ("not assigned", "not assigned", 1, 0, 0, 1),
    )


def _team(name: str) -> dict[str, str]:
    return {"role": "complaints_manager", "team": name}


def test_a_concern_is_settled_within_24_clock_hours_or_by_the_end_of_the_next_day() -> None:
    made = report(
        [
            told("hours", "contact_received", "2025-06-02T10:00:00+01:00"),
            told("hours", "informally_resolved", "2025-06-03T10:00:00+01:00"),
            told("minute late", "contact_received", "2025-06-02T10:00:00+01:00"),
            told("minute late", "informally_resolved", "2025-06-03T10:01:00+01:00"),
            told("dates", "contact_received", "2025-06-06"),
            told("dates", "informally_resolved", "2025-06-07"),
            told("taken on", "contact_received", "2025-06-06"),
            told("taken on", RECEIVED, "2025-06-07", procedure="corporate"),
            told("waits", "contact_received", "2025-06-06"),
        ]
    )
    assert {name: cells[0] for name, cells in rows(made, "Informal resolution").items()} == {
        "Settled within 24 hours": 2,
        "Settled later": 1,
        "Taken as a complaint": 1,
        "Neither by the as-at day": 1,
        "All": 5,
    }


def test_extensions_say_whether_they_give_a_reason_and_came_in_time() -> None:
    made = report(
        [
            *many(
                2,
                "in time",
                received("2025-06-02"),
                (
                    "extension_agreed",
                    "2025-06-16",
                    {"stage": "1", "reason": "complex", "agreed_by": "complainant"},
                ),
            ),
            *many(
                1,
                "too late",
                received("2025-06-02"),
                ("extension_agreed", "2025-06-17", {"stage": "1"}),
            ),
        ]
    )
    assert rows(made, "Extensions agreed") == {"Statutory stage 1": (3, 2, 2, 1, 1)}
    assert rows(made, "Reasons for extensions") == {
        "Complex": (2, Fraction(2, 3)),
        "Not recorded": (1, Fraction(1, 3)),
    }


def test_the_duty_to_offer_stage_2_is_offered_late_overtaken_or_still_due() -> None:
    # The twentieth working day is 30 June, and the duty arises on 1 July.
    made = report(
        [
            *many(1, "on the day", received("2025-06-02"), ("stage2_offered", "2025-07-01")),
            *many(2, "late", received("2025-06-02"), ("stage2_offered", "2025-07-02")),
            *many(3, "answered", received("2025-06-02"), answered("2025-07-10")),
            *many(4, "due", received("2025-06-02")),
            *many(5, "in time", received("2025-06-02"), answered("2025-06-30")),
        ]
    )
    offers = [cells[0] for cells in rows(made, "The duty to offer stage 2").values()]
    assert offers == [1, 2, 3, 4, 10]


def test_escalation_is_counted_by_receipt_and_by_request() -> None:
    made = report(
        [
            *many(3, "stays", received("2025-06-02"), answered("2025-06-10")),
            *many(
                1,
                "goes on",
                received("2025-06-02"),
                answered("2025-06-10"),
                ("stage2_requested", "2025-06-20"),
                answered("2025-07-20", "2"),
                ("stage3_requested", "2025-08-01"),
                ("ombudsman_enquiry_received", "2025-11-01"),
            ),
            *many(1, "old", received("2025-03-03"), ("stage2_requested", "2025-05-01")),
        ]
    )
    assert rows(made, "Escalation of the complaints received")["Statutory"] == (
        4,
        1,
        Fraction(1, 4),
        1,
        Fraction(1),
        1,
        Fraction(1, 4),
    )
    assert rows(made, "Requests for stage 2 and stage 3")["Statutory stage 2"] == (2, 1)


def test_an_outcome_that_nobody_recorded_stays_in_the_share() -> None:
    made = report(
        [
            *many(
                1, "fault", received("2025-06-02"), answered("2025-06-10", outcome="fault_found")
            ),
            *many(1, "nothing said", received("2025-06-02"), answered("2025-06-10")),
            *many(
                1,
                "twice",
                received("2025-06-02"),
                answered("2025-06-10", outcome="not_upheld"),
                ("stage2_requested", "2025-06-20"),
                answered("2025-07-20", "2", outcome="fault_found"),
            ),
        ]
    )
    assert rows(made, "Outcomes") == {
        "Statutory stage 1": (1, 1, 0, 1, 3, Fraction(1, 3)),
        "Statutory stage 2": (1, 0, 0, 0, 1, Fraction(1)),
        "Each complaint once, by its last answer": (2, 0, 0, 1, 3, Fraction(2, 3)),
    }


def test_withdrawn_complaints_that_were_already_late_are_counted_as_such() -> None:
    made = report(
        [
            *many(1, "soon", received("2025-06-02"), ("complaint_withdrawn", "2025-06-16")),
            *many(2, "late", received("2025-06-02"), ("complaint_withdrawn", "2025-06-17")),
        ]
    )
    assert rows(made, "Complaints withdrawn") == {"Statutory": (3, 3, 2)}


def test_an_ombudsman_enquiry_without_a_decision_is_waiting() -> None:
    enquiry = ("ombudsman_enquiry_received", "2025-11-03")
    made = report(
        [
            *many(2, "waits", received("2025-06-02"), enquiry),
            *many(1, "a", received("2025-06-02"), enquiry, _decided(fault=True)),
            *many(1, "b", received("2025-06-02"), enquiry, _decided(fault=False)),
            *many(1, "c", received("2025-06-02"), enquiry, ("ombudsman_decided", "2026-01-05")),
        ]
    )
    numbers = [cells[0] for cells in rows(made, "The Ombudsman").values()]
    assert numbers == [5, 3, 1, 1, 1, 2]


def _decided(*, fault: bool) -> tuple[object, ...]:
    return "ombudsman_decided", "2026-01-05", {"fault": fault}


def test_open_complaints_stand_by_stage_and_age_at_the_end_of_the_period() -> None:
    made = report(
        [
            *many(1, "new", received("2026-03-17")),  # 10 working days
            *many(2, "late", received("2026-03-16")),  # 11 working days
            *many(1, "corporate", received("2026-03-16", "corporate")),
            *many(1, "stage 2", received("2025-06-02"), ("stage2_requested", "2026-03-31")),
            *many(1, "done", received("2026-03-16"), answered("2026-03-20")),
            *many(1, "gone", received("2026-03-16"), ("complaint_withdrawn", "2026-03-20")),
            # Answered after the period: open at its end.
            *many(1, "afterwards", received("2026-03-31"), answered("2026-04-08")),
            # Received after it.
            *many(1, "next year", received("2026-04-01")),
        ],
        as_at=date(2026, 4, 30),
    )
    found = rows(made, "Complaints open at the end of the period")
    assert found["Statutory stage 1"] == (4, 2, 2, 0, 0, 0, 0, 11, 2)
    assert found["Statutory stage 2"] == (1, 1, 0, 0, 0, 0, 0, 0, 0)
    assert found["Corporate stage 1"] == (1, 0, 1, 0, 0, 0, 0, 11, 0)
    assert found["All"][:2] == (6, 3)


def test_without_a_complaint_every_table_still_stands() -> None:
    made = report([])
    assert made.sentences[0].startswith("0 complaints were received")
    assert table(made, "Outcomes").rows == ()
