"""The flow that works out the published figures of the financial year so far."""

from collections.abc import Sequence
from typing import Any

from prefect import State, flow
from prefect.artifacts import create_table_artifact

from domain.days import day_of
from domain.measures.indicator import Indicator
from domain.measures.rating import financial_year
from domain.wording import counted
from engine.measures import MeasureQuestion, measures
from flows.context import named_by_day, opened, started_at
from flows.outcome import Outcome
from flows.publishing import publish
from flows.safely import safely

_SHOWN = ("measure", "title", "numerator", "denominator", "value", "target", "rag", "change")
_NEXT_STEP = "To keep them as published: timescales measures --freeze --reason TEXT"


@flow(name="measures", flow_run_name=named_by_day, persist_result=False)
def measures_flow() -> State[Any]:
    """Works out every measure for the financial year so far, of the whole authority."""
    return safely(_run)


def _run() -> str:
    today = day_of(started_at())
    first, _ = financial_year(today)
    with opened() as workspace:
        indicators = measures(workspace, MeasureQuestion(first, today, today))
    outcome = outcome_of(indicators)
    publish("measures", "Measures", outcome)
    create_table_artifact(
        key="measures-figures",
        table=as_rows(indicators),
        description=f"Measures from {first.isoformat()} to {today.isoformat()}",
    )
    return outcome.headline


def outcome_of(indicators: Sequence[Indicator]) -> Outcome:
    """What the run did. The figures themselves are in a table of their own."""
    counting = [one for one in indicators if one.figure.denominator]
    return Outcome(
        headline=f"Worked out {counted(len(indicators), 'measure')}.",
        next_step=_NEXT_STEP,
        figures={
            "Measures": len(indicators),
            "Of them with anything to count": len(counting),
            "Below target": sum(one.below_target for one in indicators),
        },
    )


def as_rows(indicators: Sequence[Indicator]) -> list[dict[str, Any]]:
    """The figures, a row each, of the whole authority: nothing here is about one case."""
    shown = (one.as_json() for one in indicators)
    return [{key: "" if row[key] is None else row[key] for key in _SHOWN} for row in shown]
