"""Runs scenarios in memory and says, side by side, what was expected and what was found."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from calendars.library import calendar
from domain.case.corrections import standing_by
from domain.case.events import Event
from domain.clocks.daily_sweeps import daily_alerts
from domain.clocks.evidence import usual_trust
from domain.clocks.schedule import Calendars, reckon_case
from domain.clocks.views import clock_as_json, visible
from domain.errors import ProblemError
from domain.explaining.explanation import explain
from domain.measures.case_file import CaseFile, case_file_of
from domain.measures.case_files import CaseFiles
from domain.measures.catalogue import chosen
from domain.measures.indicators import IndicatorQuestion, indicators
from domain.measures.recorded import Choices
from domain.rules.rulebooks import Rulebook, calendars_needed
from intake.catalogue import evidence_of_returns
from intake.other_files.rule_files import every_rule, read_rulebook
from intake.other_files.scenario_files import Scenario

Found = Mapping[str, Any]
_CALENDAR = "england-and-wales"


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """How one scenario ended. ``failures`` is empty when it passed."""

    name: str
    failures: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything expected was found, and nothing that was to be absent."""
        return not self.failures


class ScenarioRunner:
    """Runs scenarios, reading each profile's rulebook once."""

    def __init__(self, own_profiles: Path | None = None) -> None:
        """Take the folder of an authority's own profiles, where there is one."""
        self._own_profiles = own_profiles
        self._rulebooks: dict[str, tuple[Rulebook, Calendars]] = {}
        self._known: frozenset[str] | None = None

    def run(self, scenario: Scenario) -> ScenarioResult:
        """Run one scenario. Raises ProblemError when its profile does not exist."""
        rulebook, calendars = self._rulebook(scenario.profile)
        evidence = evidence_of_returns()
        trust = usual_trust(evidence)
        clocks: list[Found] = []
        alerts: list[Found] = []
        explained: dict[str, str] = {}
        files: dict[str, CaseFile] = {}
        for subject, events in _by_subject(scenario).items():
            reckonings = reckon_case(events, rulebook, calendars, evidence, trust)
            clocks_found = (one.clock for one in reckonings)
            files[subject] = case_file_of(subject, events, clocks_found, trust)
            # Hundreds of cases may stand behind one figure: nothing more is asked of them.
            for reckoning in reckonings if scenario.asks_of_cases else ():
                clock = reckoning.clock
                if visible(clock, scenario.as_of):
                    view = clock_as_json(
                        clock, reckoning.rule, reckoning.calendar, scenario.as_of, subject=subject
                    )
                    clocks.append(view)
                    explained[clock.clock] = explain(reckoning, scenario.as_of, rulebook).as_text()
            if not scenario.alerts:
                continue
            for alert in daily_alerts(
                events, rulebook, calendars, evidence, scenario.as_of, trust=trust
            ):
                told = {"subject": subject, "rule": alert.clock.rule, "rung": alert.rung}
                alerts.append(told | {"on": alert.on.isoformat(), "roles": list(alert.roles)})
        failures = [
            *self._unknown_rules(scenario),
            *_missing("clock", scenario.clocks, clocks, explained),
            *_present(scenario.absent, clocks, explained),
            *_missing("alert", scenario.alerts, alerts, {}),
            *_measured(scenario, CaseFiles(files), rulebook),
        ]
        return ScenarioResult(scenario.name, tuple(failures))

    def _unknown_rules(self, scenario: Scenario) -> list[str]:
        """What names a rule of no profile: it would be absent whatever happens."""
        if self._known is None:
            self._known = frozenset(every_rule(self._own_profiles))
        expected = (("clocks", scenario.clocks), ("absent", scenario.absent))
        return [
            f"expect, {kind} {n}: there is no rule {wanted['rule']!r} in any profile. "
            "To list them: timescales rules list"
            for kind, listed in (*expected, ("alerts", scenario.alerts))
            for n, wanted in enumerate(listed, start=1)
            if "rule" in wanted and wanted["rule"] not in self._known
        ]

    def _rulebook(self, profile: str) -> tuple[Rulebook, Calendars]:
        if profile not in self._rulebooks:
            rulebook = read_rulebook(profile, own=self._own_profiles)
            needed = calendars_needed(rulebook.rules.values())
            self._rulebooks[profile] = rulebook, {name: calendar(name) for name in needed}
        return self._rulebooks[profile]


