"""One runner a data folder, and a port that is free."""

import fcntl
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.errors import ProblemError


@contextmanager
def only_one(data_folder: Path) -> Iterator[None]:
    """Hold the data folder's lock. It goes with the process, also when that is killed.

    Raises ProblemError ``already_running``.
    """
    data_folder.mkdir(parents=True, exist_ok=True)
    with (data_folder / "up.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ProblemError(
                "already_running",
                "The engine is running already on this data folder.",
                "Use the one that runs, or stop it first with Ctrl-C in its window.",
            ) from None
        yield


def require_free(port: int) -> None:
    """Raise ProblemError ``port_in_use`` when something listens on the port of 127.0.0.1."""
    with socket.socket() as probe:
        # A port that a stopped server left behind a moment ago is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise ProblemError(
                "port_in_use",
                f"Another program uses port {port}.",
                "Stop that program, or choose another port with --port.",
            ) from None
