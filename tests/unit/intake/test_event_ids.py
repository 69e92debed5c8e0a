"""The ids of events that readers make: they are in every store, and stores are never made anew."""

from hypothesis import given
from hypothesis import strategies as st

from intake.event_ids import (
    is_natural,
    natural_id,
    removal_id,
    removal_of,
    version_id,
    version_of,
)
from intake.whole_tables import Removal

KNOWN = "9a1d2ad7c2f85ff0b4b23e8e6f3dd4ab"


def test_the_ids_in_stores_are_spelled_as_they_always_were() -> None:
    assert natural_id("ssda903", "1042", "born") == "546b9e2dde905f8db9474e560b9cd250"
    assert version_id(KNOWN, 1) == KNOWN
    assert version_id(KNOWN, 2) == f"{KNOWN}~2"
    assert removal_id(KNOWN, Removal.TAKEN_BACK, 1) == f"{KNOWN}~gone1"
    assert removal_id(KNOWN, Removal.BROUGHT_BACK, 12) == f"{KNOWN}~back12"


@given(version=st.integers(1, 10_000))
def test_a_version_is_known_by_its_id(version: int) -> None:
    assert version_of(version_id(KNOWN, version)) == (KNOWN, version)
    assert is_natural(version_id(KNOWN, version)) == (version == 1)


@given(removal=st.sampled_from(Removal), number=st.integers(1, 10_000))
def test_a_removal_is_known_by_its_id(removal: Removal, number: int) -> None:
    event_id = removal_id(KNOWN, removal, number)
    assert removal_of(event_id) == (KNOWN, removal)
    assert version_of(event_id) == (event_id, 1)


def test_an_id_that_a_source_gave_is_none_of_these() -> None:
    for event_id in ("R-1", "R-1~gone1", "R-1~2", f"{KNOWN}~2", f"{KNOWN}~gone", f"{KNOWN}~left1"):
        assert removal_of(event_id) is None
    assert not is_natural("R-1")
