"""Named points at which a test kills the process, to prove that nothing is lost or doubled."""

import os
import signal
from collections import Counter
from enum import StrEnum


class KillPoint(StrEnum):
    """Every point between two effects at which a crash could leave half of something."""

    IMPORT_BEFORE_COMMIT = "import.before_commit"
    IMPORT_AFTER_COMMIT = "import.after_commit"
    RECALCULATE_BEFORE_COMMIT = "recalculate.before_commit"
    RECALCULATE_AFTER_COMMIT = "recalculate.after_commit"
    SWEEP_BEFORE_LEDGER = "sweep.before_ledger"
    SWEEP_AFTER_LEDGER = "sweep.after_ledger"
    SWEEP_BEFORE_COMMIT = "sweep.before_commit"
    SWEEP_AFTER_COMMIT = "sweep.after_commit"
    DISPATCH_BEFORE_CLAIM = "dispatch.before_claim"
    DISPATCH_AFTER_CLAIM = "dispatch.after_claim"
    DISPATCH_BEFORE_SEND = "dispatch.before_send"
    DISPATCH_AFTER_SEND = "dispatch.after_send"
    DISPATCH_BEFORE_MARK = "dispatch.before_mark"
    DISPATCH_AFTER_MARK = "dispatch.after_mark"


_reached: Counter[KillPoint] = Counter()


def reach(point: KillPoint) -> None:
    """End the process with SIGKILL if ``TIMESCALES_KILL_AT`` names this point; else do nothing.

    ``dispatch.after_send:3`` means the third time that the process gets there.
    """
    wanted = os.environ.get("TIMESCALES_KILL_AT")
    if wanted is None:
        return
    name, _, nth = wanted.partition(":")
    if name == point:
        _reached[point] += 1
        if _reached[point] == int(nth or 1):
            os.kill(os.getpid(), signal.SIGKILL)
