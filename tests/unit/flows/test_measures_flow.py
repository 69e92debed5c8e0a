"""What the measures flow shows in Prefect: figures, and nothing about a case."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from calendars.library import calendar
from domain.case.events import Event
from domain.measures.case_file import case_file_of
from domain.measures.case_files import CaseFiles
from domain.measures.catalogue import chosen
from domain.measures.indicators import IndicatorQuestion, indicators
from domain.measures.recorded import Choices
from domain.rules.aims import Aim, Choice, Polarity
from flows.measures import as_rows, outcome_of

AIM = Aim(date(2020, 4, 1), Polarity.LOW, Decimal(20))


def test_the_figures_are_shown_a_row_each_without_any_case() -> None:
    told = [
        Event("mosaic", f"R-{n}", f"case-{n}", "child_protection_plan_started", date(2025, 6, 2))
        for n in (1, 2)
    ]
    told[0] = replace(told[0], attributes={"number": 2})
    asked = IndicatorQuestion(
        chosen(["cp.plans.repeat", "lac.participation"]),
        date(2025, 4, 1),
        date(2026, 3, 31),
        date(2026, 3, 31),
        calendar("england-and-wales"),
        Choices("own", {"cp.plans.repeat": Choice(aims=(AIM,))}),
    )
    files = {one.case: case_file_of(one.case, [one], []) for one in told}
    found = indicators(CaseFiles(files), asked)
    rows = as_rows(found)
    assert [row["measure"] for row in rows] == ["cp.plans.repeat", "lac.participation"]
    assert (rows[0]["numerator"], rows[0]["value"], rows[1]["value"]) == (1, 50.0, "")
    assert "case-1" not in str(rows)
    outcome = outcome_of(found)
    assert outcome.headline == "Worked out 2 measures."
    assert list(outcome.figures.values()) == [2, 1, 1]
