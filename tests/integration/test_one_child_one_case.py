"""However many sources tell of a child, it is one case."""

from datetime import date
from typing import Any

import pytest

from engine.joining import groups_in_force
from engine.queries import ClockQuestion, alerts, clocks
from engine.workspace import Workspace
from store.filters import AlertFilter, ClockFilter
from tests.support.two_sources import child, in_care, on_a_plan, told_by
from tests.support.workspaces import at, sweep_days, tell

FIRST = at("2026-03-10 08:00")
NOW = at("2026-03-10 10:00")
DAY = date(2026, 3, 10)


def cases(workspace: Workspace) -> list[str]:
    with workspace.database.reading() as work:
        return work.cases.all_refs()


def rules(workspace: Workspace, **conditions: Any) -> set[str]:
    found = clocks(workspace, ClockQuestion(DAY, filter=ClockFilter(**conditions)))
    return {view["rule"] for view in found}


def test_two_returns_with_the_same_number_and_birth_date_tell_of_one_child(
    workspace: Workspace,
) -> None:
    tell(workspace, *in_care("ssda903", "7"), now=FIRST)
    tell(workspace, *on_a_plan("cin-census", "7"), now=NOW)
    (only,) = cases(workspace)
    assert only == "case-0000"
    assert {"lac.review.first", "cp.conference.first_review"} <= rules(workspace, cases=[only])
    with workspace.database.reading() as work:
        assert groups_in_force(work) == {"cin-census": "returns", "ssda903": "returns"}
        (events,) = work.events.of_cases([only]).values()
        assert {one.case for one in events} == {only}
        assert {one.own_case for one in events} == {None, "case-0001"}
        # A reference that no longer lives leads to the one that does.
        assert work.cases.living(["case-0001"]) == {"case-0001": only}
        assert work.cases.members([only]) == {only: [only, "case-0001"]}
        assert work.events.of_cases(["case-0001"]) == {"case-0001": []}
        assert work.cases.find("7") == [only]
        assert work.cases.count() == 1
    assert rules(workspace, cases=["case-0001"]) == rules(workspace, cases=[only])


def test_a_return_of_other_children_is_not_grouped(workspace: Workspace) -> None:
    tell(workspace, *in_care("ssda903", "7"), now=NOW)
    tell(workspace, *on_a_plan("cin-census", "7", born="2009-01-01"), now=NOW)
    assert cases(workspace) == ["case-0000", "case-0001"]
    with workspace.database.reading() as work:
        assert groups_in_force(work) == {}


def test_without_a_birth_date_nothing_is_grouped(small: Workspace) -> None:
    tell(small, told_by("ssda903", "7", "became_looked_after", "2026-03-02"), now=NOW)
    tell(small, *on_a_plan("cin-census", "7"), now=NOW)
    assert len(cases(small)) == 2


def test_whom_the_most_trusted_source_names_is_told(small: Workspace) -> None:
    for source in ("annex-a", "ssda903"):
        named = told_by(
            source, "7", "responsible_assigned", "2026-03-02", role="iro", person=f"{source}-1"
        )
        tell(small, *in_care(source, "7"), named, now=NOW)
    sweep_days(small, "2026-04-01")
    told = alerts(small, AlertFilter())
    assert {one["recipient"] for one in told if one["rule"] == "lac.review.first"} >= {"annex-a-1"}
    assert "ssda903-1" not in {one["recipient"] for one in told}


def test_sources_that_are_no_returns_stay_apart(small: Workspace) -> None:
    tell(small, *in_care("mosaic", "7"), now=NOW)
    tell(small, *on_a_plan("ssda903", "7"), now=NOW)
    assert len(cases(small)) == 2


def test_cases_join_and_part_as_what_is_known_of_them_changes(workspace: Workspace) -> None:
    tell(workspace, *in_care("ssda903", "7"), now=FIRST)
    wrong = child("cin-census", "7", "2009-01-01")
    tell(workspace, wrong, *on_a_plan("cin-census", "7")[1:], now=NOW)
    before = rules(workspace, cases=["case-0001"])
    assert len(cases(workspace)) == 2
    right = {**child("cin-census", "7"), "id": "put right", "corrects": wrong["id"]}
    tell(workspace, right, now=NOW)
    assert cases(workspace) == ["case-0000"]
    assert before <= rules(workspace, cases=["case-0000"])
    again = {**wrong, "id": "put wrong", "corrects": "put right"}
    tell(workspace, again, now=NOW)
    assert len(cases(workspace)) == 2
    assert rules(workspace, cases=["case-0001"]) == before
    with workspace.database.reading() as work:
        assert work.joins.unsettled() == []


def test_a_clock_and_what_was_told_of_it_keep_their_names_when_cases_join(
    workspace: Workspace,
) -> None:
    tell(workspace, *in_care("ssda903", "7"), now=FIRST)
    tell(workspace, *on_a_plan("cin-census", "7", since="2025-12-08")[1:], now=NOW)
    sweep_days(workspace, "2026-03-10")
    view = ClockQuestion(DAY, filter=ClockFilter(rules=["cp.conference.first_review"]))
    (before,) = clocks(workspace, view)
    told = alerts(workspace, AlertFilter(clocks=[before["clock"]]))
    assert told
    assert {one["case_ref"] for one in told} == {"case-0001"}
    tell(workspace, child("cin-census", "7"), now=NOW)
    sweep_days(workspace, "2026-03-10", "2026-03-11")
    (after,) = clocks(workspace, view)
    assert after == {**before, "case_ref": "case-0000"}
    still = alerts(workspace, AlertFilter(clocks=[before["clock"]]))
    assert still == [{**one, "case_ref": "case-0000"} for one in told]
    assert still == alerts(
        workspace, AlertFilter(cases=["case-0001"], rules=["cp.conference.first_review"])
    )


@pytest.mark.parametrize("first", ["ssda903", "cin-census"])
def test_the_case_that_was_first_lives_on(small: Workspace, first: str) -> None:
    told = {"ssda903": in_care("ssda903", "7"), "cin-census": on_a_plan("cin-census", "7")}
    tell(small, *told.pop(first), now=NOW)
    (second,) = told.values()
    tell(small, *second, now=at("2026-03-11 10:00"))
    with small.database.reading() as work:
        ((source, _),) = work.cases.subjects(cases(small)).values()
    assert source == first
