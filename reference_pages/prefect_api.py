"""The page of everything that Prefect's server answers, and who may ask it."""

from functools import cache

from starlette.routing import WebSocketRoute

from deployments.prefect_access.allowed import ALLOWED, WEBSOCKET, Allowed

_HEAD = """\
# Prefect's server: who may ask what

`timescales up` serves Prefect behind a list of what may be asked. *Browser* is one that came by
the link that `up` printed; *engine* is a process that shows the engine's credential. What is not
open is refused with 403. Whoever is neither gets 401, whatever they ask, and what is addressed to
another host name or comes from another site's pages gets 403, whoever asks.

This page is made from the list in `deployments/prefect_access/allowed.py` and from Prefect's own
description of its API. A version of Prefect that answers something new changes it, and a test
fails until somebody has decided who may ask that.
"""


def page() -> str:
    """The list with its reasons, then every route of Prefect's API with who may ask it."""
    reasons = ["| what | open to | why |", "|---|---|---|"]
    reasons += [f"| {_named(one)} | {', '.join(one.who)} | {one.why} |" for one in ALLOWED]
    routes = ["| route | open to |", "|---|---|"]
    routes += [f"| `{route}` | {_open_to(route)} |" for route in routes_of_prefect()]
    return "\n".join(
        [_HEAD, "## What is open, and why", "", *reasons, "", "## Every route", "", *routes, ""]
    )


@cache
def routes_of_prefect() -> tuple[str, ...]:
    """Every route of this version of Prefect's API, as ``METHOD /api/path``, in order."""
    from prefect.server.api.server import API_ROUTERS, create_app

    described = [
        f"{method.upper()} /api{path}"
        for path, methods in create_app().openapi()["paths"].items()
        for method in methods
    ]
    # Web sockets are in no description.
    sockets = [
        f"{WEBSOCKET} /api{route.path}"
        for router in API_ROUTERS
        for route in router.routes
        if isinstance(route, WebSocketRoute)
    ]
    return tuple(sorted({*described, *sockets}, key=lambda route: route.split()[::-1]))


def _named(one: Allowed) -> str:
    return "<br>".join(f"`{route}`" for route in one.routes)


def _open_to(route: str) -> str:
    return ", ".join(who for one in ALLOWED if route in one.routes for who in one.who) or "nobody"
