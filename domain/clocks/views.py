"""A clock as people and programs see it on one day."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from calendars.working_days import WorkingDayCalendar
from domain.clocks.clock import Clock, Doubt, State
from domain.clocks.states import breached_on, state
from domain.counting import working_days_left
from domain.rules.rule import Rule

# What an open clock may be in; everything else is history.
OPEN_STATES = (
    State.OVERDUE,
    State.IN_DOUBT,
    State.DUE_TODAY,
    State.DUE_SOON,
    State.RUNNING,
)


def clock_as_json(
    clock: Clock,
    rule: Rule,
    calendar: WorkingDayCalendar,
    as_of: date,
    *,
    now: datetime | None = None,
    subject: str | None = None,
) -> dict[str, Any]:
    """The clock as one JSON object, with its state on ``as_of``.

    ``days_left`` counts calendar days from ``as_of`` to the due date, negative once it has passed,
    and ``working_days_left`` working days, as ``domain.counting`` does; both are None when the
    clock has ended. What happened after ``as_of`` is left out.
    """
    standing = state(clock, rule.ladder, calendar, as_of, now)
    is_open = standing in OPEN_STATES
    done = clock.completed_on if standing in (State.MET, State.MET_LATE) else None
    breach = breached_on(clock, as_of, now)
    view: dict[str, Any] = {
        "clock": clock.clock,
        "case_ref": clock.case,
        "rule": clock.rule,
        "title": rule.title,
        "rule_version": clock.rule_version.isoformat(),
        "started_on": clock.started_on.isoformat(),
        "not_before": _iso(clock.not_before),
        "target_on": _iso(clock.target_on),
        "due_on": clock.due_on.isoformat(),
        "act_by": clock.act_by.isoformat(),
        "due_at": _instant(clock.due_at),
        "state": standing.value,
        "completed_on": _iso(done),
        "days_left": (clock.due_on - as_of).days if is_open else None,
        "working_days_left": (
            working_days_left(as_of, clock.due_on, calendar) if is_open else None
        ),
        "provisional": clock.provisional,
        "responsible": clock.person or clock.responsible_role,
        "team": clock.team,
        "confidence": clock.confidence,
        "breached_on": _iso(breach),
        "extended_on": _iso(clock.extended_on),
        "doubt": _doubt(clock.doubt) if clock.doubt and is_open else None,
    }
    if subject is not None:
        view["subject"] = subject
    return view


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {"table": doubt.table, "since": doubt.since.isoformat(), "why": doubt.why}


def visible(clock: Clock, as_of: date) -> bool:
    """Whether the duty had arisen by ``as_of``."""
    return clock.started_on <= as_of


def by_urgency(view: Mapping[str, Any]) -> tuple[str, str, str]:
    """Sort key: the earliest due date first."""
    return str(view["due_on"]), str(view["rule"]), str(view["clock"])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None
