"""docs/reference/measures.md: every measure in words."""

from collections.abc import Iterator
from itertools import groupby

from domain.measures.catalogue import every_measure
from domain.measures.measure import Measure
from domain.rules.aims import SMALLEST_CHANGE, Aim, Polarity
from intake.other_files.rule_files import profile_ids, read_profile

_INTRODUCTION = f"""\
# Measures

What `timescales measures` counts, each from its own file in `domain/measures/`.

- **Value.** The percentage half-up to one decimal; `exact` has it to six. Without a unit there is \
none. `missed` is the rest of the denominator, with its own percentage: 114 of 781 over 40 working \
days is 14.6.
- **Days.** Where the words below say so, the value is the average of so many days a child, \
`numerator` their sum and `median` the middle one. `--missed` lists the days by child.
- **Left out.** How many are in no figure because something that decides it is not on record; \
`--json` says what, and `--missed` lists them.
- **Period.** Both days are in it. Without `--from` and `--to`, the financial year up to the day \
asked about. What happened after that day has not happened.
- **Outstanding.** How many fell due in the period and are still not done. They are in no figure \
unless the words below say so.
- **Reading.** Where a definition can be read in two ways, the first is used unless the profile's \
`profile.yaml` names another under `measures`; it is printed beside the figure, and \
`--readings` gives the others too.
- **Target.** Of the profile, by date, in the same place. Exactly the target meets it.
- **Quartile.** Among the comparators that the authority gives \
(`--comparators FILE`: measure, from, to, quartile_1, quartile_2, quartile_3, average), those of \
the period or, before they are known, the latest. 1 is the best.
- **RAG.** Red in quartile 4. Green with the target met in quartile 1 or 2, or without a target in \
quartile 1. Else amber. Without comparators there is none. A person's own colour \
(`--colour --reason --staff`) goes before it, and is shown as theirs.
- **Change.** Against the same days a year earlier, in exact percentage points; less than \
{SMALLEST_CHANGE} is no change, unless the profile sets its own `smallest_change`.
- **Published.** `--freeze --reason` keeps the figures with the day that they are as at. Frozen \
again, both are kept; `--published` lists them and says which restates another.
- **Who.** `--by team`, `iro` or `area` puts each unit with who was responsible on its own day; \
`[service_areas]` in `timescales.toml` says which area a team belongs to.
"""

_BETTER = {Polarity.HIGH: "more is better", Polarity.LOW: "less is better", Polarity.NONE: ""}


def page() -> str:
    """The whole page, in Markdown."""
    parts = [_INTRODUCTION]
    aims = _profiles()
    for family, measures in groupby(every_measure().values(), lambda measure: measure.family):
        parts.append(f"\n## `{family}`\n")
        parts += [f"{line}\n" for measure in measures for line in _lines(measure, aims)]
    return "".join(parts)


def _lines(measure: Measure, profiles: dict[str, list[str]]) -> Iterator[str]:
    yield f"\n### `{measure.id}`\n"
    yield f"**{measure.title}.** One unit is one {measure.unit}."
    yield ""
    yield f"- Counts: {measure.counts}."
    yield f"- Of: {measure.of}."
    if measure.days:
        yield "- In days: their average and median."
    for name, means in measure.readings.items():
        usual = " (used where the profile says nothing)" if len(measure.readings) > 1 else ""
        yield f"- Reading `{name}`{usual if name == measure.usual_reading else ''}: {means}."
    if measure.bands:
        yield f"- Bands: {', '.join(measure.bands)}."
    better = _BETTER[measure.aim_on(measure.aims[-1].since).polarity]
    if better:
        yield f"- {better.capitalize()}."
    yield from (f"- {line}" for line in profiles.get(measure.id, ()))
    if measure.rules:
        yield f"- From the clocks of {', '.join(f'`{rule}`' for rule in measure.rules)}."
    source = measure.source
    title = f"[{source.title}]({source.href})" if source.href else source.title
    yield f"- Source: {title}{f', {source.provision}' if source.provision else ''}."


def _profiles() -> dict[str, list[str]]:
    """What the profiles that we ship say of each measure."""
    found: dict[str, list[str]] = {}
    for name in profile_ids():
        for one in read_profile(name).measures:
            said = [f"reading `{one.reading}`"] if one.reading else []
            said += [_target(aim) for aim in one.choice().aims]
            line = f"Profile {name}: {'; '.join(said)}."
            found.setdefault(one.measure, []).append(line)
    return found


def _target(aim: Aim) -> str:
    return f"target {aim.target} per cent from {aim.since.isoformat()}"
