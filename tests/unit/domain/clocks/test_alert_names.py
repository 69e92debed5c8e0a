"""Alerts and deliveries are named from what they hold, for ever."""

from itertools import product

from domain.clocks.alerts import alert_id, delivery_id


def test_the_names_never_change_or_everybody_would_be_told_again() -> None:
    assert alert_id("lineage", "-10wd", "IRO-07", 0) == "d18de5d6-66c9-5317-bc4c-718cae5262ab"
    assert delivery_id("alert", "maildir", "subject") == "b9c89219-0a8c-5286-8984-7f9485a3bef6"


def test_whatever_differs_gives_another_name() -> None:
    alerts = [
        alert_id(lineage, rung, recipient, revision)
        for lineage, rung, recipient, revision in product("ab", ("0", "+1wd"), "cd", (0, 1))
    ]
    deliveries = [delivery_id(*parts) for parts in product("ab", "cd", "ef")]
    assert len({*alerts, *deliveries}) == len(alerts) + len(deliveries) == 24
