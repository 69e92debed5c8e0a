"""Which numbers are one child, and which of their cases lives on."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.case.same_child import (
    CaseNumber,
    Decision,
    PerhapsBecause,
    PerhapsTheSame,
    join,
)

GROUPS = {"care": "children", "need": "children", "list": "children"}
BORN = date(2012, 6, 1)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def number(ref: str, source: str = "care", subject: str = "7", **known: Any) -> CaseNumber:
    return CaseNumber(ref=ref, source=source, subject=subject, **known)


def lives(*numbers: CaseNumber, decisions: list[Decision] | None = None) -> dict[str, str]:
    return dict(join(numbers, GROUPS, decisions or []).lives_as)


def perhaps(*numbers: CaseNumber) -> list[PerhapsTheSame]:
    return list(join(numbers, GROUPS, []).perhaps)


def test_equal_numbers_of_one_group_are_one_child_and_the_first_told_of_lives_on() -> None:
    later = FIRST + timedelta(days=1)
    a = number("a", "care", first_seen_at=later)
    b = number("b", "need", first_seen_at=FIRST)
    assert lives(a, b) == {"a": "b", "b": "b"}
    # Where both are as old the name of the source decides, and then the reference.
    assert lives(number("d", "care"), number("c", "need")) == {"c": "d", "d": "d"}
    assert lives(a, number("z", "need")) == {"a": "z", "z": "z"}


def test_equal_numbers_outside_a_group_are_two_children() -> None:
    assert lives(number("a"), number("b", "complaints")) == {"a": "a", "b": "b"}
    assert lives(number("a"), number("b", subject="8")) == {"a": "a", "b": "b"}


def test_one_number_with_two_pupil_numbers_is_left_to_people() -> None:
    a, b = number("a", pupil="p"), number("b", "need", pupil="q")
    third = number("c", "list")
    assert lives(a, b) == {"a": "a", "b": "b"}
    assert perhaps(a, b) == [PerhapsTheSame("a", "b", PerhapsBecause.PUPIL_NUMBERS_DIFFER)]
    # A third source that tells no pupil number does not bring the two together.
    assert lives(a, b, third) == {"a": "a", "b": "b", "c": "a"}
    assert lives(a, b, decisions=[Decision("b", "a", True)]) == {"a": "a", "b": "a"}


def test_a_pupil_number_joins_two_numbers_where_birth_date_and_sex_agree() -> None:
    a = number("a", subject="7", pupil="p", born_on=BORN, pupil_and_sex="p1")
    b = number("b", subject="8", pupil="p", born_on=BORN)
    assert lives(a, b) == {"a": "a", "b": "a"}
    for other, because in (
        (number("b", subject="8", pupil="p"), PerhapsBecause.BIRTH_DATE_MISSING),
        (
            number("b", subject="8", pupil="p", born_on=date(2011, 1, 1)),
            PerhapsBecause.BIRTH_DATES_DIFFER,
        ),
        (
            number("b", subject="8", pupil="p", born_on=BORN, pupil_and_sex="p2"),
            PerhapsBecause.SEX_DIFFERS,
        ),
    ):
        assert lives(a, other) == {"a": "a", "b": "b"}
        assert perhaps(a, other) == [PerhapsTheSame("a", "b", because)]


def test_a_pupil_number_given_to_many_is_one_line_for_each_of_them() -> None:
    many = [
        number(f"{n:03}", subject=str(n), pupil="p", born_on=BORN + timedelta(days=n))
        for n in range(50)
    ]
    assert [(one.first, one.second) for one in perhaps(*many)] == [
        ("000", f"{n:03}") for n in range(1, 50)
    ]


def test_a_person_joins_and_parts_and_the_last_word_counts() -> None:
    a, b, c = number("a"), number("b", subject="8"), number("c", "need")
    link, unlink = Decision("a", "b", True), Decision("b", "a", False)
    assert lives(a, b, decisions=[link]) == {"a": "a", "b": "a"}
    assert lives(a, b, decisions=[link, unlink]) == {"a": "a", "b": "b"}
    assert lives(a, b, decisions=[link, unlink, link]) == {"a": "a", "b": "a"}
    # What has the same number is parted too, and a third does not bring it together again.
    parted = [Decision("a", "c", False)]
    assert lives(a, c, decisions=parted) == {"a": "a", "c": "c"}
    assert lives(a, c, number("d", "list"), decisions=parted) == {"a": "a", "c": "c", "d": "a"}
    assert join([a, c], GROUPS, parted).perhaps == ()


def test_who_is_one_child_by_another_way_is_in_no_list() -> None:
    a, b = number("a", pupil="p"), number("b", "need", pupil="q")
    third = number("c", subject="8")
    told = [Decision("a", "c", True), Decision("c", "b", True)]
    found = join([a, b, third], GROUPS, told)
    assert found.lives_as == {"a": "a", "b": "a", "c": "a"}
    assert found.perhaps == ()


numbers = st.lists(
    st.builds(
        number,
        ref=st.sampled_from([f"ref-{n}" for n in range(8)]),
        source=st.sampled_from(["care", "need", "list", "complaints"]),
        subject=st.sampled_from("123"),
        pupil=st.sampled_from([None, "p", "q"]),
        born_on=st.sampled_from([None, BORN, date(2011, 1, 1)]),
        first_seen_at=st.sampled_from([None, FIRST, FIRST + timedelta(hours=1)]),
    ),
    unique_by=(lambda one: one.ref, lambda one: (one.source, one.subject)),
)
decisions = st.lists(
    st.builds(
        Decision,
        first=st.sampled_from([f"ref-{n}" for n in range(4)]),
        second=st.sampled_from([f"ref-{n}" for n in range(4, 8)]),
        are_one=st.booleans(),
    ),
    max_size=6,
)


@given(numbers, decisions, st.randoms())
def test_the_order_in_which_numbers_were_told_makes_no_difference(
    told: list[CaseNumber], decided: list[Decision], random: Any
) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)
    assert join(told, GROUPS, decided) == join(shuffled, GROUPS, decided)


@given(numbers, decisions)
def test_whoever_lives_on_lives_as_itself_and_what_was_parted_stays_apart(
    told: list[CaseNumber], decided: list[Decision]
) -> None:
    found = join(told, GROUPS, decided)
    assert all(found.lives_as[living] == living for living in found.lives_as.values())
    last = {one.pair: one for one in decided}
    for one in last.values():
        if not one.are_one and {one.first, one.second} <= found.lives_as.keys():
            assert found.lives_as[one.first] != found.lives_as[one.second]
