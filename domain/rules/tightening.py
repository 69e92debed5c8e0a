"""Whether local limits keep within those that the law sets."""

from datetime import date
from typing import Any

from domain.rules.conditions import Conditions
from domain.rules.limits import Allowance, Limit

# What says how a limit is counted, and not how long it is.
_SAME_WAY = (
    "before",
    "after",
    "halfway_to",
    "until",
    "on_day",
    "in_any_days",
    "as_soon_as_practicable",
)


def find_looser(local: tuple[Limit, ...], law: tuple[Limit, ...]) -> Limit | None:
    """The first limit of the law that the local limits do not keep to, or None.

    Both with the latest first. A local limit is compared with every limit that the law sets
    while it is in force, for the cases that both are about.
    """
    until = date.max
    for since in dict.fromkeys(limit.since for limit in local):
        group = [limit for limit in local if limit.since == since]
        law_from = max((limit.since for limit in law if limit.since <= since), default=date.min)
        in_force = [limit for limit in law if law_from <= limit.since < until]
        for limit in in_force:
            own = [one for one in group if _cases(one) == _cases(limit)]
            general = [one for one in group if not _cases(one)]
            if not (own or general):
                return limit
            others = [one for one in group if not any(_cases(one) == _cases(x) for x in in_force)]
            if not all(_within(one, limit) for one in [*(own or general), *others]):
                return limit
        until = since
    return None


def _cases(limit: Limit) -> dict[str, Any]:
    """The conditions that say which cases a limit is about: none for all."""
    return limit.model_dump(include=set(Conditions.model_fields), exclude_defaults=True)


def _within(local: Limit, law: Limit) -> bool:
    return (
        all(getattr(local, name) == getattr(law, name) for name in _SAME_WAY)
        and local.not_before == law.not_before
        and local.beginning_on_start >= law.beginning_on_start
        and set(local.no_later_than) >= set(law.no_later_than)
        and _shorter(local, law, backwards=bool(law.before))
        and (
            local.extension is None
            or (law.extension is not None and _shorter(local.extension, law.extension))
        )
    )


def _shorter(local: Allowance, law: Allowance, *, backwards: bool = False) -> bool:
    """Whether it gives no later date. Counted back from a meeting, more time is earlier."""
    if local.amount is None or law.amount is None or local.amount.unit is not law.amount.unit:
        return local.amount == law.amount
    longer = local.amount.number - law.amount.number
    return longer >= 0 if backwards else longer <= 0
