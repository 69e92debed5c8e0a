"""A process that ends is started again; one that keeps ending, after longer and longer pauses."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from deployments.processes import PrefectProcess
from engine.running_parts import TOO_OFTEN

PAUSES = tuple(timedelta(seconds=seconds) for seconds in (0, 30, 60, 120, 300, 600))
# Whoever ran for as long as this was well, and its next end counts as the first.
LONG_ENOUGH = timedelta(minutes=10)


class Restarts:
    """Watches one process.

    ``say`` takes a sentence. ``note`` is told how often it has ended in a row, at every change.
    The last of ``pauses`` is that of all further ends.
    """

    def __init__(
        self,
        process: PrefectProcess,
        say: Callable[[str], None],
        note: Callable[[str, int], None],
        pauses: Sequence[timedelta] = PAUSES,
    ) -> None:
        self._process, self._say, self._note, self._pauses = process, say, note, pauses
        self._ends = 0
        self._started_at: datetime | None = None
        self._start_at: datetime | None = None

    def look(self, now: datetime) -> None:
        """Start the process again if it has ended and its pause is over. ``now`` is in UTC."""
        if self._process.running:
            self._forget_after_a_while(now)
            return
        if self._start_at is None:
            self._ended(now)
        if self._start_at is not None and now >= self._start_at:
            self._process.start()
            self._started_at, self._start_at = now, None

    def _ended(self, now: datetime) -> None:
        self._ends += 1
        pause = self._pauses[min(self._ends, len(self._pauses)) - 1]
        self._start_at = now + pause
        self._note(self._process.part, self._ends)
        when = f"in {pause.total_seconds():.0f} seconds" if pause else "now"
        sentence = f"Prefect's {self._process.part} process ended; it is started again {when}."
        if self._ends >= TOO_OFTEN:
            sentence += (
                f" That was {self._ends} times in a row: its own words are in {self._process.log}."
            )
        self._say(sentence)

    def _forget_after_a_while(self, now: datetime) -> None:
        started = self._started_at
        if self._ends and started is not None and now - started >= LONG_ENOUGH:
            self._ends = 0
            self._note(self._process.part, 0)