def _by_subject(scenario: Scenario) -> dict[str, list[Event]]:
    cases: dict[str, list[Event]] = defaultdict(list)
    for event in standing_by(scenario.events, scenario.as_of):
        cases[event.case].append(event)
    return cases


def _missing(
    kind: str, expected: tuple[Found, ...], found: list[Found], explained: Mapping[str, str]
) -> list[str]:
    failures = []
    for wanted in expected:
        if any(_fits(wanted, item) for item in found):
            continue
        near = [item for item in found if _same_place(wanted, item)] or [
            item for item in found if item["subject"] == wanted.get("subject")
        ]
        lines = [f"expected {kind}: {_line(wanted, wanted)}"]
        lines += [f"found:          {_line(item, wanted)}" for item in near[:8]] or [
            f"found:          no {kind} of this subject and rule"
        ]
        lines += [explained[item["clock"]] for item in near[:2] if item.get("clock") in explained]
        failures.append("\n".join(lines))
    return failures


def _present(
    absent: tuple[Found, ...], found: list[Found], explained: Mapping[str, str]
) -> list[str]:
    return [
        f"expected no clock: {_line(unwanted, unwanted)}\n"
        f"found:             {_line(item, item)}\n{explained[item['clock']]}"
        for unwanted in absent
        for item in found
        if _fits(unwanted, item)
    ]


def _measured(scenario: Scenario, files: CaseFiles, rulebook: Rulebook) -> list[str]:
    failures = []
    choices = Choices(rulebook.profile, rulebook.measures)
    for wanted in scenario.measures:
        first, last = (_day(wanted, key) for key in ("from", "to"))
        measures = chosen([str(wanted.get("measure"))])
        # A group is named only where a part of the authority was asked for.
        by = wanted.get("by")
        asked = IndicatorQuestion(
            measures=measures,
            first=first,
            last=last,
            as_at=scenario.as_of,
            calendar=calendar(_CALENDAR),
            choices=choices,
            by=by,
        )
        found = [_comparable(one.as_json(), wanted) for one in indicators(files, asked)]
        if not any(_fits(wanted, one) for one in found):
            lines = [f"expected measure: {_line(wanted, wanted)}"]
            lines += [f"found:            {_line(one, wanted)}" for one in found[:8]]
            failures.append("\n".join(lines))
    return failures


def _comparable(found: Found, wanted: Found) -> Found:
    """What was found, in the reading asked about, its bands as ``band: count`` and what is left out
    as ``why: count``."""
    readings = {one["reading"]: one for one in found["other_readings"]}
    other = readings.get(wanted.get("reading"), {})
    bands = {one["band"]: one["count"] for one in found["bands"]}
    asked = wanted.get("bands", {})
    shown = {**found, **other}
    left_out = {one["why"]: one["count"] for one in shown["left_out"]}
    bands_asked = {name: bands.get(name) for name in asked}
    return {**shown, "bands": bands_asked, "left_out": left_out}


def _day(wanted: Found, key: str) -> date:
    given = wanted.get(key)
    try:
        return given if isinstance(given, date) else date.fromisoformat(str(given))
    except ValueError:
        raise ProblemError(
            "scenario_invalid",
            f"A measure that is expected has no date as {key!r}.",
            "Write it as 2024-04-01.",
        ) from None


def _same_place(wanted: Found, item: Found) -> bool:
    return all(item.get(key) == wanted[key] for key in ("subject", "rule") if key in wanted)


def _fits(wanted: Found, item: Found) -> bool:
    return all(_same(value, item.get(key)) for key, value in wanted.items())


def _same(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, datetime) and isinstance(found, str):
        return wanted.tzinfo is not None and datetime.fromisoformat(found) == wanted
    if isinstance(wanted, date):
        return bool(found == wanted.isoformat())
    if isinstance(wanted, str) and isinstance(found, str) and "T" in wanted and "T" in found:
        try:
            return datetime.fromisoformat(wanted) == datetime.fromisoformat(found)
        except (ValueError, TypeError):
            return wanted == found
    if isinstance(wanted, bool) or isinstance(found, bool) or wanted is None or found is None:
        return bool(wanted == found)
    if isinstance(wanted, int | float) and isinstance(found, int | float):
        return wanted == found  # 75 is 75.0
    return str(wanted) == str(found)


def _line(item: Found, keys: Found) -> str:
    return ", ".join(f"{key} {item.get(key)}" for key in keys)
