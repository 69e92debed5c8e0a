"""From what a reader found to clocks: duplicates do no harm, contradictions are set aside."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clocks.clock import Clock
from domain.errors import ProblemError
from engine.demo import load_demo
from engine.importing import ImportResult
from engine.recalculate import Cause, recalculate
from engine.workspace import Workspace
from store.filters import ClockFilter
from tests.support.sqlite import sqlite_with_tables
from tests.support.workspaces import (
    Fact,
    at,
    everything,
    fact,
    load_reading,
    open_at,
    removal,
    tell,
)

NOW = at("2026-03-10 09:00")
LATER = at("2026-03-11 09:00")
FACTS = (
    fact("1", "became_looked_after", "2026-03-02", id="L-1"),
    fact("1", "placement_started", "2026-03-02", id="P-1"),
    fact("1", "child_visited", "2026-03-06", id="V-1"),
    fact("2", "strategy_discussion_held", "2026-03-03", id="S-1"),
    fact("3", "complaint_received", "2026-03-04", id="C-1", procedure="statutory"),
)


def clocks_of(workspace: Workspace) -> list[Clock]:
    with workspace.database.reading() as work:
        return work.clocks.search(ClockFilter())


def fates(imported: ImportResult) -> tuple[int, int, int]:
    """Events made, rows unchanged and rows quarantined, in a file of events."""
    (line,) = imported.accounting
    assert line.accounted_for == line.rows_read
    return line.events_made, line.unchanged, line.quarantined


def test_the_same_events_again_change_nothing_but_the_record_of_the_import(
    workspace: Workspace,
) -> None:
    first = tell(workspace, *FACTS, now=NOW)
    before = everything(workspace)
    again = tell(workspace, *FACTS, *FACTS, now=LATER)
    assert fates(first.imported) == (5, 0, 0)
    assert fates(again.imported) == (0, 10, 0)
    after = everything(workspace)
    assert {name for name in before if before[name] != after[name]} == {"import_batch"}
    assert again.recalculated.changes == []


@pytest.mark.parametrize(("kind", "examples"), [("sqlite", 12), ("postgresql", 3)])
def test_shuffled_and_repeated_events_give_the_same_clocks(
    kind: str,
    examples: int,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    def clocks_after(order: list[Fact]) -> list[tuple[object, ...]]:
        folder = tmp_path_factory.mktemp("shuffled")
        url = sqlite_with_tables(folder)
        if kind == "postgresql":
            url = request.getfixturevalue("postgres").new_database()
        workspace = open_at(url, folder)
        half = len(order) // 2
        tell(workspace, *order[:half], now=NOW)
        tell(workspace, *order[half:], now=NOW)
        found = [
            (one.rule, one.start_event, one.due_on, one.end_event) for one in clocks_of(workspace)
        ]
        workspace.database.dispose()
        return sorted(found)

    expected = clocks_after(list(FACTS))
    assert len(expected) > 8

    @settings(max_examples=examples)
    @given(st.permutations(FACTS), st.lists(st.sampled_from(FACTS), max_size=5), st.randoms())
    def check(once: list[Fact], again: list[Fact], random: object) -> None:
        order = [*once, *again]
        random.shuffle(order)  # type: ignore[attr-defined]
        assert clocks_after(order) == expected

    check()


def test_the_same_id_with_other_content_is_set_aside_and_reported(workspace: Workspace) -> None:
    tell(workspace, *FACTS, now=NOW)
    before = clocks_of(workspace)
    other = fact("1", "became_looked_after", "2026-02-23", id="L-1")
    good = fact("4", "found", "2026-03-10T08:00:00+00:00")
    loaded = tell(workspace, other, good, now=LATER)
    assert fates(loaded.imported) == (1, 0, 1)
    (refusal,) = loaded.imported.quarantined
    assert (refusal.line, refusal.code) == (1, "same_id_other_content")
    assert not loaded.imported.kept_everything
    with workspace.database.reading() as work:
        (row,) = work.quarantine.all()
    assert (row.source, row.event_id, row.recorded_at) == ("mosaic", "L-1", LATER)
    after = clocks_of(workspace)
    assert all(one.doubt is not None for one in after if one.rule == "lac.review.first")
    certain = [replace(one, doubt=None) for one in after]
    assert [one for one in certain if one.rule != "missing.return_interview"] == before
    assert len(after) == len(before) + 1


def test_what_cannot_be_read_is_refused_and_the_rest_gives_clocks(workspace: Workspace) -> None:
    bad = [
        fact("5", "became_looked_after", "2026-02-30"),
        fact("6", "became_adopted", "2026-03-02"),
        fact("7", "became_looked_after", "2026-03-30"),
    ]
    loaded = load_reading(workspace, [*bad, *FACTS], now=NOW)
    (line,) = loaded.imported.accounting
    assert dict(line.refused) == {"impossible_date": 1, "unknown_type": 1, "future_fact": 1}
    assert [refusal.line for refusal in loaded.imported.refusals] == [1, 2, 3]
    assert line.accounted_for == line.rows_read == 8
    assert len({clock.case for clock in clocks_of(workspace)}) == 3


def test_repeating_an_import_that_was_killed_half_way_works_out_the_clocks(
    workspace: Workspace,
) -> None:
    load_reading(workspace, FACTS, now=NOW, recalculated=False)
    assert clocks_of(workspace) == []
    again = tell(workspace, *FACTS, now=LATER)
    assert fates(again.imported) == (0, 5, 0)
    assert len(clocks_of(workspace)) == len(again.recalculated.changes) > 8


@pytest.mark.parametrize(
    "amendment",
    [
        fact("9", "became_looked_after", "2026-03-09", id="L-2", corrects="L-1"),
        removal("9", "L-1", id="X-1"),
    ],
    ids=["corrected", "voided"],
)
def test_repeating_it_also_reaches_the_case_that_it_amends_under_another_number(
    workspace: Workspace, amendment: Fact
) -> None:
    tell(workspace, *FACTS, now=NOW)
    load_reading(workspace, [amendment], now=LATER, recalculated=False)
    tell(workspace, amendment, now=LATER)
    with workspace.database.reading() as work:
        (ref,) = work.cases.find("1")
        rules = {clock.rule for clock in work.clocks.of_cases([ref])[ref]}
    assert "lac.review.first" not in rules
    cause = Cause("a test")
    assert recalculate(workspace, None, now=LATER, cause=cause, apply=False).changes == []


def test_a_demonstration_is_never_mixed_with_real_cases(small: Workspace) -> None:
    tell(small, *FACTS, now=NOW)
    before = everything(small)
    with pytest.raises(ProblemError) as problem:
        load_demo(small.settings, 1, NOW)
    assert problem.value.code == "store_not_empty"
    assert everything(small) == before
