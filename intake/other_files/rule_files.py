"""Reads the rulebook: one YAML file a rule, the periods, and the authority profiles."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache, partial
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from domain.errors import ProblemError
from domain.measures.own_choices import check_choices
from domain.rules.local_days import ClosureDays, SchoolTerms
from domain.rules.profiles import Profile, switch_on, vary
from domain.rules.rule import Rule
from domain.rules.rulebooks import PeriodDefinition, Rulebook
from domain.rules.sources import Confidence
from intake.files.yaml_files import load
from intake.other_files.rule_file_errors import explain_validation, explain_yaml

Model = TypeVar("Model", bound=BaseModel)

SCHOOL_TERMS, CLOSURE_DAYS = "school_terms.yaml", "closure_days.yaml"
_PROFILE_FILES = ("profile.yaml", SCHOOL_TERMS, CLOSURE_DAYS)


def read_rulebook(
    profile: str = "statutory", folder: Traversable | None = None, own: Traversable | None = None
) -> Rulebook:
    """The rules in force for an authority profile.

    ``folder`` holds ``rulebook/`` and ``profiles/``; by default the ones we ship. ``own`` is a
    folder of profiles that an authority keeps for itself, which need not exist. Raises
    ProblemError, naming file and line, at the first file that is wrong.
    """
    folder = folder or resources.files("domain")
    rules = _by_id(_rules_in(folder / "rulebook"), "the rulebook")
    chosen = read_profile(profile, folder, own)
    check_choices(chosen)
    local = _by_id(_rules_in(_profile_folders(folder, own)[profile]), f"the profile {profile}")
    for rule in local.values():
        if rule.id in rules:
            raise ProblemError(
                "rule_defined_twice",
                f"{rule.id} is a rule of the core and of the profile {profile}.",
                "Keep the core's, and write what differs under 'vary' in profile.yaml.",
            )
        rules[rule.id] = rule
    rules, varied = vary(rules, chosen)
    rules, switched_on = switch_on(rules, chosen)
    switched_off = {rule.id: rule for rule in rules.values() if rule.off}
    in_force = {rule.id: rule for rule in rules.values() if not rule.off}
    periods = {period.id: period for period in _periods(folder / "rulebook" / "periods.yaml")}
    files = _profile_folders(folder, own)[profile]
    terms, closures = _terms(profile, files), _closures(profile, files)
    rulebook = Rulebook(
        profile=profile,
        rules=in_force,
        periods=periods,
        varied=varied,
        switched_off=switched_off,
        switched_on=switched_on,
        terms=terms.listed if terms else (),
        closures=closures.listed if closures else (),
        measures={one.measure: one.choice() for one in chosen.measures},
    )
    _check_references(rulebook)
    return rulebook


def every_rule(own: Traversable | None = None) -> dict[str, Rule]:
    """Every rule of any profile, those that are switched off too, as its own file says it.

    ``own`` is as for ``read_rulebook``. Raises ProblemError at the first file that is wrong.
    """
    folder = resources.files("domain")
    found = {rule.id: rule for rule in _rules_in(folder / "rulebook")}
    for files in _profile_folders(folder, own).values():
        found = {rule.id: rule for rule in _rules_in(files)} | found
    return found


def profile_ids(folder: Traversable | None = None, own: Traversable | None = None) -> list[str]:
    """The authority profiles there are."""
    return sorted(_profile_folders(folder or resources.files("domain"), own))


def read_profile(
    profile: str, folder: Traversable | None = None, own: Traversable | None = None
) -> Profile:
    """One authority profile. Raises ProblemError ``unknown_profile``."""
    profiles = _profile_folders(folder or resources.files("domain"), own)
    if profile not in profiles:
        known = ", ".join(sorted(profiles))
        raise ProblemError(
            "unknown_profile", "There is no such authority profile.", f"Use one of: {known}."
        )
    return _read(profiles[profile] / "profile.yaml", Profile, f"{profile}/profile.yaml")


def _profile_folders(folder: Traversable, own: Traversable | None) -> dict[str, Traversable]:
    """Each profile's folder. An authority's own cannot take the name of one that we ship."""
    found: dict[str, Traversable] = {}
    for profiles in (own, folder / "profiles"):
        if profiles is not None and profiles.is_dir():
            found |= {item.name: item for item in profiles.iterdir() if item.is_dir()}
    return found


def check_rulebook(
    folder: Traversable | None = None, own: Traversable | None = None
) -> list[ProblemError]:
    """The first fault of every file, or, where each is sound by itself, of every profile.

    The folders are as for ``read_rulebook``. Raises ProblemError ``rulebook_missing``.
    """
    folder = folder or resources.files("domain")
    core, profiles = folder / "rulebook", folder / "profiles"
    if not (core / "periods.yaml").is_file() or not profiles.is_dir():
        raise ProblemError(
            "rulebook_missing",
            "The folder does not hold rulebook/periods.yaml and profiles/.",
            "Name the folder that has both in it.",
        )
    checks: list[Callable[[], object]] = [lambda: _periods(core / "periods.yaml")]
    checks += [partial(_rule, file) for file in _rule_files(core)]
    for profile, files in sorted(_profile_folders(folder, own).items()):
        checks.append(partial(read_profile, profile, folder, own))
        checks.append(partial(_no_other_file, profile, files))
        checks += [partial(_terms, profile, files), partial(_closures, profile, files)]
        checks += [partial(_rule, file) for file in _rule_files(files)]
    return _faults(checks) or _faults(
        [partial(read_rulebook, profile, folder, own) for profile in profile_ids(folder, own)]
    )


def _terms(profile: str, files: Traversable) -> SchoolTerms | None:
    return _read_if_there(profile, files / SCHOOL_TERMS, SchoolTerms)


def _closures(profile: str, files: Traversable) -> ClosureDays | None:
    return _read_if_there(profile, files / CLOSURE_DAYS, ClosureDays)


def _read_if_there(profile: str, file: Traversable, model: type[Model]) -> Model | None:
    return _read(file, model, f"{profile}/{file.name}") if file.is_file() else None


def _no_other_file(profile: str, files: Traversable) -> None:
    """Refuse a file that would never be read, such as school terms under another name."""
    for file in sorted(files.iterdir(), key=lambda item: item.name):
        if file.name.endswith((".yaml", ".yml")) and file.name not in _PROFILE_FILES:
            raise ProblemError(
                "profile_file_unknown",
                f"{profile}/{file.name} is a file that is never read.",
                f"Name it one of {', '.join(_PROFILE_FILES)}, or, if it is a rule, put it into a "
                "folder with the first word of its id.",
            )


def school_terms_known(
    folder: Traversable | None = None, own: Traversable | None = None
) -> dict[str, date]:
    """The last day of the last school term on file, of each profile that lists terms."""
    profiles = _profile_folders(folder or resources.files("domain"), own)
    listed = {name: _terms(name, files) for name, files in sorted(profiles.items())}
    return {name: terms.listed[-1].ends for name, terms in listed.items() if terms}


def _faults(checks: Iterable[Callable[[], object]]) -> list[ProblemError]:
    faults = []
    for check in checks:
        try:
            check()
        except ProblemError as fault:
            faults.append(fault)
    return faults


def _rules_in(folder: Traversable) -> Iterator[Rule]:
    return map(_rule, _rule_files(folder))


def _by_id(rules: Iterable[Rule], where: str) -> dict[str, Rule]:
    """The rules by their ids. Raises ProblemError ``rule_defined_twice`` where two have one."""
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise ProblemError(
                "rule_defined_twice",
                f"{rule.id} stands in two files of {where}.",
                "Keep one of them, or give the other an id of its own.",
            )
        found[rule.id] = rule
    return found


def _rule_files(folder: Traversable) -> Iterator[Traversable]:
    for family in sorted(folder.iterdir(), key=lambda item: item.name):
        if family.is_dir() and not family.name.startswith("_"):
            for file in sorted(family.iterdir(), key=lambda item: item.name):
                if file.name.endswith(".yaml"):
                    yield file


def _rule(file: Traversable) -> Rule:
    rule = _read(file, Rule)
    if file.name != f"{rule.id}.yaml":
        raise ProblemError(
            "rule_file_misnamed",
            f"{file.name} holds the rule {rule.id}.",
            f"Name the file {rule.id}.yaml.",
        )
    # Asked of files alone: a store may hold rules from before readings were dated.
    if rule.confidence is Confidence.READ and not any(source.read_on for source in rule.sources):
        raise ProblemError(
            "rule_file_invalid",
            f"{file.name}, sources: nobody says when the number was read, and in which version.",
            "Give the source that was read its version and read_on, or lower the confidence.",
        )
    return rule


def _periods(file: Traversable) -> list[PeriodDefinition]:
    text = _text(file)
    content = _parse(file.name, text)
    try:
        periods = TypeAdapter(list[PeriodDefinition]).validate_python(content)
    except ValidationError as error:
        raise explain_validation(file.name, text, error) from None
    known: set[str] = set()
    for period in periods:
        if period.id in known or not (period.inside is None or period.inside in known):
            raise ProblemError(
                "rule_file_invalid",
                f"{file.name}: {period.id} stands twice, or lies inside a period that is not "
                "named before it.",
                "Name each period once, the outer one first.",
            )
        known.add(period.id)
    return periods


def _read(file: Traversable, model: type[Model], name: str | None = None) -> Model:
    found: Model = _model(name or file.name, _text(file), model)
    return found


# What is read cannot be changed, so that the same text need not be read twice.
@lru_cache(maxsize=1024)
def _model(name: str, text: str, model: type[Model]) -> Model:
    content = _parse(name, text)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise explain_validation(name, text, error) from None


def _text(file: Traversable) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise explain_yaml(file.name, error) from None


def _parse(name: str, text: str) -> Any:
    try:
        return load(text)
    except yaml.YAMLError as error:
        raise explain_yaml(name, error) from None


def _check_references(rulebook: Rulebook) -> None:
    if rulebook.terms_needed and not rulebook.terms:
        raise ProblemError(
            "school_terms_missing",
            f"A rule of the profile {rulebook.profile} counts by school terms, and it lists none.",
            f"Add {SCHOOL_TERMS} to the profile: see docs/how-to/add-school-terms.md.",
        )
    known = set(rulebook.periods) | {"whole_history"}
    for rule in (*rulebook.rules.values(), *rulebook.switched_off.values()):
        if not rule.periods <= known:
            key = "period" if rule.period not in known else "during, outside or after"
            raise ProblemError(
                "unknown_period",
                f"{rule.id}.yaml, {key}: there is no such period.",
                f"Use one of: {', '.join(sorted(known))}.",
            )
        for needed in sorted(rule.needs - set(rulebook.rules)):
            raise ProblemError(
                "unknown_rule",
                f"{rule.id}.yaml counts by {needed}, which is not in the profile.",
                "Correct the id, or add that rule.",
            )
    _ = rulebook.in_order
