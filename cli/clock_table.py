"""Clocks as a table, and whether any of them is overdue."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from cli.common_options import CommonOptions
from cli.output import print_table
from cli.words import View, cautions, day_and_time, left
from domain.clocks.clock import State
from domain.references import short_id
from domain.wording import code_in_words

if TYPE_CHECKING:
    from engine.workspace import Workspace

_COLUMNS = ("Due", "Left", "State", "What", "Case", "Responsible", "Clock", "Take care")


def print_clocks(views: Iterable[View]) -> None:
    """Print clocks, a line each."""
    print_table(
        _COLUMNS,
        [
            (
                day_and_time(view),
                left(view),
                code_in_words(view["state"]),
                view["title"],
                short_id(view["case_ref"]),
                view["responsible"],
                short_id(view["clock"]),
                cautions(view),
            )
            for view in views
        ],
        wraps=("What", "Take care"),
    )


def overdue(workspace: "Workspace", options: CommonOptions) -> list[dict[str, object]]:
    """Every overdue clock on the day asked about, the longest overdue first."""
    from engine.queries import ClockQuestion, clocks
    from store.filters import ClockFilter

    due = ClockFilter(due_before=options.as_of + timedelta(days=1), open_only=True)
    question = ClockQuestion(options.as_of, options.now, states={State.OVERDUE.value}, filter=due)
    return clocks(workspace, question)
