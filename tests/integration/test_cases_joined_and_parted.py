"""What was told of two cases, when they turn out to be one child or not to be."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from engine.linking import link, unlink
from engine.queries import ClockQuestion, View, alerts, clocks
from engine.recalculate import Cause, recalculate
from engine.sweep import sweep
from engine.workspace import Workspace
from store.filters import AlertFilter, ClockFilter
from tests.support.two_sources import in_care, told_by
from tests.support.workspaces import (
    at,
    ledger,
    mark_all_sent,
    open_at,
    standing,
    sweep_days,
    tell,
)

FIRST = at("2026-03-20 08:00")
NOW = at("2026-03-20 10:00")
DAY = date(2026, 3, 20)
ONE, OTHER = "case-0000", "case-0001"


def two_of_one_child(workspace: Workspace) -> None:
    """The same child twice, under two numbers, and both told of."""
    tell(workspace, *in_care("mosaic", "7"), now=FIRST)
    tell(workspace, *in_care("liquidlogic", "8"), now=NOW)
    sweep_days(workspace, "2026-03-20")
    mark_all_sent(workspace, NOW)


def views(workspace: Workspace, **conditions: Any) -> list[View]:
    return clocks(workspace, ClockQuestion(DAY, filter=ClockFilter(**conditions)))


def told(workspace: Workspace, case: str) -> list[tuple[str, str, str]]:
    """What was told of a case and stands."""
    found = alerts(workspace, AlertFilter(cases=[case], standing_only=True))
    return sorted((one["rule"], one["rung"], one["recipient"]) for one in found)


def test_what_both_were_told_of_stands_once_and_is_not_told_again(workspace: Workspace) -> None:
    two_of_one_child(workspace)
    before = told(workspace, ONE)
    assert before
    assert told(workspace, OTHER) == before
    link(workspace, ONE, OTHER, reason="The same child", now=NOW)
    assert told(workspace, ONE) == told(workspace, OTHER) == before
    assert {view["case_ref"] for view in views(workspace)} == {ONE}
    withdrawn = [one for one in ledger(workspace) if one.withdrawn_at is not None]
    assert len(withdrawn) == len(before)
    assert not {one.clock for one in withdrawn} & {view["clock"] for view in views(workspace)}
    assert {one.withdrawn_because for one in withdrawn} == {
        "it was told twice, of two cases that are one child"
    }
    raised = len(ledger(workspace))
    sweep_days(workspace, "2026-03-20", "2026-03-21")
    assert len(ledger(workspace)) == raised


def test_the_alerts_of_a_clock_are_also_those_told_of_the_one_that_went(
    workspace: Workspace,
) -> None:
    two_of_one_child(workspace)
    tell(workspace, *in_care("eclipse", "9"), now=NOW)
    sweep_days(workspace, "2026-03-20")
    before = alerts(workspace, AlertFilter(cases=[ONE, OTHER], rules=["lac.review.first"]))
    link(workspace, ONE, OTHER, reason="The same child", now=NOW)
    (clock,) = {one["clock"] for one in views(workspace, cases=[ONE], rules=["lac.review.first"])}
    found = alerts(workspace, AlertFilter(clocks=[clock]))
    assert [one["alert"] for one in found] == [one["alert"] for one in before]
    assert len({one["clock"] for one in found}) == 2
    unlink(workspace, ONE, OTHER, reason="Cousins", now=NOW)
    assert {one["clock"] for one in alerts(workspace, AlertFilter(clocks=[clock]))} == {clock}


def test_what_only_the_case_that_goes_was_told_of_is_not_told_again(workspace: Workspace) -> None:
    tell(workspace, *in_care("liquidlogic", "8"), now=NOW)
    sweep_days(workspace, "2026-03-20")
    mark_all_sent(workspace, NOW)
    before = standing(workspace)
    tell(workspace, *in_care("annex-a", "7"), now=NOW)
    link(workspace, ONE, OTHER, reason="The same child", now=NOW)
    sweep_days(workspace, "2026-03-20")
    assert standing(workspace) == before


def test_a_parted_case_has_what_was_told_of_it_and_is_told_of_what_was_not(
    workspace: Workspace,
) -> None:
    two_of_one_child(workspace)
    before = {view["clock"]: view for view in views(workspace)}
    link(workspace, ONE, OTHER, reason="The same child", now=NOW)
    unlink(workspace, OTHER, ONE, reason="Cousins of one name", now=NOW)
    assert {view["clock"]: view for view in views(workspace)} == before
    sweep_days(workspace, "2026-03-20")
    assert told(workspace, ONE) == told(workspace, OTHER)
    with workspace.database.reading() as work:
        decided = work.decisions.links_of([ONE])
    assert [(one.are_one, one.reason) for one in decided] == [
        (True, "The same child"),
        (False, "Cousins of one name"),
    ]


def test_a_parted_case_is_told_of_what_only_the_other_had_been_told_of(
    workspace: Workspace,
) -> None:
    tell(workspace, *in_care("mosaic", "7"), now=FIRST)
    sweep_days(workspace, "2026-03-20")
    before = told(workspace, ONE)
    # Of two live systems the first of the alphabet counts: the duty goes by its id from then on.
    tell(workspace, *in_care("liquidlogic", "8"), now=NOW)
    link(workspace, ONE, OTHER, reason="The same child", now=NOW)
    sweep_days(workspace, "2026-03-20")
    unlink(workspace, ONE, OTHER, reason="Cousins of one name", now=NOW)
    sweep_days(workspace, "2026-03-20")
    assert told(workspace, ONE) == told(workspace, OTHER) == before


STEPS = ("link", "unlink", "sweep", "review", "other review", "recalculate")


def walked(folder: Path, steps: list[str]) -> tuple[list[View], list[tuple[str, str, str]]]:
    """The clocks and what stands of what was told, after some steps that end with a link."""
    workspace = open_at(f"sqlite:///{folder}/walked.db", folder)
    day = date(2026, 3, 12)
    for source in ("mosaic", "liquidlogic"):
        tell(workspace, *in_care(source, "7"), now=at("2026-03-12 08:00"))
    for step in [*steps, "link", "sweep"]:
        now = at(f"{day} 09:00")
        if step in ("link", "unlink"):
            {"link": link, "unlink": unlink}[step](workspace, ONE, OTHER, reason="A test", now=now)
        elif step == "sweep":
            # Every day, so that no rung is reached and passed unseen before a review is held.
            for _ in range(4):
                sweep(workspace, now=at(f"{day} 09:00"))
                day += timedelta(days=1)
        elif step == "recalculate":
            recalculate(workspace, None, now=now, cause=Cause(because="rerun", reason="A test"))
        else:
            source = "mosaic" if step == "review" else "liquidlogic"
            tell(workspace, told_by(source, "7", "review_held", day.isoformat()), now=now)
    question = ClockQuestion(date(2026, 6, 1))
    found = clocks(workspace, question)
    stands = sorted(
        (one["rule"], one["rung"], one["recipient"])
        for one in alerts(workspace, AlertFilter(standing_only=True))
    )
    workspace.database.dispose()
    return found, stands


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.sampled_from(STEPS), max_size=6))
@example(steps=["sweep", "sweep", "review", "sweep", "link", "unlink", "sweep"])
@example(steps=["link", "sweep", "unlink", "sweep", "review", "sweep"])
def test_joined_parted_and_joined_again_ends_as_if_joined_once(steps: list[str]) -> None:
    once = ["link", *(step for step in steps if step not in ("link", "unlink"))]
    with TemporaryDirectory() as detour, TemporaryDirectory() as straight:
        assert walked(Path(detour), steps) == walked(Path(straight), once)
