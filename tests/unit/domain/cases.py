"""Short ways to say a case in a test, and to ask for its clocks."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from calendars.library import calendar
from domain.case.event_types import read_attributes
from domain.case.events import Event
from domain.clocks.clock import Clock
from domain.clocks.reckoned import Reckoning
from domain.clocks.schedule import Calendars, reckon_case
from domain.days import read_day
from domain.rules.rulebooks import Rulebook, calendars_needed
from intake.catalogue import evidence_of_returns
from intake.other_files.rule_files import read_rulebook
from tests.conventions.source_files import ROOT

EXAMPLES = ROOT / "docs" / "examples" / "profiles"
ENGLAND = calendar("england-and-wales")


def event(
    type_name: str,
    at: str,
    event_id: str = "",
    *,
    source: str = "mosaic",
    corrects: str | None = None,
    voids: str | None = None,
    **attributes: Any,
) -> Event:
    """One event of case A; its id is its type and date unless one is given."""
    on, instant = read_day(at)
    return Event(
        source=source,
        id=event_id or f"{type_name}-{at}",
        case="A",
        type=type_name,
        on=on,
        at=instant,
        attributes=read_attributes(type_name, attributes),
        corrects=corrects,
        voids=voids,
    )


@cache
def rules_of(profile: str) -> tuple[Rulebook, Calendars]:
    """A profile's rulebook, and the calendars it counts by. The examples' profiles are known."""
    rulebook = read_rulebook(profile, own=EXAMPLES)
    needed = calendars_needed(rulebook.rules.values())
    return rulebook, {name: calendar(name) for name in needed}


def reckonings(
    events: Iterable[Event], rule: str | None = None, profile: str = "statutory"
) -> list[Reckoning]:
    """The clocks of the events with their counting, of one rule or of all."""
    found = reckon_case(events, *rules_of(profile), evidence_of_returns())
    return [one for one in found if rule in (None, one.rule.id)]


def clocks(
    events: Iterable[Event], rule: str | None = None, profile: str = "statutory"
) -> list[Clock]:
    """The clocks of the events, of one rule or of all."""
    return [one.clock for one in reckonings(events, rule, profile)]


def clock(
    events: Iterable[Event], rule: str = "lac.review.first", profile: str = "statutory"
) -> Clock:
    """The one clock that the events set for a rule."""
    [found] = clocks(events, rule, profile)
    return found


def utc(text: str) -> datetime:
    """An instant, given with its offset, in UTC."""
    _, instant = read_day(text)
    assert instant is not None
    return instant


def day(text: str) -> date:
    """A date."""
    return date.fromisoformat(text)


CARE = event("became_looked_after", "2025-06-02", "care")
