"""Every request that Prefect's server answers: by whom, and why. What is not here is refused.

A browser is one that came by the link that ``timescales up`` printed. The engine is whatever
shows its credential. docs/reference/prefect-api.md holds this list against all that Prefect has.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Who(StrEnum):
    """Who may ask."""

    BROWSER = "browser"
    ENGINE = "engine"


BROWSER, ENGINE = Who.BROWSER, Who.ENGINE
WEBSOCKET = "WEBSOCKET"


@dataclass(frozen=True, slots=True)
class Allowed:
    """Routes that are open to the same for the same reason.

    Each is ``METHOD /path`` as Prefect writes it; ``*`` at its end stands for any rest.
    """

    why: str
    who: tuple[Who, ...]
    routes: tuple[str, ...]


ALLOWED: tuple[Allowed, ...] = (
    Allowed(
        "Prefect's newer pages, and how they are set up. They are the same for everybody.",
        (BROWSER,),
        ("GET /", "GET /v2", "GET /v2/*", "GET /ui-settings"),
    ),
    Allowed(
        "Whether the pages may report and advertise: no. Of the settings nothing else is shown.",
        (BROWSER,),
        ("GET /api/admin/settings",),
    ),
    Allowed(
        "Every page asks whether the server is there and of what version; `up` waits for it.",
        (BROWSER, ENGINE),
        ("GET /api/health", "GET /api/admin/version"),
    ),
    Allowed(
        "Prefect's token against forged writes, which each write of its clients carries.",
        (BROWSER, ENGINE),
        ("GET /api/csrf-token",),
    ),
    Allowed(
        "What ran and how it ended: no run holds anything about a child.",
        (BROWSER,),
        (
            "POST /api/flow_runs/count",
            "POST /api/flow_runs/history",
            "POST /api/flow_runs/lateness",
            "POST /api/flow_runs/paginate",
            "GET /api/flow_runs/{id}/graph-v2",
            "GET /api/flow_runs/{id}/logs/download",
            "GET /api/task_runs/{id}",
            "POST /api/task_runs/count",
            "POST /api/task_runs/filter",
            "POST /api/task_runs/history",
            "POST /api/task_runs/paginate",
            "POST /api/ui/flow_runs/count-task-runs",
            "POST /api/ui/flow_runs/history",
            "POST /api/ui/task_runs/count",
            "POST /api/ui/task_runs/dashboard/counts",
            "GET /api/ui/task_runs/{id}",
        ),
    ),
    Allowed(
        "What a run did and said: references, rules, dates and fixed sentences.",
        (BROWSER,),
        (
            "POST /api/artifacts/filter",
            "POST /api/artifacts/latest/count",
            "POST /api/artifacts/latest/filter",
            "GET /api/artifacts/{id}",
            "POST /api/logs/filter",
            "POST /api/events/count-by/{countable}",
            "POST /api/events/filter",
            "GET /api/events/filter/next",
        ),
    ),
    Allowed(
        "Which schedules there are and what their forms ask.",
        (BROWSER,),
        (
            "POST /api/flows/count",
            "POST /api/flows/filter",
            "POST /api/flows/paginate",
            "POST /api/deployments/count",
            "POST /api/deployments/filter",
            "POST /api/deployments/paginate",
            "POST /api/ui/flows/count-deployments",
            "POST /api/ui/flows/next-runs",
            "POST /api/ui/schemas/validate",
        ),
    ),
    Allowed(
        "The pages of runs and forms offer these to choose from. The engine has none of them.",
        (BROWSER,),
        (
            "GET /api/automations/related-to/{resource_id}",
            "POST /api/work_pools/count",
            "POST /api/work_pools/filter",
            "POST /api/work_queues/filter",
        ),
    ),
    Allowed(
        "A run, its flow and its form, for the pages and for the process that runs it.",
        (BROWSER, ENGINE),
        (
            "GET /api/flow_runs/{id}",
            "POST /api/flow_runs/filter",
            "GET /api/flows/{id}",
            "GET /api/deployments/{id}",
        ),
    ),
    Allowed(
        "Asks for a run. Only the fields of the form and the time are left of the request.",
        (BROWSER, ENGINE),
        ("POST /api/deployments/{id}/create_flow_run",),
    ),
    Allowed(
        "A browser cancels a run, and sets no other state; the engine says how its runs go.",
        (BROWSER, ENGINE),
        ("POST /api/flow_runs/{id}/set_state",),
    ),
    Allowed(
        "At its start the engine writes down its schedules and closes their forms.",
        (ENGINE,),
        (
            "POST /api/flows/",
            "POST /api/deployments/",
            "PATCH /api/deployments/{id}",
            "GET /api/deployments/name/{flow_name}/{deployment_name}",
            # Prefect's client does so each time, in case a deployment had triggers before.
            "DELETE /api/automations/owned-by/{resource_id}",
        ),
    ),
    Allowed(
        "The process behind the forms looks every two seconds for runs that were asked for.",
        (ENGINE,),
        ("POST /api/deployments/get_scheduled_flow_runs",),
    ),
    Allowed(
        "A run names itself, writes down what it did, and says so in its log and by events.",
        (ENGINE,),
        (
            "PATCH /api/flow_runs/{id}",
            "POST /api/artifacts/",
            "POST /api/logs/",
            f"{WEBSOCKET} /api/events/in",
            # A run hears by it that it is being cancelled.
            f"{WEBSOCKET} /api/events/out",
            # Where results are kept: nowhere, but Prefect asks before each run.
            "GET /api/admin/storage",
        ),
    ),
)


def is_open(method: str, path: str, who: Who) -> bool:
    """Whether this may be asked. ``method`` is ``WEBSOCKET`` for a web socket."""
    return any(pattern.fullmatch(f"{method} {path}") for pattern in _patterns(who))


@cache
def _patterns(who: Who) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(route) for one in ALLOWED if who in one.who for route in one.routes)


def _pattern(route: str) -> re.Pattern[str]:
    """A parameter is one step of the path. Prefect sends the path with or without a last slash."""
    if route.endswith("/*"):
        return re.compile(re.escape(route.removesuffix("*")) + ".*")
    steps = re.split(r"\{[^}]+\}", route.rstrip("/"))
    return re.compile("[^/]+".join(re.escape(step) for step in steps) + "/?")
