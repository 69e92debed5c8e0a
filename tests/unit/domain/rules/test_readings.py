"""Which rules to read again: those that nobody has read, then those read longest ago."""

from datetime import date
from typing import Any

from domain.rules.readings import Reading, by_age
from domain.rules.rule import Rule
from domain.rules.rulebooks import Rulebook
from domain.rules.sources import Source
from intake.other_files.rule_files import read_rulebook

NEWER, OLDER = date(2026, 11, 27), date(2025, 3, 3)
BOOK: Rulebook = read_rulebook("statutory")


def rule(name: str, *sources: dict[str, Any]) -> Rule:
    read = tuple(Source(title="A law", version="as made", **said) for said in sources)
    return BOOK.rules["lac.review.first"].model_copy(update={"id": name, "sources": read})


def ages(as_of: date, *rules: Rule) -> list[tuple[str, date | None, int | None]]:
    return [(one.rule.id, one.read_on, one.days) for one in by_age(rules, as_of)]


def test_a_rule_that_nobody_has_read_comes_before_the_oldest_reading() -> None:
    found = ages(
        date(2026, 11, 28),
        rule("a.new", {"read_on": NEWER}),
        rule("b.old", {"read_on": NEWER}, {"read_on": OLDER}),
        rule("c.never", {}),
    )
    assert found == [("c.never", None, None), ("b.old", OLDER, 635), ("a.new", NEWER, 1)]


def test_a_reading_that_had_not_been_made_by_the_day_does_not_count() -> None:
    assert ages(date(2026, 11, 26), rule("a.new", {"read_on": NEWER})) == [("a.new", None, None)]


def test_later_editions_are_named_whichever_source_they_are_of() -> None:
    [found] = by_age([rule("a.one", {}, {"later": "the 2026 edition"})], NEWER)
    assert found == Reading(found.rule, None, None, ("as made",), ("the 2026 edition",))
