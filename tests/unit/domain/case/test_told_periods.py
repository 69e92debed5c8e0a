"""Which periods of two sources are one, where a yearly return tells of one of them."""

from dataclasses import replace
from typing import Any

import pytest

from domain.case.agreement import agree
from domain.case.events import Event
from domain.case.trust import Trust
from tests.unit.domain.cases import event


def ssda903(type_name: str, at: str, event_id: str = "", **said: Any) -> Event:
    return event(type_name, at, event_id, source="ssda903", **said)


@pytest.mark.parametrize("already", [{}, {"already_looked_after": True}])
def test_care_that_began_after_all_that_a_yearly_return_tells_is_another_time_in_care(
    already: dict[str, bool],
) -> None:
    yearly = Trust(returns=("annex-a", "ssda903"), yearly=frozenset({"ssda903"}))
    before = ssda903("became_looked_after", "2024-09-06", "before", **already)
    again = event("became_looked_after", "2025-09-10", "again", source="annex-a")

    def starts(*events: Event) -> tuple[set[str], frozenset[tuple[str, str]]]:
        found = agree(list(events), yearly)
        return {one.id for one in found.events if one.type == "became_looked_after"}, found.anew

    two = ({"before", "again"}, frozenset({("annex-a", "again")}))
    assert starts(before, again) == starts(again, before) == two
    assert starts(before, ssda903("review_held", "2025-03-31"), again) == two
    # A return of the year in which it began would have told that care had ended before.
    same_year = ssda903("review_held", "2025-12-01")
    assert len(starts(before, same_year, again)[0]) == 1
    # Who only saw the child in care does not say that it began.
    saw = replace(again, attributes={"already_looked_after": True})
    assert len(starts(before, saw)[0]) == 1
