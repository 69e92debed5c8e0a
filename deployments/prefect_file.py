"""Writes deployments/prefect.yaml from the plan, for a council with a Prefect server of its own.

``make docs`` runs ``python -m deployments.prefect_file deployments/prefect.yaml``.
"""

import sys
from pathlib import Path
from typing import Any

import yaml

from deployments.plan import PLAN, Planned

_INTRODUCTION = """\
# Made by `make docs`. Do not edit.
#
# For a council with a Prefect server of its own. From the project's folder:
#
#   prefect work-pool create timescales --type process
#   prefect --no-prompt deploy --prefect-file deployments/prefect.yaml --all
#   python -m deployments.forms          # closes the forms; repeat it after each deploy
#   prefect worker start --pool timescales
#
# The worker needs the project installed, and TIMESCALES_DATA_FOLDER or TIMESCALES_DATABASE_URL.
# Times are in UTC, and none lies between 23:00 and midnight. Do not run `timescales up` on the
# same data: each job has one scheduler (docs/decisions/0003).
"""


def prefect_file() -> str:
    """The whole file."""
    content = {
        "name": "timescales",
        "pull": [],
        "deployments": [_deployment(planned) for planned in PLAN],
    }
    return _INTRODUCTION + yaml.safe_dump(content, sort_keys=False, width=90)


def _deployment(planned: Planned) -> dict[str, Any]:
    schedules: list[dict[str, Any]] = []
    if planned.cron is not None:
        schedules.append({"cron": planned.cron, "timezone": "UTC"})
        if planned.scheduled_parameters:
            schedules[0]["parameters"] = dict(planned.scheduled_parameters)
    return {
        "name": planned.name,
        "description": planned.description,
        "entrypoint": planned.entrypoint,
        "tags": list(planned.tags),
        "enforce_parameter_schema": True,
        "schedules": schedules,
        "work_pool": {"name": "timescales"},
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(prefect_file(), encoding="utf-8")
