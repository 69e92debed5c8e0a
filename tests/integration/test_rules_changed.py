"""A change of rules is seen before it is applied, and nothing applies it by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.counting import Amount, Unit
from domain.errors import ProblemError
from engine.queries import ClockQuestion, clocks
from engine.rules_in_force import rerun_rules, rules_changed
from engine.status import status
from engine.sweep import sweep
from engine.workspace import RULES_SETTING, Workspace, fingerprint
from flows.families import REVIEW_SCHEDULE
from flows.parameters import Reason
from flows.work import recalculated
from store.filters import ClockFilter
from tests.support.workspaces import at, fact, tell
from tests.unit.domain.cases import rules_of

NOW = at("2026-03-03 09:00")
RECORD = ClockFilter(rules=["lac.review.record"])


@pytest.fixture
def stricter(workspace: Workspace) -> Workspace:
    """A store whose rules have since been changed: 10 working days for a record, not 20."""
    tell(
        workspace,
        fact("1", "became_looked_after", "2026-02-02"),
        fact("1", "review_held", "2026-02-20"),
        now=at("2026-02-20 18:00"),
    )
    sweep(workspace, now=NOW)
    book = workspace.rulebook
    rule = book.rules["lac.review.record"]
    assert rule.limits[0].amount == Amount(20, Unit.WORKING_DAYS)
    changed = rule.model_validate(
        rule.model_dump(by_alias=True, exclude_unset=True, exclude={"limits", "ladder"})
        | {"limits": [{"from": rule.limits[0].since, "working_days": 10}]}
        | {"ladder": {str(rung): list(roles) for rung, roles in rule.ladder.items()}}
    )
    return replace(workspace, rulebook=replace(book, rules={**book.rules, rule.id: changed}))


def due_on(workspace: Workspace) -> list[str]:
    """When the record is due, as the store has it."""
    found = clocks(workspace, ClockQuestion(NOW.date(), NOW, filter=RECORD))
    return [view["due_on"] for view in found]


def test_a_preview_says_what_would_move_and_writes_nothing(stricter: Workspace) -> None:
    before = due_on(stricter)
    done = rerun_rules(stricter, now=NOW)
    (change,) = done.recalculation.changes
    assert change.clock.rule == "lac.review.record"
    assert change.before is not None
    assert change.after is not None
    assert change.before.due_on - change.after.due_on == timedelta(days=14)
    assert due_on(stricter) == before
    assert rules_changed(stricter)


def test_applying_needs_a_reason_and_puts_the_rules_in_force(stricter: Workspace) -> None:
    with pytest.raises(ProblemError) as problem:
        rerun_rules(stricter, now=NOW, apply=True)
    assert problem.value.code == "reason_missing"
    rerun_rules(stricter, now=NOW, apply=True, reason="New procedure")
    assert due_on(stricter) == ["2026-03-06"]
    assert not rules_changed(stricter)
    with stricter.database.reading() as work:
        (clock,) = work.clocks.search(RECORD)
        (move,) = work.moves.of_clocks([clock.clock])[clock.clock]
    assert (move.because, move.reason) == ("rule_changed", "New procedure")


def test_a_regular_run_leaves_changed_rules_to_a_person(stricter: Workspace) -> None:
    before = due_on(stricter)
    outcome = recalculated(
        stricter, REVIEW_SCHEDULE, None, now=NOW, reason=Reason.REGULAR_RUN, run="nightly"
    )
    assert "would change" in outcome.headline
    assert "--rules --apply" in outcome.next_step
    assert due_on(stricter) == before
    unwell = {check.name for check in status(stricter, NOW).checks if not check.well}
    assert unwell >= {"rules"}


def test_a_regular_run_under_the_same_rules_writes(workspace: Workspace) -> None:
    tell(workspace, fact("1", "became_looked_after", "2026-02-02"), now=NOW)
    with workspace.database.unit_of_work() as work:
        work.clocks.clear()
    recalculated(
        workspace, REVIEW_SCHEDULE, None, now=NOW, reason=Reason.REGULAR_RUN, run="nightly"
    )
    assert len(clocks(workspace, ClockQuestion(NOW.date()))) > 0


def test_changed_school_terms_wait_for_a_person_and_closure_days_need_none(
    small: Workspace,
) -> None:
    anyshire, _ = rules_of("anyshire")
    with small.database.unit_of_work() as work:
        work.settings.set(RULES_SETTING, fingerprint(anyshire))
    tell(
        replace(small, rulebook=anyshire),
        fact("1", "became_looked_after", "2026-01-05"),
        now=at("2026-01-05 18:00"),
    )
    assert not rules_changed(replace(small, rulebook=replace(anyshire, closures=())))
    spring = next(term for term in anyshire.terms if term.name == "Spring term 2026")
    longer = spring.model_copy(update={"ends": spring.ends + timedelta(days=4)})
    terms = tuple(longer if term == spring else term for term in anyshire.terms)
    corrected = replace(small, rulebook=replace(anyshire, terms=terms))
    assert rules_changed(corrected)
    (change,) = rerun_rules(corrected, now=NOW).recalculation.changes
    assert change.before is not None
    assert change.after is not None
    assert change.before.clock == change.after.clock
    assert (change.before.due_on, change.after.due_on) == (spring.ends, longer.ends)
