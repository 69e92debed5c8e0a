"""Works the clocks out anew from the events, and says what moved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from domain.case.events import Event
from domain.clocks.alerts import Alert
from domain.clocks.clock import Clock
from domain.clocks.doubt import doubt_of
from domain.clocks.ladder import next_rung_at
from domain.clocks.moves import ClockMove, MoveKind
from engine.aliases import Aliases
from engine.garbage_collection import garbage_collection_paused
from engine.kill_points import KillPoint, reach
from engine.progress import Progress, no_progress
from engine.schedule import Schedule
from engine.schedule_catalogue import schedule_of
from engine.withdrawals import withdraw, wrong_alerts
from engine.workspace import Workspace
from store.records import QuarantinedRow
from store.unit_of_work import UnitOfWork

CASES_IN_A_TRANSACTION = 500

_BAD_CASE = "case_not_scheduled"

# What an odd case can make the arithmetic of dates do. It is set aside and the others go on.
CASE_ERRORS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

# A clock's first date and its end are told by its events. Kept is what they would not tell.
_KEPT = frozenset({MoveKind.MOVED, MoveKind.REOPENED, MoveKind.REMOVED})


@dataclass(frozen=True, slots=True)
class CaseFailure:
    """A case whose clocks could not be worked out. Its old clocks stand."""

    case: str
    code: str


@dataclass(frozen=True, slots=True)
class ClockChange:
    """One clock that is not as it was. ``before`` or ``after`` is None when it is new or gone."""

    kind: MoveKind
    before: Clock | None
    after: Clock | None

    @property
    def clock(self) -> Clock:
        """The clock as it is now, or as it last was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change has a clock before it or after it")
        return found


@dataclass(slots=True)
class Recalculation:
    """What a recalculation found, and wrote unless it was a dry run."""

    cases: int = 0
    clocks: int = 0
    changes: list[ClockChange] = field(default_factory=list)
    withdrawn: int = 0
    failed: list[CaseFailure] = field(default_factory=list)

    def add(self, other: "Recalculation") -> None:
        """Count another recalculation, of other cases, to this one."""
        self.cases += other.cases
        self.clocks += other.clocks
        self.changes += other.changes
        self.withdrawn += other.withdrawn
        self.failed += other.failed


@dataclass(frozen=True, slots=True)
class Cause:
    """Why clocks are worked out anew: a code, what a person gave as reason, and the run."""

    because: str
    reason: str | None = None
    run: str | None = None


def recalculate(
    workspace: Workspace,
    cases: Iterable[str] | None,
    *,
    now: datetime,
    cause: Cause,
    only: Schedule | None = None,
    apply: bool = True,
    every_rung: bool = False,
    progress: Progress = no_progress,
) -> Recalculation:
    """Work out the clocks of some cases, or of all (None), and bring the store up to date.

    Cases that were joined with another are worked out as part of the one that they live as.
    ``only`` limits it to the rules of one schedule. Without ``apply`` nothing is written and the
    answer is what would change. ``every_rung`` also works out anew when the alerts of clocks are
    due whose own dates stay, as a change of calendar needs. Safe to repeat, and to kill: each few
    hundred cases are one transaction.
    """
    result = Recalculation()
    with workspace.database.reading() as work:
        refs = work.cases.all_refs() if cases is None else work.cases.living(cases).values()
    wanted = sorted(set(refs))
    with garbage_collection_paused():
        for chunk in _chunks(wanted):
            if apply:
                with workspace.database.unit_of_work() as work:
                    step = _Step(workspace, work, chunk, only, now, every_rung=every_rung)
                    step.write(result, cause)
                    reach(KillPoint.RECALCULATE_BEFORE_COMMIT)
                reach(KillPoint.RECALCULATE_AFTER_COMMIT)
            else:
                with workspace.database.reading() as work:
                    step = _Step(workspace, work, chunk, only, now, every_rung=every_rung)
            result.cases += len(chunk)
            result.clocks += step.clocks
            result.changes += step.changes
            result.failed += step.failed
            progress("Working out dates", result.cases, len(wanted))
    return result


