"""Somewhere real to send to, for each channel: one file with its name, found by being there.

A file has a function ``target(folder)``, a context manager that gives a ``Target``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """What takes the messages of one channel.

    ``section`` is what an installation writes into timescales.toml to send there. ``taken`` gives
    all that arrived so far, as text. ``refuse`` makes it refuse an address for good, and is None
    where there is nothing that could. ``break_off`` makes it unreachable.
    """

    section: Mapping[str, object]
    taken: Callable[[], list[str]]
    break_off: Callable[[], object]
    refuse: Callable[[str], object] | None = None
