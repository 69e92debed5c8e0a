from datetime import date
from itertools import count

import pytest

from domain.case.source_groups import Compared
from store import mapping
from store.database import Database
from store.filters import AlertFilter, ClockFilter
from store.records import CaseLink, Identity, SourceGroup
from tests.contract.store_examples import HOUR, NOON, a_clock, an_alert, an_event

BORN = date(2012, 6, 1)


def known(database: Database, *keys: tuple[str, str]) -> list[str]:
    """Cases of some numbers: ref-1, ref-2 …, first seen in that order."""
    numbers = count(1)
    with database.unit_of_work() as work:
        refs = [work.cases.refs_for([key], lambda: f"ref-{next(numbers)}")[key] for key in keys]
        for hours, ref in enumerate(refs):
            work.joins.note_first_seen([ref], NOON + hours * HOUR)
        work.joins.settled(refs)
    return refs


def test_events_clocks_and_alerts_are_those_of_the_case_that_lives(database: Database) -> None:
    with database.unit_of_work() as work:
        work.events.add(
            [an_event("R-1", "case-a"), an_event("R-2", "case-b"), an_event("R-3", "case-c")],
            ["1", "2", "3"],
            "batch",
        )
        work.clocks.write([(a_clock("1", "case-a"), NOON), (a_clock("2", "case-b"), NOON)])
        work.alerts.add([an_alert("1", case="case-a"), an_alert("2", case="case-b")])
        assert work.joins.set_living({"case-b": "case-a"}) == {"case-b"}
    with database.reading() as work:
        held = work.events.of_cases(["case-a", "case-b", "case-c"])
        assert {ref: [one.id for one in found] for ref, found in held.items()} == {
            "case-a": ["R-1", "R-2"],
            "case-b": [],
            "case-c": ["R-3"],
        }
        assert [(one.case, one.own_case) for one in held["case-a"]] == [
            ("case-a", None),
            ("case-a", "case-b"),
        ]
        assert [one.case for one in work.events.of_types({"review_held"})] == [
            *("case-a", "case-a", "case-c")
        ]
        assert work.events.cases_targeted([("mosaic", "R-2")]) == {"case-a"}
        assert work.events.cases_after(date(2025, 1, 1)) == ["case-a", "case-c"]
        both = work.clocks.search(ClockFilter(cases=["case-a"]))
        assert [(one.clock, one.case, one.own_case) for one in both] == [
            ("1", "case-a", None),
            ("2", "case-a", "case-b"),
        ]
        assert both == sorted(work.clocks.reached(NOON), key=lambda one: one.clock)
        assert work.clocks.search(ClockFilter(cases=["case-b"])) == []
        assert work.clocks.cases_open_since(date(2025, 1, 1)) == ["case-a"]
        duties = work.clocks.duties(["lac.review.first"], date(2025, 1, 1))
        assert [case for case, _ in duties] == ["case-a", "case-a"]
        told = work.alerts.search(AlertFilter(cases=["case-a"]))
        assert sorted((one.lineage, one.case) for one, _ in told) == [
            ("1", "case-a"),
            ("2", "case-a"),
        ]
        assert {one.case for found in work.alerts.of_lineages(["2"]).values() for one in found} == {
            "case-a"
        }
    with database.unit_of_work() as work:
        # Written again as it was read, the clock keeps the case of its own start.
        work.clocks.write([(both[1], None)])
        work.joins.set_living({"case-b": "case-b"})
        assert work.clocks.of_cases(["case-b"])["case-b"] == [a_clock("2", "case-b")]


def test_an_amendment_from_another_case_reaches_the_case_that_lives_once(
    database: Database,
) -> None:
    with database.unit_of_work() as work:
        work.events.add(
            [
                an_event("R-1", "case-b"),
                an_event("R-2", "case-c", corrects="R-1"),
                an_event("R-3", "case-a", voids="R-2"),
            ],
            ["1", "2", "3"],
            "batch",
        )
        work.joins.set_living({"case-b": "case-a"})
        held = work.events.of_cases(["case-a", "case-c"])
    assert sorted((one.id, one.case) for one in held["case-a"]) == [
        ("R-1", "case-a"),
        ("R-2", "case-c"),
        ("R-3", "case-a"),
    ]
    assert sorted(one.id for one in held["case-c"]) == ["R-2", "R-3"]