class _Step:
    """Some hundred cases: what their clocks are, against what the store holds."""

    def __init__(
        self,
        workspace: Workspace,
        work: UnitOfWork,
        refs: list[str],
        only: Schedule | None,
        now: datetime,
        *,
        every_rung: bool,
    ) -> None:
        self.every_rung = every_rung
        self.workspace, self.work, self.now = workspace, work, now
        self.only = only
        self.clocks = 0
        self.changes: list[ClockChange] = []
        self.rewritten: list[Clock] = []
        self.failed: list[CaseFailure] = []
        stored = work.clocks.of_cases(refs)
        self.doubts = work.doubts.of_cases(refs)
        self.live: dict[str, Clock] = {}
        self.aliases = Aliases(work.alerts.aliases_of_cases(refs))
        self.first_rungs: dict[str, datetime | None] = {}
        for ref, events in work.events.of_cases(refs).items():
            self._compare(ref, events, stored[ref])

    def write(self, result: Recalculation, cause: Cause) -> None:
        """Bring the store up to date, and take back the alerts that turned out wrong."""
        gone = [change.clock for change in self.changes if change.kind is MoveKind.REMOVED]
        moved = self.aliases.write(self.work, gone, {failure.case for failure in self.failed})
        self._look_again_at(moved)
        asked = (self._may_have_alerts() | moved) - self.aliases.new.keys()
        alerts = self.work.alerts.of_lineages(asked)
        lineages = {lineage: self.live.get(lineage) for lineage in alerts}
        wrong = wrong_alerts(self.workspace, lineages, alerts, self.now)
        channel = self.workspace.settings.channel
        result.withdrawn += withdraw(self.work, wrong, channel, self.now, self.workspace.works_on)
        taken_back = {withdrawal.alert.id for withdrawal in wrong}
        self.work.clocks.write(
            [
                (clock, self._next_rung_at(clock, alerts.get(clock.lineage, ()), taken_back))
                for clock in self.rewritten
            ],
            [clock.clock for clock in gone],
        )
        self.work.moves.add(
            [_move(change, cause, self.now) for change in self.changes if change.kind in _KEPT]
        )
        if self.failed:
            known = {row.event_id for row in self.work.quarantine.all() if row.code == _BAD_CASE}
            self.work.quarantine.add(
                [
                    _quarantined(failure, cause, self.now)
                    for failure in self.failed
                    if failure.case not in known
                ]
            )

    def _look_again_at(self, lineages: set[str]) -> None:
        """What was told of these duties changed, so that their next rungs may be others."""
        rewritten = {clock.clock for clock in self.rewritten}
        live = (self.live[lineage] for lineage in sorted(lineages) if lineage in self.live)
        self.rewritten += [clock for clock in live if clock.clock not in rewritten]

    def _may_have_alerts(self) -> set[str]:
        """The lineages to ask the ledger about: not those of clocks that are new and over."""
        over = {
            change.clock.clock
            for change in self.changes
            if change.kind is MoveKind.CREATED and not change.clock.open
        }
        changed = [*self.rewritten, *(change.clock for change in self.changes)]
        return {clock.lineage for clock in changed if clock.clock not in over}

    def _compare(self, ref: str, events: list[Event], stored: list[Clock]) -> None:
        before = {clock.clock: clock for clock in stored if self._concerns(clock)}
        try:
            own = [clock for clock in self.workspace.clocks_of(events) if clock.case == ref]
            after = {clock.clock: clock for clock in own if self._concerns(clock)}
            for clock in after.values() if ref in self.doubts else ():
                clock.doubt = doubt_of(clock, self.workspace.rulebook, self.doubts[ref])
            for clock in after.values():
                # A date inside the calendars can have a rung outside them: better seen here
                # than in the sweep.
                if before.get(clock.clock) != clock or self.every_rung:
                    self.first_rungs[clock.clock] = self._next_untold(clock, set())
        except CASE_ERRORS as error:
            self.failed.append(CaseFailure(ref, type(error).__name__))
            return
        self.clocks += len(after)
        for clock in own:
            self.aliases.note(clock)
        for clock in after.values():
            if clock.superseded_on is None:
                self.live[clock.lineage] = clock
            old = before.get(clock.clock)
            if old == clock and not (self.every_rung and clock.open):
                continue
            self.rewritten.append(clock)
            kind = _kind(old, clock)
            if kind is not None:
                self.changes.append(ClockChange(kind, old, clock))
        for clock_id in [known for known in before if known not in after]:
            self.changes.append(ClockChange(MoveKind.REMOVED, before[clock_id], None))

    def _concerns(self, clock: Clock) -> bool:
        return self.only is None or schedule_of(clock.rule) is self.only

    def _next_rung_at(
        self, clock: Clock, alerts: Sequence[Alert], taken_back: set[str]
    ) -> datetime | None:
        told = {
            alert.rung
            for alert in alerts
            if alert.withdrawn_at is None and alert.id not in taken_back
        }
        if told or clock.clock not in self.first_rungs:
            return self._next_untold(clock, told)
        return self.first_rungs[clock.clock]

    def _next_untold(self, clock: Clock, told: set[str]) -> datetime | None:
        if clock.doubt is not None:
            return None  # nobody is told of it until the doubt is settled
        ladder = self.workspace.rule_of(clock).ladder
        return next_rung_at(clock, ladder, self.workspace.calendar_of(clock), told, self.now)


def _kind(before: Clock | None, after: Clock) -> MoveKind | None:
    """What happened to the clock, or None when only who is responsible has changed."""
    if before is None:
        return MoveKind.CREATED
    if (before.due_on, before.due_at) != (after.due_on, after.due_at):
        return MoveKind.MOVED
    if before.open != after.open:
        return MoveKind.ENDED if before.open else MoveKind.REOPENED
    return None


def _move(change: ClockChange, cause: Cause, now: datetime) -> ClockMove:
    return ClockMove(
        clock=change.clock.clock,
        moved_at=now,
        kind=change.kind,
        from_due_on=change.before.due_on if change.before else None,
        to_due_on=change.after.due_on if change.after else None,
        because=cause.because,
        run=cause.run,
        reason=cause.reason,
    )


def _quarantined(failure: CaseFailure, cause: Cause, now: datetime) -> QuarantinedRow:
    return QuarantinedRow(
        batch=cause.run or cause.because,
        source=None,
        event_id=failure.case,
        code=_BAD_CASE,
        message=f"The clocks of this case could not be worked out ({failure.code}).",
        remedy="Look for an impossible date among its events and send a correction of it.",
        recorded_at=now,
    )


def _chunks(refs: list[str]) -> Iterator[list[str]]:
    rest = iter(refs)
    while chunk := list(islice(rest, CASES_IN_A_TRANSACTION)):
        yield chunk
