"""References are ordinary UUIDs of version 5."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from domain.references import namespace, reference


@given(name=st.text(max_size=60))
def test_a_reference_is_the_uuid_that_the_standard_library_gives(name: str) -> None:
    ours = uuid.uuid5(uuid.NAMESPACE_URL, "timescales/clocks")
    assert reference(namespace("clocks"), name) == str(uuid.uuid5(ours, name))
