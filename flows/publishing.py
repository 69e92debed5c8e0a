"""Shows an outcome in Prefect: a summary, and a table of the dates that changed."""

from typing import Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.outcome import Outcome

# Prefect's page draws every row; the full list is in `timescales rerun --json`.
MOST_ROWS = 1000


def publish(key: str, title: str, outcome: Outcome) -> None:
    """Make the two artifacts of a run: ``<key>-summary``, and ``<key>-changes`` if there are any.

    ``key`` is lower case with dashes.
    """
    create_markdown_artifact(
        key=f"{key}-summary", markdown=as_markdown(title, outcome), description=title
    )
    if outcome.changes:
        left_out = max(0, len(outcome.changes) - MOST_ROWS)
        note = f" The first {MOST_ROWS:,}; {left_out:,} more are not shown." if left_out else ""
        create_table_artifact(
            key=f"{key}-changes",
            table=as_rows(outcome),
            description=f"{title}: the dates that change.{note}",
        )


def as_rows(outcome: Outcome) -> list[dict[str, Any]]:
    """The changed dates, a row each. A clock that is new or gone has an empty date."""
    return [
        {
            "case_ref": change.case_ref,
            "rule": change.rule,
            "from": change.from_due_on.isoformat() if change.from_due_on else "",
            "to": change.to_due_on.isoformat() if change.to_due_on else "",
            "because": change.because,
        }
        for change in outcome.changes[:MOST_ROWS]
    ]


def as_markdown(title: str, outcome: Outcome) -> str:
    """The summary: what ran, on how much, what changed, what failed, what comes next."""
    lines = [f"## {title}", "", outcome.headline, ""]
    if outcome.figures:
        lines += ["| | |", "|---|---:|"]
        lines += [f"| {name} | {number:,} |" for name, number in outcome.figures.items()]
        lines.append("")
    lines += ["### What failed", ""]
    lines += [f"- `{which}`: {what}" for which, what in outcome.failed.items()] or ["Nothing."]
    lines += ["", "### What comes next", "", outcome.next_step]
    return "\n".join(lines)
