"""Some cases of the demonstration county with their clocks, and what was loaded of them."""

from collections import defaultdict
from datetime import date
from functools import cache

from calendars.library import calendar
from demo.authority import events
from domain.case.events import Event
from domain.clocks.clock import Clock
from domain.clocks.schedule import schedule
from domain.measures.case_file import CaseFile, case_file_of
from domain.measures.case_files import CaseFiles
from domain.measures.declared import EVERYTHING, Declared
from domain.rules.rulebooks import Rulebook, calendars_needed
from intake.catalogue import evidence_of_returns
from intake.other_files.rule_files import read_rulebook

AS_OF = date(2026, 3, 4)
_ONE_CASE_IN = 25
# Cases in which this happened are few, and all in the sample.
_RARE = frozenset({"statement_agreed", "stage3_requested"})
# The demonstration has no adoptions.
_ADOPTED = (
    ("became_looked_after", date(2024, 1, 8)),
    ("placement_order_made", date(2024, 9, 2)),
    ("match_approved", date(2025, 1, 13)),
    ("placed_for_adoption", date(2025, 2, 3)),
    ("adoption_order_made", date(2025, 9, 1)),
)


def sample_loaded(declared: Declared = EVERYTHING) -> CaseFiles:
    """The sample with no more of each case than is declared, as the store would load it."""
    files: dict[str, CaseFile] = {}
    for case, (told, clocks) in _sample().items():
        own = [one for one in told if one.type in declared.events]
        files[case] = case_file_of(
            case, own, [one for one in clocks if declared.has_rule(one.rule)]
        )
    return CaseFiles(files, holds=declared)


@cache
def county_rulebook() -> Rulebook:
    """The rules of the demonstration county."""
    return read_rulebook("leicestershire")


@cache
def _sample() -> dict[str, tuple[list[Event], list[Clock]]]:
    cases: dict[str, list[Event]] = defaultdict(list)
    for event in events(1, AS_OF):
        cases[event.case].append(event)
    adopted = [Event("demo", f"adopted {name}", "adopted", name, on) for name, on in _ADOPTED]
    rulebook = county_rulebook()
    calendars = {name: calendar(name) for name in calendars_needed(rulebook.rules.values())}
    chosen = {*sorted(cases)[::_ONE_CASE_IN], "adopted"}
    cases["adopted"] = adopted
    return {
        case: (told, schedule(told, rulebook, calendars, evidence_of_returns()))
        for case, told in cases.items()
        if case in chosen or not _RARE.isdisjoint(one.type for one in told)
    }
