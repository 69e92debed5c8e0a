"""The monthly challenge pack, from cases of which everything is known."""

from datetime import date
from fractions import Fraction

from domain.case.events import Event
from reports.made.challenge_pack import REPORT
from reports.report import Report
from tests.unit.reports.told import findings, many, table, told

MONTH = date(2026, 3, 1), date(2026, 3, 31)
IN_CARE = ("became_looked_after", "2026-03-09", {"legal_status": "C2"})  # first review by 8 April
WORKER = (
    "responsible_assigned",
    "2026-03-09",
    {"role": "social_worker", "person": "SW-1", "team": "North"},
)
OFFICER = ("responsible_assigned", "2026-03-09", {"role": "iro", "person": "IRO-1"})


def report(events: list[Event], first: date = MONTH[0], last: date = MONTH[1]) -> Report:
    return REPORT.make(findings(REPORT, events, first, last))


def test_what_is_due_today_is_not_overdue() -> None:
    cases = many(1, "child", IN_CARE, WORKER, OFFICER)
    for day, overdue in ((date(2026, 4, 8), 0), (date(2026, 4, 9), 1)):
        made = report(cases, date(2026, 4, 1), day)
        found = {row[0]: row[1] for row in table(made, "Overdue by kind of duty").rows}
        assert found["First looked-after review"] == overdue


def test_overdue_is_counted_by_duty_team_and_officer() -> None:
    cases = [
        *many(2, "known", IN_CARE, WORKER, OFFICER),
        *many(1, "nobody", ("found", "2026-03-10")),
    ]
    made = report(cases)
    by_rule = {row[0]: row[1:3] for row in table(made, "Overdue by kind of duty").rows}
    assert by_rule["Return interview after a child was missing"] == (1, date(2026, 3, 13))
    total = sum(int(str(row[0])) for row in by_rule.values())
    teams = {row[0]: row[1] for row in table(made, "Overdue by team").rows}
    assert teams == {"North": total - 1, "not assigned": 1}
    officers = {row[0]: row[1] for row in table(made, "Overdue by reviewing officer").rows}
    assert officers == {"IRO-1": total - 1, "not assigned": 1}
    assert made.sentences[0].startswith(f"Overdue: {total}.")


def test_only_the_longest_overdue_are_listed_and_the_rest_is_counted() -> None:
    made = report(many(50, "found", ("found", "2026-03-10")))
    oldest = table(made, "The longest overdue")
    assert len(oldest.rows) == 40
    assert oldest.note == "The 40 that were due first; 10 more are overdue."


def test_a_meeting_is_going_to_be_late_when_it_is_not_booked_or_booked_for_too_late_a_day() -> None:
    def booked(day: str, on: str = "2026-03-12") -> tuple[object, ...]:
        return "review_booked", on, {"meeting_at": day}

    made = report(
        [
            *many(1, "not booked", IN_CARE, OFFICER),
            *many(1, "in time", IN_CARE, booked("2026-04-08")),
            *many(1, "too late", IN_CARE, booked("2026-04-09T10:00:00+01:00")),
            *many(1, "day is over", IN_CARE, booked("2026-03-20")),
            *many(1, "moved", IN_CARE, booked("2026-04-20"), booked("2026-04-02", "2026-03-20")),
            # Not known at the end of the month.
            *many(1, "booked afterwards", IN_CARE, booked("2026-04-02", "2026-04-01")),
        ]
    )
    found = {
        row[0]: row[3:5]
        for row in table(made, "Going to be overdue: meetings of the next 31 days").rows
    }
    assert found == {
        "not booked 0": ("not booked", None),
        "too late 0": ("booked for after it is due", date(2026, 4, 9)),
        "day is over 0": ("not booked", None),
        "booked afterwards 0": ("not booked", None),
    }


def test_late_reviews_have_the_reason_that_was_recorded_and_agreeing_does_not_help() -> None:
    early = ("became_looked_after", "2026-02-02", {"legal_status": "C2"})  # review by 2 March
    delay = {"due_on": "2026-03-02", "reason": "report not ready", "decision": "agreed"}
    made = report(
        [
            *many(
                1,
                "agreed",
                early,
                ("review_delay_recorded", "2026-02-27", delay),
                ("review_held", "2026-03-04", {"part": "whole"}),
            ),
            *many(1, "silent", early, ("review_held", "2026-03-03", {"part": "whole"})),
            *many(1, "never", early),
            *many(1, "in time", early, ("review_held", "2026-03-02", {"part": "whole"})),
        ]
    )
    assert {row[0]: row[2:6] for row in table(made, "Late reviews of the month").rows} == {
        "agreed 0": (date(2026, 3, 4), 2, "report not ready", "agreed"),
        "silent 0": (date(2026, 3, 3), 1, "no reason recorded", "none"),
        "never 0": ("not held", 21, "no reason recorded", "none"),
    }


