"""Which sources call the same child by the same number."""

from typing import Any

from domain.case.source_groups import Compared, groups_in_effect

RETURNS = ("care", "need", "list")


def compared(first: str, second: str, **figures: Any) -> Compared:
    return Compared(first=first, second=second, **figures)


def test_returns_group_by_themselves_once_birth_dates_agree() -> None:
    agree = compared("care", "need", in_common=20, births_agree=19, births_differ=1)
    assert groups_in_effect(RETURNS, {}, [agree]) == {"care": "returns", "need": "returns"}
    assert groups_in_effect(("care", "list"), {}, [agree]) == {}


def test_without_birth_dates_or_with_one_in_ten_that_differ_nothing_is_grouped() -> None:
    silent = compared("care", "need", in_common=20)
    differ = compared("care", "need", in_common=20, births_agree=17, births_differ=2)
    pupils = compared(
        "care", "need", in_common=20, births_agree=20, pupils_agree=3, pupils_differ=1
    )
    for one in (silent, differ, pupils):
        assert groups_in_effect(RETURNS, {}, [one]) == {}
    assert (silent.contradict, differ.contradict, pupils.contradict) == (False, True, True)
    tenth = compared("care", "need", in_common=20, births_agree=18, births_differ=2)
    assert tenth.agree


def test_what_people_chose_holds_and_brings_the_returns_along() -> None:
    agree = compared("care", "need", in_common=2, births_agree=2)
    chosen = {"children": ["mosaic", "care"]}
    assert groups_in_effect(RETURNS, chosen, [agree]) == {
        "care": "children",
        "mosaic": "children",
        "need": "children",
    }
    assert groups_in_effect((), {"b": ["x", "y"], "a": ["y", "z"]}, []) == {
        "x": "a",
        "y": "a",
        "z": "a",
    }


def test_a_group_of_one_source_keeps_it_apart_from_the_returns() -> None:
    agree = compared("care", "need", in_common=2, births_agree=2)
    assert groups_in_effect(RETURNS, {"old numbers": ["need"]}, [agree]) == {}


def test_a_return_that_contradicts_one_of_a_group_does_not_come_in_by_another() -> None:
    found = groups_in_effect(
        RETURNS,
        {},
        [
            compared("care", "list", in_common=9, births_agree=9),
            compared("care", "need", in_common=9, births_differ=9),
            compared("list", "need", in_common=9, births_agree=9),
        ],
    )
    assert found == {"care": "returns", "list": "returns"}


def test_two_groups_of_returns_have_two_names() -> None:
    found = groups_in_effect(
        ("a", "b", "c", "d"),
        {},
        [
            compared("a", "b", in_common=1, births_agree=1),
            compared("c", "d", in_common=1, births_agree=1),
        ],
    )
    assert found == {"a": "returns", "b": "returns", "c": "returns 2", "d": "returns 2"}
