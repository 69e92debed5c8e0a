"""How far a long job has come, for whoever waits for it."""

from collections.abc import Callable

# Called with the name of the step, how much of it is done and how much there is.
Progress = Callable[[str, int, int], None]


def no_progress(step: str, done: int, total: int) -> None:
    """Nobody is waiting."""
