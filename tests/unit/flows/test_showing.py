"""What a run shows in Prefect, and what it keeps to itself."""

from datetime import date

from prefect.logging import disable_run_logger

from domain.errors import ProblemError
from domain.wording import counted
from flows.outcome import ChangedDate, Outcome, together
from flows.publishing import MOST_ROWS, as_markdown, as_rows
from flows.safely import safely

CANARY = "CANARY-BORN-1999-05-05"


def test_an_unexpected_error_shows_its_class_and_its_place_but_not_its_text() -> None:
    def breaks() -> str:
        raise ValueError(CANARY)

    with disable_run_logger():
        state = safely(breaks)
    assert state.is_failed()
    assert state.message is not None
    assert "ValueError at test_showing.py:" in state.message
    assert CANARY not in repr(state)
    assert state.data is None


def test_a_problem_is_shown_whole() -> None:
    def refuses() -> str:
        raise ProblemError("no_reason", "It needs a reason.", "Choose one.")

    with disable_run_logger():
        state = safely(refuses)
    assert state.is_failed()
    assert state.message == "no_reason: It needs a reason. Choose one."


def test_a_run_that_worked_says_in_one_sentence_what_it_did() -> None:
    with disable_run_logger():
        state = safely(lambda: "Sent 2 messages.")
    assert state.is_completed()
    assert state.message == "Sent 2 messages."


def test_a_table_has_a_row_for_each_date_that_changed() -> None:
    moved = ChangedDate("ref", "lac.review.first", date(2025, 1, 22), date(2025, 1, 23), "moved, x")
    new = ChangedDate("ref", "lac.review.second", None, date(2025, 4, 1), "created, x")
    assert as_rows(Outcome("", "", changes=[moved, new])) == [
        {
            "case_ref": "ref",
            "rule": "lac.review.first",
            "from": "2025-01-22",
            "to": "2025-01-23",
            "because": "moved, x",
        },
        {
            "case_ref": "ref",
            "rule": "lac.review.second",
            "from": "",
            "to": "2025-04-01",
            "because": "created, x",
        },
    ]


def test_a_very_long_table_is_cut() -> None:
    change = ChangedDate("ref", "lac.review.first", None, date(2025, 1, 22), "created, x")
    assert len(as_rows(Outcome("", "", changes=[change] * (MOST_ROWS + 1)))) == MOST_ROWS


def test_a_summary_says_what_ran_what_failed_and_what_comes_next() -> None:
    outcome = Outcome("Worked out 2 cases.", "Tick Apply.", {"Cases": 2}, failed={"ref": "broken"})
    text = as_markdown("Review schedule", outcome)
    assert text.startswith("## Review schedule\n\nWorked out 2 cases.")
    assert "| Cases | 2 |" in text
    assert "- `ref`: broken" in text
    assert text.endswith("### What comes next\n\nTick Apply.")
    assert "Nothing." in as_markdown("Sweep", Outcome("", ""))


def test_outcomes_of_several_cases_add_up() -> None:
    change = ChangedDate("ref", "lac.review.first", None, date(2025, 1, 22), "created, x")
    parts = [
        Outcome("", "", {"Cases": 1, "Alerts": 2}, [change]),
        Outcome("", "", {"Cases": 1}, failed={"ref": "broken"}),
    ]
    both = together("Two.", "Next.", parts)
    assert both.figures == {"Cases": 2, "Alerts": 2}
    assert both.changes == [change]
    assert both.failed == {"ref": "broken"}


def test_one_is_counted_in_the_singular() -> None:
    assert counted(1, "case") == "1 case"
    assert counted(1200, "case") == "1,200 cases"
    assert counted(2, "person", "people") == "2 people"
