"""The numbers by which complaints name children, and which cases are those of no child."""

from itertools import count

import pytest

from domain.case.concerned import ChildNamed
from store import mapping
from store.database import Database
from tests.contract.store_examples import an_event

MINE, THEIRS, OTHER, LAST = ("one", "7"), ("other", "7"), ("one", "8"), ("third", "9")


@pytest.fixture(autouse=True)
def _many_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mapping, "_CHUNK", 1)


def test_a_source_s_number_has_one_reference_for_ever(database: Database) -> None:
    made = count(1)

    def new_ref() -> str:
        return f"child-{next(made)}"

    with database.unit_of_work() as work:
        first = work.concerned.refs_for([MINE, THEIRS, MINE], new_ref)
        assert first == {MINE: "child-1", THEIRS: "child-2"}
        assert work.concerned.refs_for([OTHER, MINE], new_ref) == {
            MINE: "child-1",
            OTHER: "child-3",
        }
        assert work.concerned.refs_for([MINE, LAST], new_ref) == {MINE: "child-1", LAST: "child-4"}
        named = {
            ref: ChildNamed(ref, *key)
            for ref, key in (("child-1", MINE), ("child-2", THEIRS), ("child-3", OTHER))
        }
        found = work.concerned.named(["child-1", "child-2", "child-3"])
        assert {one.ref: one for one in found} == named
        numbered = work.concerned.numbered(["7", "8", "6"])
        assert {one.ref: one for one in numbered} == named


def test_the_types_that_were_told_are_those_of_the_cases_asked_for(database: Database) -> None:
    with database.unit_of_work() as work:
        events = [
            an_event("R-1"),
            an_event("R-2", type="born"),
            an_event("R-3", case="case-b", type="complaint_received"),
            an_event("R-4", case="case-c", type="child_visited"),
        ]
        work.events.add(events, ["1", "2", "3", "4"], "batch-1")
        assert work.events.types_told(["case-a", "case-b", "case-d"]) == {
            "case-a": {"review_held", "born"},
            "case-b": {"complaint_received"},
            "case-d": set(),
        }


def test_the_complaints_that_concern_a_child_are_found_by_what_they_say(database: Database) -> None:
    with database.unit_of_work() as work:
        events = [
            an_event(
                f"R-{place}",
                case=f"case-{place}",
                type=type_name,
                attributes={"about": ref} if ref else {},
            )
            for place, (type_name, ref) in enumerate(
                [
                    ("complaint_received", "child-1"),
                    ("complaint_received", "child-2"),
                    ("complaint_received", "child-3"),
                    ("complaint_received", None),
                    ("review_held", "child-1"),
                ]
            )
        ]
        work.events.add(events, list("12345"), "batch-1")
        found = work.events.cases_concerning("about", ["child-1", "child-2"])
        assert found == {"case-0", "case-1"}


def test_which_cases_are_those_of_no_child_is_known_of_those_asked_for(database: Database) -> None:
    made = count(1)
    with database.unit_of_work() as work:
        keys = [MINE, THEIRS, OTHER, LAST]
        refs = work.cases.refs_for(keys, lambda: f"ref-{next(made)}")
        work.joins.note_no_children({refs[MINE]: True, refs[THEIRS]: False, refs[LAST]: True})
        assert work.joins.of_no_child([refs[MINE], refs[THEIRS], refs[OTHER]]) == {refs[MINE]}
        called = {one.ref: one.is_no_child for one in work.joins.called(["7", "8"])}
        assert called == {refs[MINE]: True, refs[THEIRS]: False, refs[OTHER]: False}
