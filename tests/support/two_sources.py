"""One child told of by several sources, for tests of what is one case."""

from typing import Any

from tests.support.workspaces import Fact, fact

BORN = "2012-06-01"


def told_by(source: str, subject: str, type_name: str, when: str, **attributes: Any) -> Fact:
    """One fact, as a source tells it under its own number."""
    told = fact(subject, type_name, when, **attributes)
    return {**told, "source": source, "id": f"{source}-{subject}-{type_name}-{when}"}


def child(source: str, subject: str, born: str = BORN) -> Fact:
    """The birth of a child, as a source tells it."""
    return told_by(source, subject, "born", born)


def in_care(source: str, subject: str, since: str = "2026-03-02", born: str = BORN) -> list[Fact]:
    """A child who is looked after."""
    return [child(source, subject, born), told_by(source, subject, "became_looked_after", since)]


def on_a_plan(source: str, subject: str, since: str = "2026-02-02", born: str = BORN) -> list[Fact]:
    """A child with a child protection plan."""
    return [
        child(source, subject, born),
        told_by(source, subject, "initial_conference_held", since, outcome="plan"),
        told_by(source, subject, "child_protection_plan_started", since, category="NEG"),
    ]
