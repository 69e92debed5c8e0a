"""An authority's profile: local rules of its own, and what it changes in those of the core."""

from collections.abc import Mapping

from pydantic import Field

from domain.counting import Amount
from domain.errors import ProblemError
from domain.rules import Authority, Limit, Limits, Part, Rule, Source


class Variation(Part):
    """One rule of the core as this authority applies it, and why."""

    rule: str
    limits: Limits = Field(min_length=1)
    because: str = Field(min_length=10)
    source: Source


class Profile(Part):
    """What an authority's ``profile.yaml`` says. Its own rules lie in files beside it."""

    id: str
    title: str
    vary: tuple[Variation, ...] = ()


def vary(rules: Mapping[str, Rule], profile: Profile) -> tuple[dict[str, Rule], dict[str, str]]:
    """The rules as the profile varies them, and for each varied one the reason to show.

    A profile may tighten a limit that statute sets and never loosen one: ProblemError
    ``statute_loosened``. It may vary guidance either way.
    """
    varied_rules, reasons = dict(rules), {}
    for change in profile.vary:
        rule = rules.get(change.rule)
        if rule is None:
            raise ProblemError(
                "unknown_rule",
                f"The profile {profile.id} varies {change.rule}, which does not exist.",
                "Correct the id in its profile.yaml.",
            )
        if rule.authority is Authority.STATUTE:
            for limit in change.limits:
                _refuse_if_looser(rule, limit, profile)
        varied_rules[rule.id] = rule.model_copy(
            update={"limits": change.limits, "sources": (*rule.sources, change.source)}
        )
        reasons[rule.id] = change.because
    return varied_rules, reasons


def _refuse_if_looser(rule: Rule, limit: Limit, profile: Profile) -> None:
    earlier = [known for known in rule.limits if known.since <= limit.since]
    statutory, local = (earlier or rule.limits)[0].amount, limit.amount
    if statutory is None or local is None or not _within(local, statutory):
        raise ProblemError(
            "statute_loosened",
            f"The profile {profile.id} allows {local} for {rule.id}; the law allows {statutory}.",
            "Allow at most what the law does, in the same unit.",
        )


def _within(local: Amount, statutory: Amount) -> bool:
    return local.unit is statutory.unit and local.number <= statutory.number