def test_what_changed_is_unsettled_until_it_is_worked_out(database: Database) -> None:
    refs = known(database, ("one", "7"), ("other", "7"), ("third", "7"))
    with database.unit_of_work() as work:
        assert work.joins.set_living({"ref-2": "ref-1", "ref-3": "ref-3"}) == {"ref-2"}
        assert sorted(work.joins.unsettled()) == ["ref-1", "ref-2"]
        assert work.joins.set_living({"ref-2": "ref-1"}) == set()
        work.joins.settled(refs)
        assert work.joins.set_living({"ref-2": "ref-3"}) == {"ref-2"}
        assert sorted(work.joins.unsettled()) == ["ref-1", "ref-2", "ref-3"]
        assert work.cases.living(refs) == {"ref-1": "ref-1", "ref-2": "ref-3", "ref-3": "ref-3"}
        assert work.cases.members(refs) == {
            "ref-1": ["ref-1"],
            "ref-2": [],
            "ref-3": ["ref-3", "ref-2"],
        }
        assert (work.cases.all_refs(), work.cases.count()) == (["ref-1", "ref-3"], 2)
        assert work.cases.find("7") == ["ref-1", "ref-3"]
        assert work.joins.joined_by_source() == {"other": 1}
        work.joins.set_living({"ref-1": "ref-3"})
        assert work.joins.joined_by_source() == {"one": 1, "other": 1}


def test_sources_are_compared_by_number_birth_date_and_pupil(database: Database) -> None:
    keys = [("one", n) for n in "1234"] + [("other", n) for n in "2345"] + [("third", "9")]
    known(database, *keys)
    with database.unit_of_work() as work:
        work.joins.note_births({"ref-2": BORN, "ref-3": BORN, "ref-5": BORN, "ref-6": date.min})
        work.joins.note_pupils(
            {"ref-2": Identity("p"), "ref-5": Identity("p"), "ref-4": Identity("q")}
        )
        work.joins.note_pupils({"ref-7": Identity("r", "r-1")})
        assert work.joins.compared(["one", "other", "third"]) == [
            Compared(
                first="one",
                second="other",
                in_common=3,
                births_agree=1,
                births_differ=1,
                pupils_agree=1,
                pupils_differ=1,
            )
        ]
        assert work.joins.compared(["one", "third"]) == work.joins.compared(["other"]) == []
        assert work.joins.sources() == ["one", "other", "third"]
        assert work.joins.numbers_by_source() == {"one": 4, "other": 4, "third": 1}


def test_each_two_sources_with_numbers_in_common_are_compared_in_order(
    database: Database,
) -> None:
    known(database, ("third", "1"), ("other", "1"), ("one", "1"), ("one", "2"), ("third", "2"))
    with database.reading() as work:
        found = work.joins.compared(["third", "other", "one"])
    assert [(one.first, one.second, one.in_common) for one in found] == [
        ("one", "other", 1),
        ("one", "third", 2),
        ("other", "third", 1),
    ]
    assert {(one.births_agree, one.births_differ, one.pupils_differ) for one in found} == {
        (0, 0, 0)
    }


def test_the_numbers_that_two_sources_tell_differently_are_listed_in_order(
    database: Database,
) -> None:
    numbers = [(source, number) for number in "4321" for source in ("other", "one", "third")]
    refs = dict(zip(numbers, known(database, *numbers), strict=True))
    births = {
        ("one", "1"): BORN,
        ("other", "1"): BORN,
        ("third", "1"): date.min,
        ("one", "2"): BORN,
        ("other", "2"): date.min,
    }
    pupils = {("one", "2"): "p", ("other", "2"): "p", ("one", "3"): "q", ("other", "3"): "r"}
    with database.unit_of_work() as work:
        work.joins.note_births({refs[key]: born for key, born in births.items()})
        work.joins.note_pupils({refs[key]: Identity(pupil) for key, pupil in pupils.items()})
        assert work.joins.contradictions("one", "other") == [
            (refs["one", "3"], refs["other", "3"], False),
            (refs["one", "2"], refs["other", "2"], True),
        ]
        assert work.joins.contradictions("other", "third") == [
            (refs["other", "1"], refs["third", "1"], True)
        ]
        assert work.joins.contradictions("one", "fourth") == []


