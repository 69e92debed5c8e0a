"""Every format that the program reads, found by its package."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

import intake
from domain.clocks.evidence import Evidence
from intake.return_format import ReturnFormat


@cache
def every_format() -> Mapping[str, ReturnFormat]:
    """Every format by its kind, in the order of the kinds."""
    found: dict[str, ReturnFormat] = {}
    for package in pkgutil.iter_modules(intake.__path__, f"{intake.__name__}."):
        declared = getattr(import_module(package.name), "FORMAT", None) if package.ispkg else None
        if declared is not None:
            found[declared.kind] = declared
    return dict(sorted(found.items()))


@cache
def evidence_of_returns() -> Evidence:
    """What each return can show, by the source of its events."""
    return {
        each.source: each.evidence
        for each in every_format().values()
        if each.source is not None and each.evidence is not None
    }


@cache
def sources_that_share_numbers() -> tuple[str, ...]:
    """The sources of the returns whose case numbers are the authority's own for its children."""
    found = [each.source for each in every_format().values() if each.shares_numbers]
    return tuple(source for source in found if source is not None)


def expected_feeds() -> dict[str, int]:
    """The formats that come by themselves, and within how many days the next is expected."""
    return {
        kind: each.expected_every_days
        for kind, each in every_format().items()
        if each.expected_every_days is not None
    }


def brings_own_ids(kind: str) -> bool:
    """Whether the events of an import of this kind bring ids of their own."""
    known = every_format().get(kind)
    return known is not None and known.own_ids
