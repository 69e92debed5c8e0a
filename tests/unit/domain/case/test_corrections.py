"""Which events stand."""

import itertools

import pytest

from domain.case.corrections import in_order, standing, standing_by
from domain.case.events import Event
from tests.unit.domain.cases import day, event

CARE = event("became_looked_after", "2025-06-02", "R-1")
LATER = event("became_looked_after", "2025-06-04", "R-2", corrects="R-1")
LATER_STILL = event("became_looked_after", "2025-06-09", "R-10", corrects="R-1")


def stand(*events: Event) -> list[tuple[str, str]]:
    """The (id, date) of the events that stand, the same for every order of arrival."""
    answers = {
        tuple(sorted((one.id, one.on.isoformat()) for one in standing(order)))
        for order in itertools.permutations(events)
    }
    [answer] = answers
    return list(answer)


def void(target: str, event_id: str) -> Event:
    return event("event_voided", "2025-06-30", event_id, voids=target)


def test_an_event_that_nothing_touches_stands() -> None:
    assert stand(CARE) == [("R-1", "2025-06-02")]


def test_a_correction_takes_the_place_and_the_id_of_what_it_corrects() -> None:
    assert stand(CARE, LATER) == [("R-1", "2025-06-04")]


def test_a_correction_stands_for_an_event_that_never_came() -> None:
    assert stand(LATER) == [("R-1", "2025-06-04")]


def test_of_two_corrections_the_higher_number_stands() -> None:
    assert stand(CARE, LATER, LATER_STILL) == [("R-1", "2025-06-09")]


def test_a_correction_may_be_corrected() -> None:
    again = event("became_looked_after", "2025-06-05", "R-3", corrects="R-2")
    assert stand(CARE, LATER, again) == [("R-1", "2025-06-05")]


def test_a_correction_of_a_correction_that_lost_is_lost_too() -> None:
    again = event("became_looked_after", "2025-06-05", "R-3", corrects="R-2")
    assert stand(CARE, LATER, again, LATER_STILL) == [("R-1", "2025-06-09")]


def test_a_removal_takes_every_correction_with_it() -> None:
    assert stand(CARE, LATER, LATER_STILL, void("R-1", "V-1")) == []


def test_removing_a_correction_puts_back_what_it_corrected() -> None:
    assert stand(CARE, LATER, void("R-2", "V-1")) == [("R-1", "2025-06-02")]


def test_a_removal_may_be_removed() -> None:
    assert stand(CARE, void("R-1", "V-1"), void("V-1", "V-2")) == [("R-1", "2025-06-02")]


def test_removals_in_a_circle_end() -> None:
    assert stand(CARE, void("V-2", "V-1"), void("V-1", "V-2")) == [("R-1", "2025-06-02")]


def test_events_that_correct_each_other_are_neither_relied_on() -> None:
    one = event("review_held", "2025-06-20", "X", corrects="Y")
    other = event("review_held", "2025-06-21", "Y", corrects="X")
    assert stand(one, other) == []


def test_an_event_that_corrects_itself_is_not_relied_on() -> None:
    assert stand(event("review_held", "2025-06-20", "X", corrects="X")) == []


def test_another_source_can_neither_correct_nor_remove() -> None:
    foreign = event("became_looked_after", "2025-06-04", "R-2", source="other", corrects="R-1")
    removal = event("event_voided", "2025-06-04", "V-1", source="other", voids="R-1")
    assert ("R-1", "2025-06-02") in stand(CARE, foreign, removal)


def test_the_same_event_twice_stands_once() -> None:
    assert len(standing([CARE, CARE, LATER, LATER])) == 1


def test_what_had_happened_by_a_day_is_what_stands_and_is_dated_by_then() -> None:
    assert standing_by([CARE, LATER], day("2025-06-03")) == []
    assert len(standing_by([CARE, LATER], day("2025-06-04"))) == 1


@pytest.mark.parametrize(
    ("lower", "higher"),
    [("R-9", "R-10"), ("R-1", "R-1a"), ("2024-2", "2024-12"), ("a", "b"), ("9", "a")],
)
def test_numbers_inside_an_id_compare_as_numbers(lower: str, higher: str) -> None:
    assert in_order(lower) < in_order(higher)


def test_figures_of_other_alphabets_do_not_upset_the_order() -> None:
    assert in_order("R-²") != in_order("R-2")
