"""A child and a sibling, and reading what a command answered."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from click.testing import Result

from tests.support.workspaces import fact

TODAY = datetime(2025, 1, 27, 9, 0, tzinfo=UTC)
# In care since 20 December 2024: the first review was due on 22 January 2025.
CHILD = [
    fact("1042", "became_looked_after", "2024-12-20", id="R-1", legal_status="V2"),
    fact("1042", "responsible_assigned", "2024-12-20", role="iro", person="IRO-07", team="North"),
]
# Their first review is due on 7 February 2025.
SIBLING = fact("2087", "became_looked_after", "2025-01-10", id="R-2", legal_status="C2")

Run = Callable[..., Result]


def data(result: Result, exit_code: int = 0) -> Any:
    """The JSON document of an answer."""
    assert result.exit_code == exit_code, result.stderr
    return json.loads(result.stdout)


def first_review(run: Run, *more: str) -> dict[str, Any]:
    [view] = data(
        run("clocks", "list", "--subject", "1042", "--rule", "lac.review.first", "--json", *more)
    )
    found: dict[str, Any] = view
    return found