def test_formal_alerts_stay_until_they_are_closed_and_those_without_an_answer_come_first() -> None:
    def raised(**more: object) -> tuple[object, ...]:
        said = {"kind": "concern", "formal": True, "category": "equality", "team": "North"}
        return "quality_alert_raised", "2026-03-02", {**said, **more}

    made = report(
        [
            *many(1, "answered", raised(), ("quality_alert_responded", "2026-03-04")),
            *many(1, "no answer", raised()),
            *many(1, "closed", raised(), ("quality_alert_closed", "2026-03-04")),
            *many(1, "informal", raised(formal=False)),
            *many(1, "praise", raised(kind="good_practice")),
            *many(1, "closed afterwards", raised(), ("quality_alert_closed", "2026-04-01")),
        ]
    )
    found = [(row[0], row[2], row[3]) for row in table(made, "Formal quality alerts open").rows]
    assert found == [
        ("closed afterwards 0", 21, "no answer"),
        ("no answer 0", 21, "no answer"),
        ("answered 0", 21, "answered, not closed"),
    ]
    assert "alerts without an answer: 2." in made.sentences[0]


def test_plans_of_18_months_are_to_be_audited_and_of_two_years_reported() -> None:
    def plan(started: str) -> tuple[object, ...]:
        return "child_protection_plan_started", started

    made = report(
        [
            *many(1, "two years", plan("2024-03-31")),
            *many(1, "nearly two", plan("2024-04-01")),
            *many(1, "18 months", plan("2024-09-30")),
            *many(1, "under 18", plan("2024-10-01")),
            *many(1, "ended", plan("2024-01-01"), ("child_protection_plan_ended", "2026-03-01")),
        ]
    )
    found = [(row[0], row[2]) for row in table(made, _PLANS).rows]
    assert found == [
        ("two years 0", "two years or more: report"),
        ("nearly two 0", "18 months or more: audit"),
        ("18 months 0", "18 months or more: audit"),
    ]


_PLANS = "Child protection plans of 18 months or more"


def test_interviews_offers_and_permanence_are_listed_case_by_case() -> None:
    made = report(
        [
            *many(1, "interview", ("found", "2026-03-10")),
            *many(1, "held", ("found", "2026-03-10"), ("return_interview_completed", "2026-03-20")),
            told("offer", "complaint_received", "2026-02-02", procedure="statutory"),
            told("offer today", "complaint_received", "2026-03-02", procedure="statutory"),
            *many(
                1,
                "no plan",
                ("became_looked_after", "2025-09-01", {"legal_status": "C2"}),
                ("review_held", "2025-09-26", {"part": "whole"}),
            ),
            *many(
                1,
                "plan",
                ("became_looked_after", "2025-09-01", {"legal_status": "C2"}),
                ("review_held", "2025-09-26", {"part": "whole"}),
                ("permanence_plan_agreed", "2026-03-30", {"plan": "long-term fostering"}),
            ),
        ]
    )
    cases = {
        title: [row[0] for row in table(made, title).rows]
        for title in (
            "Return interviews not done",
            "Stage 2 to be offered",
            "No plan for permanence at the second review",
        )
    }
    assert list(cases.values()) == [["interview 0"], ["offer", "offer today"], ["no plan 0"]]


def test_a_caseload_is_above_guidance_by_children_or_by_weight() -> None:
    def carried(number: int, who: str, *first: object) -> list[Event]:
        role = "iro" if first[0] == "became_looked_after" else "conference_chair"
        assigned = ("responsible_assigned", "2026-03-10", {"role": role, "person": who})
        return many(number, f"{who} {role}", first, assigned)

    care = ("became_looked_after", "2026-03-09", {"legal_status": "C2"})
    plan = ("child_protection_plan_started", "2026-03-09")
    made = report(
        [
            *carried(71, "IRO-1", *care),
            *carried(70, "IRO-2", *care),
            *carried(69, "IRO-3", *care),
            *carried(2, "IRO-3", *plan),
        ]
    )
    assert table(made, "Caseloads against guidance").rows == (
        ("IRO-1", 71, 0, Fraction(213, 2), "above guidance"),
        ("IRO-3", 69, 2, Fraction(211, 2), "above guidance"),
        ("IRO-2", 70, 0, Fraction(105), "not above"),
    )
