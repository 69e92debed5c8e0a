"""The border to Prefect: nothing about a child may cross it inside an error.

Prefect stores the text of every exception that reaches it in its database, the traceback in its
logs, and the pickled exception as a file, even with result persistence off. So none reaches it:
a flow and a task end in a state made here.
"""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from prefect import State, get_run_logger
from prefect.states import Completed, Failed

from domain.errors import ProblemError


def safely(work: Callable[[], str]) -> State[Any]:
    """Do the work, which gives one sentence, and say in a Prefect state how it ended.

    A ProblemError is shown whole, since it holds no personal data. Of any other error only the
    name of its class and the line of code are shown.
    """
    logger = get_run_logger()
    try:
        sentence = work()
    except ProblemError as problem:
        logger.error("The run stopped with the problem %s.", problem.code)
        return Failed(message=f"{problem.code}: {problem.message} {problem.remedy}")
    except Exception as error:  # noqa: BLE001 - Prefect would store its text
        kind, place = type(error).__name__, _where(error)
        logger.error("The run stopped with an unexpected %s at %s.", kind, place)
        return Failed(
            message=f"unexpected_error: {kind} at {place}. What was written is whole. "
            "Run it again; if it stops again, report this line."
        )
    logger.info("The run is done.")
    return Completed(message=sentence)


def _where(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
