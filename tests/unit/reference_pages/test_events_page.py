"""The page of event types names them all."""

from domain.case.event_types import EVENT_TYPES
from reference_pages.events import page


def test_the_page_names_every_type_once() -> None:
    text = page()
    assert [name for name in EVENT_TYPES if text.count(f"| `{name}` |") != 1] == []
