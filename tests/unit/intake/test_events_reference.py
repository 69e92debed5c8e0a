"""The page of event types follows the code."""

from pathlib import Path

from domain.case.event_types import EVENT_TYPES
from intake.events_reference import events_reference

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "events.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == events_reference()


def test_the_page_names_every_type_once() -> None:
    page = events_reference()
    assert [name for name in EVENT_TYPES if page.count(f"| `{name}` |") != 1] == []
