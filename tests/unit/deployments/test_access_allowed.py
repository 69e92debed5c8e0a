"""The list of what may be asked, held against everything that Prefect answers."""

from pathlib import Path

import pytest

from deployments.prefect_access.allowed import ALLOWED, BROWSER, ENGINE, is_open
from reference_pages.__main__ import made
from reference_pages.prefect_api import routes_of_prefect
from tests.conventions.source_files import read

NEVER = ("variables", "block", "work_pools", "concurrency", "automations", "saved_searches")


def test_the_page_says_of_every_route_of_prefect_who_may_ask_it() -> None:
    """A version of Prefect with another route fails here until somebody decides."""
    assert read(Path("docs/reference/prefect-api.md")) == made("prefect-api.md"), (
        "Decide in deployments/prefect_access/allowed.py who may ask what is new, then: make docs"
    )


def test_every_route_of_the_list_is_one_that_prefect_has() -> None:
    listed = {route for one in ALLOWED for route in one.routes if " /api/" in route}
    assert listed - set(routes_of_prefect()) == set()


def test_no_route_is_listed_twice() -> None:
    listed = [route for one in ALLOWED for route in one.routes]
    assert sorted(listed) == sorted(set(listed))


def test_every_entry_has_a_reason() -> None:
    assert all(one.why.endswith(".") and one.who for one in ALLOWED)


def test_a_browser_changes_nothing_but_runs() -> None:
    writes = {
        route
        for one in ALLOWED
        if BROWSER in one.who
        for route in one.routes
        if not route.startswith("GET ") and not _reads(route)
    }
    assert writes == {
        "POST /api/deployments/{id}/create_flow_run",
        "POST /api/flow_runs/{id}/set_state",
    }


def _reads(route: str) -> bool:
    step = route.removesuffix("/{countable}").rpartition("/")[2]
    return step in ("filter", "count", "paginate", "history", "counts", "lateness", "validate") or (
        step.startswith(("count-", "next-"))
    )


def test_nobody_writes_what_the_engine_has_none_of() -> None:
    for route in routes_of_prefect():
        method, path = route.split()
        if method in ("PUT", "PATCH", "DELETE") and any(word in path for word in NEVER):
            allowed = route == "DELETE /api/automations/owned-by/{resource_id}"
            assert is_open(method, path, ENGINE) is allowed
            assert not is_open(method, path, BROWSER)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/deployments/0b5a2f7e/create_flow_run/bulk"),
        ("POST", "/api/flow_runs/bulk_set_state"),
        ("POST", "/api/deployments/x/y/create_flow_run"),
        ("POST", "/api/deployments//create_flow_run"),
        ("POST", "//api/deployments/x/create_flow_run"),
        ("POST", "/api/../api/deployments/x/create_flow_run"),
        ("POST", "/v2/anything"),
        ("GET", "/v2x"),
        ("GET", "/docs"),
        ("GET", "/openapi.json"),
        ("GET", "/api/docs"),
        ("GET", "/api/openapi.json"),
        ("GET", "/dashboard"),
        ("OPTIONS", "/api/flow_runs/filter"),
        ("HEAD", "/api/flow_runs/x"),
        ("WEBSOCKET", "/api/events/out"),
    ],
)
def test_what_is_not_on_the_list_to_the_letter_is_closed_to_a_browser(
    method: str, path: str
) -> None:
    assert not is_open(method, path, BROWSER)


def test_a_parameter_is_any_one_step_and_a_last_slash_is_no_matter() -> None:
    assert is_open("GET", "/api/flow_runs/0b5a2f7e", BROWSER)
    assert is_open("GET", "/api/flow_runs/0b5a2f7e/", BROWSER)
    assert is_open("POST", "/api/flows", ENGINE)
    assert is_open("GET", "/v2/assets/index.js", BROWSER)
