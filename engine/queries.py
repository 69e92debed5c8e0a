"""What people ask of the clocks and the alerts."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from domain.case.corrections import standing_by
from domain.clocks.alerts import Alert, Delivery
from domain.clocks.clock import Clock
from domain.clocks.doubt import doubt_of
from domain.clocks.views import by_urgency, clock_as_json, visible
from domain.days import day_of
from domain.errors import ProblemError
from domain.rules.rulebooks import Rulebook
from engine.recalculate import CASE_ERRORS
from engine.references import cases_asked_for, cases_named, clocks_told_of
from engine.workspace import Workspace
from store.filters import AlertFilter, ClockFilter
from store.unit_of_work import UnitOfWork

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClockQuestion:
    """Which clocks, and on which day. ``now`` (UTC) sharpens clocks that count hours today.

    ``subject`` is the source's case number; asking by it is the one way to see it again.
    ``known_at`` (UTC) leaves out what the engine learned later, and counts by the rules and bank
    holidays in force then. Without it, a past day is seen by all that is known now.
    """

    as_of: date
    now: datetime | None = None
    known_at: datetime | None = None
    subject: str | None = None
    states: Collection[str] | None = None
    filter: ClockFilter = field(default_factory=ClockFilter)


def clocks(workspace: Workspace, question: ClockQuestion) -> list[View]:
    """The clocks that fit, each as JSON, the earliest due date first.

    Raises ProblemError ``unknown_rule`` or ``unknown_family``, those of ``cases_asked_for``, and
    ``rules_of_then_unreadable`` where the question says ``known_at``.
    """
    if question.known_at is not None:
        workspace = workspace.as_known(question.known_at)
    wanted = question.filter
    _check_rules(workspace.rulebook, wanted.rules or (), wanted.families or ())
    with workspace.database.reading() as work:
        named = cases_asked_for(work, list(wanted.cases or ()), question.subject)
        if named is not None:
            wanted = replace(wanted, cases=named)
        found = list(_as_of(workspace, work, wanted, question.as_of, question.known_at))
    now = question.now if question.now and day_of(question.now) == question.as_of else None
    views = (
        clock_as_json(
            clock,
            workspace.rule_of(clock),
            workspace.calendar_of(clock),
            question.as_of,
            now=now,
            subject=question.subject,
        )
        for clock in found
        if visible(clock, question.as_of) and workspace.knows(clock)
    )
    states = question.states
    return sorted(
        (view for view in views if states is None or view["state"] in states), key=by_urgency
    )


def alerts(workspace: Workspace, filter: AlertFilter) -> list[View]:
    """The alerts that fit, oldest first, each with how its deliveries stand.

    Raises ProblemError ``unknown_rule`` and those of ``cases_named`` and ``clocks_told_of``.
    """
    with workspace.database.reading() as work:
        if filter.cases is not None:
            filter = replace(filter, cases=cases_named(work, filter.cases))
        if filter.clocks is not None:
            filter = replace(filter, clocks=clocks_told_of(work, filter.clocks))
        found = work.alerts.search(filter)
    if not found:
        # A rule that the profile has lost may have alerts all the same.
        _check_rules(workspace.rulebook, filter.rules or ())
    return [_alert_as_json(workspace.rulebook, *one) for one in found]


def _alert_as_json(rulebook: Rulebook, alert: Alert, deliveries: Sequence[Delivery]) -> View:
    rule = rulebook.rules.get(alert.rule)
    return {
        "alert": alert.id,
        "clock": alert.clock,
        "case_ref": alert.case,
        "rule": alert.rule,
        "title": rule.title if rule else alert.rule,
        "rung": alert.rung,
        "recipient": alert.recipient,
        "role": alert.role,
        "team": alert.team,
        "revision": alert.revision,
        "due_on": alert.due_on.isoformat(),
        "on": day_of(alert.raised_at).isoformat(),
        "reached_at": alert.reached_at.isoformat(),
        "raised_at": alert.raised_at.isoformat(),
        "late_because": alert.late_because,
        "withdrawn_at": alert.withdrawn_at.isoformat() if alert.withdrawn_at else None,
        "withdrawn_because": alert.withdrawn_because,
        "deliveries": [
            {
                "kind": one.kind,
                "channel": one.channel,
                "state": one.state.value,
                "at_once": one.at_once,
                "sent_at": one.sent_at.isoformat() if one.sent_at else None,
                "attempts": one.attempts,
                "last_error": one.last_error,
                "may_be_repeat": one.may_be_repeat,
            }
            for one in deliveries
        ],
    }


def _check_rules(
    rulebook: Rulebook, rules: Collection[str], families: Collection[str] = ()
) -> None:
    """Raise ProblemError ``unknown_rule`` or ``unknown_family`` for what the profile has not."""
    for rule_id in rules:
        rulebook.rule(rule_id)
    known = [*rulebook.rules, *rulebook.switched_off]
    for name in families:
        if not any(f"{rule_id}.".startswith(f"{name}.") for rule_id in known):
            raise ProblemError(
                "unknown_family",
                "No rule of the profile has an id that begins so.",
                "Give the first words of an id, such as lac or cp.conference; list the rules with: "
                "timescales rules list",
            )


def _as_of(
    workspace: Workspace,
    work: UnitOfWork,
    wanted: ClockFilter,
    as_of: date,
    known_at: datetime | None,
) -> Iterator[Clock]:
    """The clocks as they stood on a day, by what was known at an instant (None: by now).

    From the projection where nothing happened since; otherwise worked out from the event log.
    """
    latest = work.events.latest_on()
    if known_at is None and (latest is None or latest <= as_of):
        yield from work.clocks.search(wanted)
        return
    refs = list(wanted.cases) if wanted.cases is not None else work.cases.all_refs()
    doubts = work.doubts.of_cases(refs, known_at)
    for ref, events in work.events.of_cases(refs, known_at=known_at, until=as_of).items():
        try:
            found = workspace.clocks_of(standing_by(events, as_of))
        except CASE_ERRORS:
            # The recalculation has set the case aside and kept the clocks it had.
            found = work.clocks.of_cases([ref])[ref]
        for clock in found:
            if clock.case == ref and _fits(clock, wanted):
                if ref in doubts:
                    clock.doubt = doubt_of(clock, workspace.rulebook, doubts[ref])
                yield clock


def _fits(clock: Clock, wanted: ClockFilter) -> bool:
    """The filter, asked of a clock that is not in the store."""
    rule_fits = wanted.rules is None or clock.rule in wanted.rules
    family_fits = wanted.families is None or any(
        clock.rule == name or clock.rule.startswith(f"{name}.") for name in wanted.families
    )
    return (
        rule_fits
        and family_fits
        and (wanted.clocks is None or clock.clock in wanted.clocks)
        and (wanted.person is None or clock.person == wanted.person)
        and (wanted.team is None or clock.team == wanted.team)
        and (wanted.due_before is None or clock.due_on < wanted.due_before)
        and (not wanted.open_only or clock.open)
    )
