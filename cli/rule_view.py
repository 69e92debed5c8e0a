"""A rule as people and programs read it."""

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from domain.rules.limits import Limit
    from domain.rules.readings import Reading
    from domain.rules.rule import Rule


def allows(rule: "Rule") -> str:
    """The newest limit in a few words: ``20 working days``. Several when they depend on a case."""
    limits = [*rule.limits, *(limit for start in rule.starts for limit in start.limits)]
    newest = max(limit.since for limit in limits)
    lengths = [_length(limit) for limit in limits if limit.since == newest]
    return " or ".join(dict.fromkeys(lengths)) + (" (switched off)" if rule.off else "")


def _length(limit: "Limit") -> str:
    amount = limit.amount
    if limit.as_soon_as_practicable:
        return "as soon as practicable"
    if limit.on_day:
        return f"by {date.fromisoformat(f'2001-{limit.on_day}'):%-d %B}"
    if limit.in_any_days:
        return f"{amount} in any {limit.in_any_days} days"
    if amount is None:
        return "half way"
    if not amount.number and any(anchor.end_of_term for anchor in limit.before):
        return "by the end of the term"
    return str(amount) if amount.number else "at once"


def rule_as_json(rule: "Rule", varied_because: str | None) -> dict[str, Any]:
    """The rule as its file says it, what was left out there left out here."""
    content = rule.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"ladder"})
    content["ladder"] = {str(rung): list(roles) for rung, roles in rule.ladder.items()}
    if varied_because is not None:
        content["varied_because"] = varied_because
    return content


def rule_as_text(rule: "Rule", varied_because: str | None) -> str:
    """The same in the form of a rule file."""
    import yaml

    content = rule_as_json(rule, varied_because)
    text: str = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)
    return text.rstrip()


def reading_as_json(reading: "Reading") -> dict[str, Any]:
    """When a rule was read in its sources, and the sources with what was read of each."""
    rule = reading.rule
    return {
        "rule": rule.id,
        "title": rule.title,
        "confidence": rule.confidence_word,
        "read_on": reading.read_on.isoformat() if reading.read_on else None,
        "days": reading.days,
        "later": list(reading.later),
        "sources": [source.model_dump(mode="json") for source in rule.sources],
    }
