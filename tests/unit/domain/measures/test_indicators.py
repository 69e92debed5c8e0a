"""Figures by period and by part of the authority, with targets, colours and bands."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from calendars.library import calendar
from domain.case.events import Event
from domain.errors import ProblemError
from domain.measures.case_file import case_file_of
from domain.measures.case_files import CaseFiles
from domain.measures.catalogue import chosen, every_measure
from domain.measures.counting import band_of
from domain.measures.indicator import Indicator
from domain.measures.indicators import IndicatorQuestion, indicators
from domain.measures.rating import Rag
from domain.measures.recorded import Choices, Comparator, Override
from domain.rules.aims import Aim, Choice, Polarity

MEASURE = "cp.plans.repeat"
YEAR = (date(2025, 4, 1), date(2026, 3, 31))


def plan(case: str, on: str, number: int = 1) -> Event:
    day = date.fromisoformat(on)
    said = {"number": number}
    return Event("t", f"{case} {on}", case, "child_protection_plan_started", day, attributes=said)


def with_team(case: str, on: str, team: str, chair: str) -> list[Event]:
    day = date.fromisoformat(on)
    return [
        Event(
            "t",
            f"{case} {on} {role}",
            case,
            "responsible_assigned",
            day,
            attributes={"role": role, "person": person, "team": team},
        )
        for role, person in (("social_worker", "SW-1"), ("conference_chair", chair))
    ]


def files(events: Iterable[Event]) -> CaseFiles:
    told = list(events)
    return CaseFiles(
        {
            case: case_file_of(case, [one for one in told if one.case == case], [])
            for case in {one.case for one in told}
        }
    )


def ask(by: str | None, choices: Choices | None) -> IndicatorQuestion:
    return IndicatorQuestion(
        chosen([MEASURE]),
        *YEAR,
        as_at=YEAR[1],
        calendar=calendar("england-and-wales"),
        choices=choices or Choices("statutory"),
        by=by,
    )


def found(
    events: Iterable[Event], by: str | None = None, choices: Choices | None = None
) -> list[Indicator]:
    return indicators(files(events), ask(by, choices))


FOUR = [
    plan("A", "2025-04-01", 2),
    plan("B", "2026-03-31"),
    plan("C", "2025-06-02"),
    plan("D", "2025-06-02"),
    plan("E", "2025-03-31", 2),
    plan("F", "2026-04-01"),
]


def test_both_days_of_a_period_are_in_it() -> None:
    [indicator] = found(FOUR)
    assert (int(indicator.figure.numerator), indicator.figure.denominator) == (1, 4)
    assert indicator.as_json()["value"] == 25.0


def test_a_figure_without_a_unit_has_no_value() -> None:
    [indicator] = found([])
    shown = indicator.as_json()
    assert (shown["numerator"], shown["denominator"]) == (0, 0)
    assert [shown[key] for key in ("value", "exact", "missed_value", "rag", "change")] == [None] * 5


def test_months_add_up_to_the_year() -> None:
    months = found(FOUR, by="month")
    assert len(months) == 12
    assert sum(one.figure.denominator for one in months) == 4


def test_a_unit_belongs_to_who_was_responsible_on_its_own_day() -> None:
    events = [
        plan("A", "2025-06-02"),
        *with_team("A", "2025-05-01", "North", "CC-1"),
        *with_team("A", "2025-09-01", "South", "CC-2"),
        plan("B", "2025-10-01"),
        *with_team("B", "2025-12-01", "South", "CC-2"),
        plan("C", "2025-10-01"),
    ]
    teams = {one.group: one.figure.denominator for one in found(events, by="team")}
    assert teams == {"North": 1, "South": 1, "not assigned": 1}
    chairs = {one.group: one.figure.denominator for one in found(events, by="iro")}
    assert chairs == {"CC-1": 1, "CC-2": 1, "not assigned": 1}
    choices = Choices("statutory", areas={"North": "Safeguarding"})
    areas = {one.group: one.figure.denominator for one in found(events, "area", choices)}
    assert areas == {"Safeguarding": 1, "not assigned": 2}


def test_the_part_without_anybody_comes_last() -> None:
    events = [plan("A", "2025-06-02"), plan("B", "2025-06-02")]
    events += with_team("B", "2025-05-01", "Zeta", "CC-1")
    assert [one.group for one in found(events, by="team")] == ["Zeta", "not assigned"]


def test_a_figure_is_compared_with_that_of_the_year_before() -> None:
    events = [*FOUR, plan("G", "2024-06-03", 2), plan("H", "2024-06-03")]
    [indicator] = found(events)
    assert indicator.before is not None
    # E and G of three plans the year before.
    assert indicator.as_json()["before"]["value"] == 66.7
    assert indicator.change == "decrease"


def test_the_target_of_the_profile_holds_from_its_date() -> None:
    aims = (
        Aim(date(2020, 4, 1), Polarity.LOW, Decimal(20)),
        Aim(date(2026, 4, 1), Polarity.LOW, Decimal(15)),
    )
    [indicator] = found(FOUR, choices=Choices("own", {MEASURE: Choice(aims=aims)}))
    assert indicator.aim.target == 20
    assert every_measure()[MEASURE].aim_on(date(2026, 4, 1), aims).target == 15
    assert every_measure()[MEASURE].aim_on(date(2019, 4, 1), aims).target is None


def marks(measure: str, year: int, *boundaries: int) -> Comparator:
    one, two, three = map(Decimal, boundaries)
    return Comparator(
        measure, date(year, 4, 1), date(year + 1, 3, 31), (one, two, three), Decimal(22)
    )


def test_the_latest_comparators_known_for_the_period_give_quartile_and_colour() -> None:
    known = (
        marks(MEASURE, 2023, 1, 2, 3),
        marks(MEASURE, 2024, 10, 15, 20),
        marks(MEASURE, 2024, 20, 24, 30),
        marks(MEASURE, 2026, 90, 95, 99),
        marks("cp.reviews.on_time", 2025, 90, 95, 99),
    )
    [indicator] = found(FOUR, choices=Choices("own", comparators=known))
    # Given twice for 2024/25: the later one counts. 25 per cent lies between 24 and 30.
    assert indicator.quartile == 3
    assert indicator.rag is Rag.AMBER


def test_a_recorded_colour_goes_before_and_shows_what_it_replaces() -> None:
    green = Override(MEASURE, *YEAR, Rag.GREEN, "Agreed with the lead member", "HS-01")
    worked_out = (marks(MEASURE, 2024, 1, 2, 3),)
    [indicator] = found(FOUR, choices=Choices("own", comparators=worked_out, overrides=(green,)))
    shown = indicator.as_json()
    assert shown["rag"] == "green"
    assert shown["override"] == {
        "reason": "Agreed with the lead member",
        "by": "HS-01",
        "instead_of": "red",
    }
    taken_back = replace(green, rag=None, reason="Not agreed after all")
    [indicator] = found(
        FOUR, choices=Choices("own", comparators=worked_out, overrides=(green, taken_back))
    )
    assert indicator.rag is Rag.RED
    other_period = replace(green, last=date(2025, 12, 31))
    [indicator] = found(FOUR, choices=Choices("own", overrides=(other_period,)))
    assert indicator.override is None


@pytest.mark.parametrize(
    ("days", "band"),
    [(0, "0 to 10"), (10, "0 to 10"), (11, "11 to 15"), (16, "over 15"), (None, "unknown")],
)
def test_working_days_lie_in_a_band(days: int | None, band: str) -> None:
    assert band_of(days, ("0 to 10", "11 to 15", "over 15", "unknown")) == band


def test_fewer_days_than_none_are_unknown() -> None:
    assert band_of(-1, ("0 to 10", "21 and over")) == "unknown"
    assert band_of(500, ("0 to 10", "21 and over")) == "21 and over"


def test_a_measure_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(ProblemError) as refused:
        chosen(["lac.reviews.on_tim"])
    assert refused.value.code == "unknown_measure"
    assert "lac.reviews.on_time" in refused.value.remedy
