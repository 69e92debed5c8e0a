"""What runs regularly on one machine. APScheduler starts it, in UTC; Prefect shows it.

Nothing that must be right depends on Prefect: when it cannot be reached, the same work is done
without it.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from deployments.plan import DISPATCH, MORNING_DIGEST, NIGHTLY, RERUNS, SWEEP, Planned
from domain.days import day_of
from domain.errors import ProblemError
from engine.outbox import something_waits
from engine.rerun import rerun
from engine.settings import Settings
from engine.working_hours import opens_at
from engine.workspace import Workspace, open_workspace
from flows.outcome import Outcome
from flows.work import digests_prepared, dispatched, rerun_outcome, swept

Answer = TypeVar("Answer")
Plain = Callable[[Workspace, datetime], Outcome]


class Regular:
    """The regular jobs of one installation. ``now`` gives the time, ``say`` takes a sentence."""

    def __init__(
        self, settings: Settings, now: Callable[[], datetime], say: Callable[[str], None]
    ) -> None:
        self._settings, self._now, self._say = settings, now, say
        self._last_digest_on: date | None = None

    def scheduler(self) -> BackgroundScheduler:
        """The jobs with their times, not started yet. A late or missed job runs once."""
        scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(4)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        scheduler.add_listener(self._say_what_broke, EVENT_JOB_ERROR)
        # It would print a traceback; the listener says it in a sentence.
        logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
        scheduler.add_job(self.sweep, IntervalTrigger(minutes=5, timezone=UTC))
        scheduler.add_job(self.dispatch, IntervalTrigger(minutes=1, timezone=UTC))
        # It asks whether it is six in London yet, so that a change of the clocks is no matter.
        scheduler.add_job(self.digest, CronTrigger(minute="1,31", timezone=UTC))
        scheduler.add_job(self.reruns, CronTrigger(hour=2, minute=30, timezone=UTC))
        return scheduler

    def first_pass(self) -> None:
        """What a start does at once: everything that fell due while it was down."""
        self.sweep()
        self.digest()
        self.dispatch()

    def second_pass(self) -> None:
        """What a start does next, which takes some seconds: the reruns of nights it was down."""
        self.reruns()
        self.dispatch()

    def sweep(self) -> None:
        """Raise the alerts that are due."""
        self._run(SWEEP, lambda workspace, now: swept(workspace, now=now))

    def dispatch(self) -> None:
        """Send what waits. A run is opened only when something does."""
        if self._ask(something_waits):
            self._run(DISPATCH, lambda workspace, now: dispatched(workspace, now=now))

    def digest(self) -> None:
        """Prepare the day's digests once its working hours have begun."""
        now = self._now()
        today = day_of(now)
        if now >= opens_at(today) and self._last_digest_on != today:
            done = self._run(
                MORNING_DIGEST, lambda workspace, now: digests_prepared(workspace, now=now)
            )
            self._last_digest_on = today if done else None

    def reruns(self) -> None:
        """Work out every date again, once a night: rules take effect and duties come round."""
        for schedule in RERUNS:
            self.rerun(schedule)

    def rerun(self, schedule: str) -> None:
        """Work out one schedule's dates again and sweep."""

        def plain(workspace: Workspace, now: datetime) -> Outcome:
            done = rerun(workspace, schedule, now=now, apply=True, reason=NIGHTLY, run=schedule)
            return rerun_outcome(done)

        planned = RERUNS[schedule]
        self._run(planned, plain, planned.scheduled_parameters)

    def _say_what_broke(self, event: JobExecutionEvent) -> None:
        # The text of the error may hold anything; its class says enough to report.
        self._say(f"A regular job stopped with an unexpected {type(event.exception).__name__}.")

    def _run(
        self, planned: Planned, plain: Plain, parameters: Mapping[str, Any] | None = None
    ) -> bool:
        """Whether the work was done, in Prefect or without it."""
        from deployments.in_prefect import OUT_OF_REACH, run_planned

        try:
            state = run_planned(planned, parameters or {})
        except OUT_OF_REACH as error:
            # The work may have been done, or half of it: every job is safe to do twice.
            kind = type(error).__name__
            self._say(f"Prefect did not answer ({kind}); {planned.name} runs without it.")
            return self._ask(plain) is not None
        if not state.is_completed():
            self._say(f"{planned.name} did not finish. {state.message or state.name}")
        return state.is_completed()

    def _ask(self, work: Callable[[Workspace, datetime], Answer]) -> Answer | None:
        """Do some work on the opened installation; a problem is said and gives None."""
        try:
            workspace = open_workspace(self._settings)
            try:
                return work(workspace, self._now())
            finally:
                workspace.database.dispose()
        except ProblemError as problem:
            self._say(f"{problem.code}: {problem.message} {problem.remedy}")
            return None
