"""A measure is shown what it declares, and asking for more is an error and no wrong figure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from calendars.library import calendar
from domain.case.event_types import EVENT_TYPES
from domain.case.events import Event
from domain.case.history import History
from domain.measures.case_file import case_file_of
from domain.measures.case_files import CaseFiles
from domain.measures.catalogue import chosen, every_measure
from domain.measures.declared import EVERYTHING, PEOPLE, Declared, UndeclaredError, together
from domain.measures.figures import units_of
from domain.measures.indicators import IndicatorQuestion, indicators
from domain.measures.listed import listed_units
from domain.measures.measure import Measure, Unit
from domain.measures.record import Record
from domain.measures.recorded import Choices
from domain.measures.spells import care_since, plans_of, reviews_of
from tests.support.county_sample import AS_OF, sample_loaded

ENGLAND = calendar("england-and-wales")
READINGS = [
    pytest.param(measure, reading, id=f"{measure.id}-{reading}")
    for measure in every_measure().values()
    for reading in measure.readings
]
PERIODS = [(date(2024, 4, 1), date(2025, 3, 31)), (date(2025, 4, 1), AS_OF)]


def units(measure: Measure, reading: str, files: CaseFiles, declared: Declared) -> list[Unit]:
    records = files.seen_by(declared).values()
    return [
        unit
        for span in PERIODS
        for unit in units_of(measure, records, span, as_at=AS_OF, reading=reading, calendar=ENGLAND)
    ]


@pytest.mark.parametrize(("measure", "reading"), READINGS)
def test_a_measure_that_is_shown_everything_finds_the_same(measure: Measure, reading: str) -> None:
    shown_all = units(measure, reading, sample_loaded(), EVERYTHING)
    shown_declared = units(measure, reading, sample_loaded(measure.declared), measure.declared)
    assert shown_declared == shown_all


def test_the_sample_has_units_of_every_measure() -> None:
    without = {
        measure.id
        for measure in every_measure().values()
        if not units(measure, measure.usual_reading, sample_loaded(), EVERYTHING)
    }
    assert without == set()


def test_what_follows_from_some_types_of_events_is_the_same_beside_all_the_others() -> None:
    files = sample_loaded()
    records = files.seen_by(EVERYTHING)
    for case, file in files.files.items():
        record = records[case]
        history = History(file.events)
        assert record.plans == plans_of(history.events)
        assert record.reviews == reviews_of(history)
        assert record.in_care_since(AS_OF) == care_since(history.events, AS_OF)


def forgetful(measure_id: str, **forgets: Any) -> Measure:
    [measure] = chosen([measure_id])
    return replace(measure, **forgets)


@pytest.mark.parametrize(
    "measure",
    [
        forgetful("lac.reviews.on_time", events=("review_held", "review_adjourned")),
        forgetful("cp.plans.repeat", events=("child_protection_plan_started",)),
        forgetful("complaint.fault_found", events=("complaint_responded",)),
        forgetful("lac.reviews.records_on_time", rules=("lac.review.decisions",)),
        forgetful("iro.caseload", events=every_measure()["iro.caseload"].events[:-1]),
    ],
    ids=lambda measure: measure.id,
)
def test_a_measure_that_forgets_to_declare_something_is_refused(measure: Measure) -> None:
    asked = IndicatorQuestion(
        measures=[measure],
        first=date(2025, 4, 1),
        last=AS_OF,
        as_at=AS_OF,
        calendar=ENGLAND,
        choices=Choices("own"),
    )
    # Whether everything was loaded, as for a scenario, or what was declared, as from the store.
    for files in (sample_loaded(), sample_loaded(together("loaded", [measure.declared, PEOPLE]))):
        with pytest.raises(UndeclaredError, match=measure.id):
            indicators(files, asked)


ASKED: dict[str, Callable[[Record], Any]] = {
    "of_rules": lambda record: list(record.of_rules(["lac.review.first"])),
    "of_type": lambda record: record.of_type("born"),
    "last_of": lambda record: record.last_of(["child_visited", "born"], AS_OF),
    "reviews": lambda record: record.reviews,
    "plans": lambda record: record.plans,
    "in_care_since": lambda record: record.in_care_since(AS_OF),
    "assigned": lambda record: record.assigned("iro", AS_OF),
    "reviewer": lambda record: record.reviewer(AS_OF),
    "team": lambda record: record.team(AS_OF),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_a_record_answers_nothing_that_was_not_declared(asked: Callable[[Record], Any]) -> None:
    told = Event("t", "1", "A", "child_visited", date(2025, 6, 2))
    files = CaseFiles({"A": case_file_of("A", [told], [])})
    some = Declared("a test", events=frozenset({"child_visited", "review_held"}))
    asked(files.seen_by(EVERYTHING)["A"])
    with pytest.raises(UndeclaredError, match="a test does not declare"):
        asked(files.seen_by(some)["A"])


def test_a_record_lists_only_facts_and_duties_that_were_declared() -> None:
    some = Declared("a test", events=frozenset({"review_held"}), beginnings=("lac.review",))
    for record in sample_loaded().seen_by(some).values():
        assert {one.type for one in record.events} <= {"review_held"}
        assert all(rule.startswith("lac.review.") for rule in record.rules)


def test_less_cannot_be_loaded_than_is_shown() -> None:
    reviews = every_measure()["lac.reviews.on_time"].declared
    with pytest.raises(UndeclaredError, match="who is responsible"):
        sample_loaded(PEOPLE).seen_by(reviews)
    with pytest.raises(UndeclaredError):
        sample_loaded(reviews).seen_by(EVERYTHING)
    with pytest.raises(UndeclaredError):
        sample_loaded(reviews).with_units_for(Declared("a test", beginnings=("lac",)))


def test_a_list_of_units_needs_who_is_responsible_to_have_been_loaded() -> None:
    [measure] = chosen(["lac.reviews.on_time"])
    asked = IndicatorQuestion(
        measures=[measure],
        first=date(2025, 4, 1),
        last=AS_OF,
        as_at=AS_OF,
        calendar=ENGLAND,
        choices=Choices("own"),
    )
    with pytest.raises(UndeclaredError):
        listed_units(sample_loaded(measure.declared), asked)
    with_people = together("loaded", [measure.declared, PEOPLE])
    assert listed_units(sample_loaded(with_people), asked)


@pytest.mark.parametrize("measure", every_measure().values(), ids=lambda one: one.id)
def test_every_event_that_a_measure_declares_exists(measure: Measure) -> None:
    assert set(measure.events) <= set(EVENT_TYPES)
