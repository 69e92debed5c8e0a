"""What a duty rests on, in words."""

from collections.abc import Iterator
from datetime import timedelta

from domain.clocks.reckoned import Reckoning
from domain.explaining.calendars_in_words import calendar_in_words
from domain.rules.local_days import closure_on
from domain.rules.rule import Rule
from domain.rules.rulebooks import Rulebook
from domain.rules.sources import Authority, Confidence, Source
from domain.wording import short_day

AUTHORITY_WORDS = {
    Authority.STATUTE: "Statute or regulations",
    Authority.GUIDANCE: "Statutory guidance",
    Authority.LOCAL: "Local policy of this authority",
}

CONFIDENCE_WORDS = {
    Confidence.READ: "the words were read in the source itself",
    Confidence.QUOTED: "the words were read in an official text that quotes them",
    Confidence.SECONDARY: "known from a council manual, handbook or summary; not read at source",
    Confidence.UNVERIFIED: "field knowledge only, with no text at hand; check before relying on it",
    None: "a number that the authority chooses",
}
_NO_RECORD = "noted as read in the source, and the file does not say which version and when"


def sources_in_words(reckoning: Reckoning, rulebook: Rulebook) -> Iterator[str]:
    """Say by which authority the duty stands, where it is written, and how far that was checked."""
    rule = reckoning.rule
    yield f"{AUTHORITY_WORDS[rule.authority]}; {_in_force(reckoning)}."
    yield from (source_in_words(source) for source in rule.sources)
    calendar = calendar_in_words(reckoning)
    if calendar:
        yield calendar
    term, closure = reckoning.started.term, closure_on(rulebook.closures, reckoning.clock.act_by)
    if term is not None and term.source is not None:
        yield f"School terms: {source_in_words(term.source)}"
    if closure is not None and closure.source is not None:
        yield f"Closure days: {source_in_words(closure.source)}"
    yield f"How sure we are: {confidence_in_words(rule)}."
    if rule.id in rulebook.varied:
        yield f"Varied by the profile {rulebook.profile}: {rulebook.varied[rule.id]}"
    if rule.id in rulebook.switched_on:
        reason = rulebook.switched_on[rule.id]
        yield f"Switched on by the profile {rulebook.profile}: {reason}"
    if rule.notes:
        yield rule.notes


def confidence_in_words(rule: Rule) -> str:
    """How far the number was checked. That it was read is said only where the file says what was
    read and when."""
    if rule.confidence is Confidence.READ and not any(one.read_on for one in rule.sources):
        return _NO_RECORD
    return CONFIDENCE_WORDS[rule.confidence]


def source_in_words(source: Source) -> str:
    """A source with its provision, the version that was read and when, and what came later."""
    provision = f", {source.provision}" if source.provision else ""
    address = f" <{source.href}>" if source.href else ""
    return f"{source.title}{provision}.{_reading(source)}{address}"


def _reading(source: Source) -> str:
    if source.version is None:
        return ""
    read = f", read on {short_day(source.read_on)}" if source.read_on else ", not read at source"
    later = f" Not read since: {source.later.rstrip('.')}." if source.later else ""
    return f" {source.version[0].upper()}{source.version[1:]}{read}.{later}"


def _in_force(reckoning: Reckoning) -> str:
    since = reckoning.limit.since
    later = [limit.since for limit in reckoning.started.limits if limit.since > since]
    if not later:
        return f"in force for clocks that start on or after {short_day(since)}"
    last = min(later) - timedelta(days=1)
    return f"in force for clocks that start from {short_day(since)} to {short_day(last)}"
