"""docs/reference/rules.md: every rule, where it is written, and what tests it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from cli.rule_view import allows
from domain.clocks.case_checks import every_gate
from domain.explaining.source_words import AUTHORITY_WORDS
from domain.rules.rule import Rule
from engine.schedule_catalogue import schedule_of
from intake.other_files.rule_files import every_rule, profile_ids, read_rulebook
from intake.other_files.scenario_files import read_scenarios

SCENARIOS = Path(__file__).parents[1] / "tests" / "scenarios"

_INTRODUCTION = """\
# Rules

Every duty that the engine knows. *Checked* says how far the number was checked against its
source: `read` there, `quoted` in an official text, `secondary` (a manual or summary),
`unverified` (no text at hand), or blank for a number that the authority chooses. Behind a source
stands the version that the number was taken from, the day on which somebody read it there, and a
later edition that is known and was not read. `timescales rules age` lists what to read again.
*Scenarios* is how many tests in `tests/scenarios` name the rule.
"""
_SCENARIOS = """
## What the scenarios say of each rule

Each sentence is a test in `tests/scenarios`: a case, and what must follow from it.
"""
_GATES = """
## Gates

What the law asks for without setting a time: something must come before something else. A gate has
no clock and raises no alert; `timescales checks list` shows how cases stand to it.

| gate | what | where it is written | in force |
|---|---|---|---|
"""
_COLUMNS = "| rule | what | allows | since | from | where it is written | checked | scenarios |"


def page() -> str:
    """The whole page, in Markdown."""
    tested = scenarios_by_rule(SCENARIOS)
    parts = [_INTRODUCTION]
    for family, rules in _families().items():
        again = schedule_of(rules[0][0].id).key
        parts.append(f"\n## `{family}`\n\nWorked out anew by `timescales rerun {again}`.\n\n")
        parts.append(f"{_COLUMNS}\n|{'---|' * 8}\n")
        parts += [f"{_line(rule, profiles, len(tested[rule.id]))}\n" for rule, profiles in rules]
    parts.append(_GATES)
    for gate in every_gate():
        in_force = f"no: {gate.off}" if gate.off else "yes"
        parts.append(f"| `{gate.id}` | {gate.title} | {gate.source} | {in_force} |\n")
    parts.append(_SCENARIOS)
    for rule_id in sorted(tested):
        parts.append(f"\n### `{rule_id}`\n\n")
        parts += [f"- {name}\n" for name in tested[rule_id]]
    return "".join(parts)


def scenarios_by_rule(folder: Path) -> Mapping[str, list[str]]:
    """The names of the scenarios that expect or exclude something of each rule, in the order of
    their files."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted(folder.rglob("*.yaml")):
        for scenario in read_scenarios(file.name, file.read_text("utf-8")):
            for expected in (*scenario.clocks, *scenario.absent, *scenario.alerts):
                named = found[str(expected["rule"])] if "rule" in expected else [scenario.name]
                if scenario.name not in named:
                    named.append(scenario.name)
    return found


def _profiles_of() -> Mapping[str, list[str]]:
    """The profiles whose own each rule is. The core's are in none."""
    core = read_rulebook("statutory")
    found: dict[str, list[str]] = defaultdict(list)
    for profile in profile_ids():
        rulebook = read_rulebook(profile)
        for name in {*rulebook.rules, *rulebook.switched_off}:
            if name not in core.rules and name not in core.switched_off:
                found[name].append(profile)
    return found


def _families() -> dict[str, list[tuple[Rule, list[str]]]]:
    families: dict[str, list[tuple[Rule, list[str]]]] = defaultdict(list)
    profiles = _profiles_of()
    for _, rule in sorted(every_rule().items()):
        families[rule.family].append((rule, profiles.get(rule.id, [])))
    return families


def _line(rule: Rule, profiles: Sequence[str], scenarios: int) -> str:
    since = min(limit.since for start in rule.starts for limit in start.limits or rule.limits)
    authority = AUTHORITY_WORDS[rule.authority] if not profiles else f"Local: {', '.join(profiles)}"
    cells = [
        f"`{rule.id}`",
        rule.title,
        allows(rule),
        since.isoformat(),
        authority,
        "; ".join(_sources(rule)),
        rule.confidence.value if rule.confidence else "",
        str(scenarios),
    ]
    return f"| {' | '.join(cells)} |"


def _sources(rule: Rule) -> Iterator[str]:
    for source in rule.sources:
        title = f"[{source.title}]({source.href})" if source.href else source.title
        where = f"{title}, {source.provision}" if source.provision else title
        read = f"read on {source.read_on.isoformat()}" if source.read_on else None
        later = f"later: {source.later}" if source.later else None
        reading = "; ".join(filter(None, (source.version, read, later)))
        yield f"{where} ({reading})" if reading else where
