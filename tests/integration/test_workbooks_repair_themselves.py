"""Whatever workbooks were imported before, the last good one decides for what it tells."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.annex_a.reader import read_annex_a
from intake.reading import Reading
from tests.support.annex_a import write_lists
from tests.support.editions import after, standing_in
from tests.support.what_is_left import left_after
from tests.unit.intake.rows import NOW

few = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


LATEST = {"review_held", "child_visited", "review_conference_held"}


@st.composite
def workbooks(draw: st.DrawFn, *, always_held: bool = False) -> dict[int, list[dict[str, Any]]]:
    """Lists that go back as far as the others: each has a child of whom all ended before.

    With ``always_held`` every list tells the same of the latest visits and reviews.
    """
    care: list[dict[str, Any]] = [
        {"child": 90, "started": date(2024, 3, 4), "ceased": date(2024, 6, 3)}
    ]
    plans: list[dict[str, Any]] = [
        {"child": 91, "started": date(2024, 3, 4), "ended": date(2024, 6, 3)}
    ]
    for number in sorted(draw(st.sets(st.sampled_from([1, 2, 3])))):
        row: dict[str, Any] = {"child": number}
        row["started"] = draw(st.sampled_from([date(2024, 4, 8), date(2024, 7, 1)]))
        row["reviewed"], row["visited"] = date(2025, 2, 3), date(2025, 1, 20)
        if not always_held:
            row["reviewed"] = draw(st.sampled_from([None, date(2024, 11, 4), date(2025, 2, 3)]))
            row["visited"] = draw(st.sampled_from([None, date(2025, 1, 6), date(2025, 1, 20)]))
        row["ceased"] = draw(st.sampled_from([None, None, date(2025, 3, 3)]))
        care.append(row)
    for number in sorted(draw(st.sets(st.sampled_from([4, 5])))):
        row = {"child": number, "category": "Neglect"}
        row["started"] = draw(st.sampled_from([date(2024, 4, 8), date(2024, 8, 5)]))
        row["reviewed"] = date(2025, 3, 3)
        if not always_held:
            row["reviewed"] = draw(st.sampled_from([None, date(2024, 10, 7), date(2025, 3, 3)]))
        plans.append(row)
    adopted: list[dict[str, Any]] = [{"child": 1, "decided": date(2024, 9, 2)}]
    if draw(st.booleans()):
        adopted[0]["decided"] = date(2024, 9, 9)
    return {7: plans, 8: care, 10: adopted}


@few
@given(st.lists(workbooks(), min_size=2, max_size=3))
def test_after_any_workbooks_what_stands_is_what_the_last_tells_and_what_came_before_the_latest(
    empty: str, tmp_path: Path, written: list[dict[int, list[dict[str, Any]]]]
) -> None:
    def reading(lists: dict[int, list[dict[str, Any]]]) -> Reading:
        return read_annex_a([write_lists(tmp_path / "annex_a.xlsx", lists)], now=NOW)

    database = after(empty, [reading(lists) for lists in written])
    try:
        last = {read.event.id: read.event for read in reading(written[-1]).events}
        stands = standing_in(database)
        assert last.keys() <= stands.keys()
        assert {each.type for key, each in stands.items() if key not in last} <= LATEST
        with database.reading() as work:
            numbers = work.cases.subjects(each.case for each in stands.values())
        latest = {(each.case, each.type): each.on for each in last.values()}
        for key, each in stands.items():
            if key not in last:
                assert each.on < latest[numbers[each.case][1], each.type]
    finally:
        database.dispose()


@st.composite
def damaged_workbooks(draw: st.DrawFn) -> dict[int, list[dict[str, Any]]]:
    """Lists with a cell that cannot be read, of a child or of nobody, or without one of them."""
    lists = draw(workbooks(always_held=True))
    how = draw(st.sampled_from(["a review", "a start", "nobody", "no plans"]))
    if how == "no plans":
        del lists[7]
    elif how == "nobody":
        lists[8].append({"started": date(2024, 4, 8)})
    else:
        row = {"child": 1, "started": date(2024, 4, 8)}
        row |= {"reviewed": "soon"} if how == "a review" else {"started": "soon"}
        lists[8] = [one for one in lists[8] if one["child"] != 1] + [row]
    return lists


@few
@given(
    st.lists(workbooks(always_held=True) | damaged_workbooks(), min_size=1, max_size=3),
    workbooks(always_held=True),
)
def test_after_any_workbooks_what_is_left_is_what_the_last_alone_would_leave(
    empty: str,
    tmp_path: Path,
    before: list[dict[int, list[dict[str, Any]]]],
    last: dict[int, list[dict[str, Any]]],
) -> None:
    def readings(*written: dict[int, list[dict[str, Any]]]) -> Iterator[Reading]:
        for lists in written:
            yield read_annex_a([write_lists(tmp_path / "annex_a.xlsx", lists)], now=NOW)

    found = left_after(empty, tmp_path, readings(*before, last))
    assert found == left_after(empty, tmp_path, readings(last))
