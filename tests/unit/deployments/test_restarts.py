"""A process that ends is started again; one that keeps ending, after longer and longer pauses."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from deployments.processes import PrefectProcess
from deployments.restarts import LONG_ENOUGH, Restarts

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PAUSES = (0 * SECOND, 10 * SECOND, 60 * SECOND)


class Process(PrefectProcess):
    """Stands in for a process: runs when told to, ends when told to."""

    def __init__(self) -> None:
        super().__init__("server", {}, Path("data/logs/prefect-server.log"))
        self.starts = 0
        self.alive = True

    def start(self) -> None:
        self.starts += 1
        self.alive = True

    @property
    def running(self) -> bool:
        return self.alive


class Watched:
    """A process that is watched, and what was said and noted of it."""

    def __init__(self) -> None:
        self.process = Process()
        self.said: list[str] = []
        self.noted: list[tuple[str, int]] = []
        self.now = NOW
        self._restarts = Restarts(
            self.process, self.said.append, lambda *both: self.noted.append(both), PAUSES
        )

    def ends(self) -> None:
        self.process.alive = False
        self.look()

    def look(self, after: timedelta = timedelta()) -> None:
        self.now += after
        self._restarts.look(self.now)

    def end_three_times(self) -> None:
        for pause in PAUSES:
            self.ends()
            self.look(pause)


def test_one_that_runs_is_left_alone() -> None:
    watched = Watched()
    watched.look(LONG_ENOUGH)
    assert (watched.process.starts, watched.said, watched.noted) == (0, [], [])


def test_the_first_time_it_is_started_at_once() -> None:
    watched = Watched()
    watched.ends()
    assert watched.process.starts == 1
    assert watched.said == ["Prefect's server process ended; it is started again now."]
    assert watched.noted == [("server", 1)]


def test_the_pauses_grow_and_the_last_one_stays() -> None:
    watched = Watched()
    watched.ends()
    for number, pause in enumerate((10, 60, 60, 60), start=1):
        watched.ends()
        watched.look((pause - 1) * SECOND)
        assert watched.process.starts == number
        watched.look(SECOND)
        assert watched.process.starts == number + 1


def test_while_it_waits_nothing_is_said_or_counted_twice() -> None:
    watched = Watched()
    watched.ends()
    watched.ends()
    watched.look(SECOND)
    watched.look(SECOND)
    assert watched.noted == [("server", 1), ("server", 2)]
    assert len(watched.said) == 2


def test_the_third_time_in_a_row_its_log_is_named() -> None:
    watched = Watched()
    watched.end_three_times()
    assert ["prefect-server.log" in sentence for sentence in watched.said] == [False, False, True]
    assert "3 times in a row" in watched.said[-1]


def test_one_that_has_run_for_a_while_is_well_again() -> None:
    watched = Watched()
    watched.end_three_times()
    watched.look(LONG_ENOUGH - SECOND)
    assert watched.noted[-1] == ("server", 3)
    watched.look(SECOND)
    watched.look(SECOND)
    assert watched.noted[-2:] == [("server", 3), ("server", 0)]
    watched.ends()
    assert watched.noted[-1] == ("server", 1)