def test_what_a_child_is_known_by_is_noted_and_unsettles_where_it_is_news(
    database: Database,
) -> None:
    (ref,) = known(database, ("one", "1"))
    with database.unit_of_work() as work:
        work.joins.note_first_seen([ref], NOON + 9 * HOUR)
        work.joins.note_births({ref: BORN})
        assert work.joins.unsettled() == [ref]
        work.joins.settled([ref])
        work.joins.note_births({ref: BORN})
        assert work.joins.unsettled() == []
        work.joins.note_pupils({ref: Identity("p", "p-1")})
        assert work.joins.unsettled() == [ref]
        (number,) = work.joins.numbers([ref])
        assert work.joins.numbers_of_sources(["one"]) == [number]
    assert (number.source, number.subject) == ("one", "1")
    assert (number.first_seen_at, number.born_on) == (NOON, BORN)
    assert (number.pupil, number.pupil_and_sex) == ("p", "p-1")


def test_more_numbers_can_be_asked_for_than_one_statement_takes(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mapping, "_CHUNK", 2)
    refs = known(database, *(("one", str(number)) for number in range(5)))
    with database.unit_of_work() as work:
        work.joins.note_births(dict.fromkeys(refs, BORN))
        assert sorted(work.joins.unsettled()) == refs
        assert {one.ref: one.born_on for one in work.joins.numbers(refs)} == dict.fromkeys(
            refs, BORN
        )


def test_what_a_number_could_be_one_with_is_found(database: Database) -> None:
    known(database, ("one", "1"), ("other", "1"), ("apart", "1"), ("one", "2"), ("one", "3"))
    with database.unit_of_work() as work:
        work.joins.note_pupils({"ref-1": Identity("p"), "ref-4": Identity("p")})
        work.decisions.add_links([a_link("ref-5", "ref-1")])
        (number,) = work.joins.numbers(["ref-1"])
        near = work.joins.beside([number], ["one", "other"])
        assert near - {"ref-1"} == {"ref-2", "ref-4", "ref-5"}
        assert work.joins.beside([number], []) - {"ref-1"} == {"ref-4", "ref-5"}
        work.joins.set_living({"ref-3": "ref-1"})
        assert "ref-3" in work.joins.beside([number], [])


def a_link(first: str, second: str, *, are_one: bool = True) -> CaseLink:
    return CaseLink(
        decided_at=NOON,
        first_case=first,
        second_case=second,
        are_one=are_one,
        reason="A test",
        decided_by="someone",
    )


def test_decisions_are_kept_in_order_and_never_altered(
    database: Database, database_url: str
) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    from store.engines import open_engine

    links = [a_link("a", "b"), a_link("b", "a", are_one=False), a_link("c", "a")]
    with database.unit_of_work() as work:
        work.decisions.add_links(links)
        for sources in (["one", "other"], ["one"]):
            group = SourceGroup(decided_at=NOON, name="children", sources=sources, reason="A test")
            work.decisions.add_group(group)
        assert work.decisions.links_of(["a"]) == links
        assert work.decisions.links_of(["c", "d"]) == links[2:]
        assert work.decisions.groups() == {"children": group}
    engine = open_engine(database_url)
    for statement in (
        "UPDATE case_link SET reason = 'x'",
        "DELETE FROM case_link",
        "UPDATE source_group SET reason = 'x'",
        "DELETE FROM source_group",
    ):
        with pytest.raises(DBAPIError), engine.begin() as connection:
            connection.execute(text(statement))
    engine.dispose()
