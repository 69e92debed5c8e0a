"""What stands for each person: the open duties of which they have been told, or are being told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from domain.case.assignments import Assigned, assigned_roles
from domain.clocks.clock import Clock
from domain.clocks.ladder import due_for_alert, ended_at
from domain.days import day_of
from domain.rules.after_due import AfterDue
from engine.workspace import Workspace
from notifications.routing import Recipient, recipients
from store.filters import ClockFilter
from store.unit_of_work import UnitOfWork


def _told_of(
    clock: Clock, workspace: Workspace, assigned: Assigned, now: datetime
) -> list[Recipient]:
    """Who is to know of a clock at ``now``: everybody on a rung that it has reached, nobody twice.

    ``assigned`` gives (person, team) for the roles of its case. A clock that has ended, or that has
    reached no rung, is nobody's to act on.
    """
    end = ended_at(clock)
    if end is not None and end <= now:
        return []
    ladder = workspace.rule_of(clock).ladder
    reached = due_for_alert(clock, ladder, workspace.calendar_of(clock), now)
    roles = roles_of(clock, (role for _, rung in reached for role in ladder[rung]))
    return recipients(roles, {clock.responsible_role: (clock.person, clock.team), **assigned})


def roles_of(clock: Clock, roles: Iterable[str]) -> list[str]:
    """The roles, each once, with the rule's own for ``responsible``."""
    return list(
        dict.fromkeys(clock.responsible_role if role == "responsible" else role for role in roles)
    )


def standing(workspace: Workspace, work: UnitOfWork, now: datetime) -> Mapping[str, list[Clock]]:
    """The open clocks that have reached a rung, by the code of each person who is to know of them.

    A point that was watched for is told of when it is reached; there is nothing to do about it.
    """
    found: defaultdict[str, list[Clock]] = defaultdict(list)
    furthest = _furthest(workspace, now)
    clocks = work.clocks.search(ClockFilter(due_before=furthest, open_only=True))
    clocks = [
        clock
        for clock in clocks
        if workspace.knows(clock)
        and not (clock.after_due is AfterDue.WATCHED and clock.due_on < day_of(now))
    ]
    assigned = assignments(workspace, work, {clock.case for clock in clocks})
    for clock in clocks:
        for recipient in _told_of(clock, workspace, assigned[clock.case], now):
            found[recipient.code].append(clock)
    return found


def assignments(workspace: Workspace, work: UnitOfWork, cases: set[str]) -> Mapping[str, Assigned]:
    """Who is assigned to what in each of the cases."""
    events = work.events.of_cases(cases, types={"responsible_assigned"})
    return {case: assigned_roles(found, workspace.trust) for case, found in events.items()}


def _furthest(workspace: Workspace, now: datetime) -> date:
    """The day before which every clock is due that has reached a rung at ``now``."""
    rungs = [rung for rule in workspace.rulebook.rules.values() for rung in rule.ladder]
    working_days = max((-rung.number for rung in rungs if rung.unit == "wd"), default=0)
    hours = max((-rung.number for rung in rungs if rung.unit == "h"), default=0)
    day = workspace.calendars["england-and-wales"].add_working_days(day_of(now), working_days)
    # Another calendar may have a few more holidays in that time.
    return max(day, day_of(now + timedelta(hours=hours))) + timedelta(days=8)
