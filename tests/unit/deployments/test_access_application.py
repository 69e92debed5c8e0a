"""What the application before Prefect passes on, what it answers itself, and what it refuses."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from deployments.prefect_access.application import Access
from deployments.prefect_access.credential import as_header
from deployments.prefect_access.hosts import Hosts
from deployments.prefect_access.tickets import Tickets

CREDENTIAL = "timescales:the-engine-s-credential"
TICKETS = Tickets("the-token", 4200)
COOKIE = {TICKETS.cookie_name: TICKETS.cookie}
ENGINE = {"Authorization": as_header(CREDENTIAL)}
RUN = "/api/deployments/0b5a2f7e/create_flow_run"
FILTER = "/api/flow_runs/filter"


class Inner:
    """Stands in for Prefect: answers with these statuses, and notes what reached it."""

    def __init__(self, statuses: Sequence[int] = (200,)) -> None:
        self.statuses = list(statuses)
        self.reached: list[Request] = []
        self.bodies: list[bytes] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self.bodies.append(await request.body())
        self.reached.append(request)
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        await JSONResponse({}, status)(scope, receive, send)
        if status == 503:
            raise OSError("database is locked")


def ask(
    inner: ASGIApp,
    path: str,
    method: str = "POST",
    *,
    cookies: dict[str, str] | None = None,
    host: str = "127.0.0.1:4200",
    **more: Any,
) -> httpx.Response:
    """Ask it once, as this host."""
    access = Access(inner, Hosts(4200), TICKETS, CREDENTIAL)

    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(access)
        address = f"http://{host}"
        async with httpx.AsyncClient(
            transport=transport, base_url=address, cookies=cookies
        ) as client:
            return await client.request(method, path, **more)

    return asyncio.run(once())


def test_nothing_is_shown_to_whoever_did_not_come_by_the_link() -> None:
    inner = Inner()
    for path in ("/", "/v2/runs", "/api/health", FILTER, RUN, "/ui-settings", "/no/such/page"):
        for method in ("GET", "POST"):
            answer = ask(inner, path, method)
            assert answer.status_code == 401
            assert "timescales up" in answer.text
            # A browser would ask for a name and a password.
            assert "www-authenticate" not in answer.headers
    assert inner.reached == []


def test_the_link_gives_a_cookie_and_goes_on_without_the_token() -> None:
    answer = ask(Inner(), "/enter", "GET", params={"token": "the-token"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"timescales-4200={TICKETS.cookie};")
    assert {part.strip().lower() for part in cookie.split(";")[1:]} == {
        "httponly",
        "path=/",
        "samesite=strict",
    }


@pytest.mark.parametrize("token", ["", "the-toke", "the-token2", TICKETS.cookie, "é"])
def test_no_other_token_lets_anybody_in(token: str) -> None:
    answer = ask(Inner(), "/enter", "GET", params={"token": token})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_with_the_cookie_a_request_goes_on_as_the_engine_s_and_without_the_cookie() -> None:
    inner = Inner()
    answer = ask(
        inner,
        FILTER,
        cookies=COOKIE | {"prefect_ui_version": "v1"},
        headers={"Authorization": "Basic old"},
    )
    assert answer.status_code == 200
    assert inner.reached[0].headers["authorization"] == as_header(CREDENTIAL)
    assert "cookie" not in inner.reached[0].headers
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_prefect_s_pages_are_told_that_no_password_is_needed() -> None:
    found = ask(Inner(), "/ui-settings", "GET", cookies=COOKIE).json()
    assert (found["auth"], found["csrf_enabled"], found["api_url"]) == (None, True, "/api")
    shown = ask(Inner(), "/api/admin/settings", "GET", cookies=COOKIE).json()
    assert shown["server"]["analytics_enabled"] is False


@pytest.mark.parametrize("signed_in", [{}, {"cookies": COOKIE}, {"headers": ENGINE}])
def test_another_name_or_another_origin_is_refused_whoever_asks(signed_in: dict[str, Any]) -> None:
    inner = Inner()
    more = dict(signed_in)
    headers = more.pop("headers", {})
    assert ask(inner, FILTER, host="evil.example:4200", headers=headers, **more).status_code == 403
    for origin in ("null", "https://evil.example", "http://127.0.0.1:4201"):
        answer = ask(inner, FILTER, headers=headers | {"Origin": origin}, **more)
        assert answer.status_code == 403
    assert inner.reached == []


def test_its_own_pages_may_write() -> None:
    own = {"Origin": "http://127.0.0.1:4200"}
    assert ask(Inner(), RUN, json={}, cookies=COOKIE, headers=own).status_code == 200


def test_a_browser_cancels_a_run_and_sets_no_other_state() -> None:
    inner = Inner()
    path = "/api/flow_runs/0b5a2f7e/set_state"
    done = ask(inner, path, json={"state": {"type": "COMPLETED"}}, cookies=COOKIE)
    assert done.status_code == 403
    asked = {"state": {"type": "CANCELLING", "message": "jane"}}
    assert ask(inner, path, json=asked, cookies=COOKIE).status_code == 200
    assert [json.loads(body) for body in inner.bodies] == [
        {"state": {"type": "CANCELLING"}, "force": False}
    ]
    ends = {"state": {"type": "COMPLETED", "message": "Sent 2 messages."}}
    assert ask(inner, path, json=ends, headers=ENGINE).status_code == 200
    assert json.loads(inner.bodies[-1]) == ends


@pytest.mark.parametrize("signed_in", [{"cookies": COOKIE}, {"headers": ENGINE}])
def test_a_request_for_a_run_is_cleaned_whoever_asks(signed_in: dict[str, Any]) -> None:
    inner = Inner()
    ask(inner, RUN, json={"name": "jane", "parameters": {"apply": True}}, **signed_in)
    assert json.loads(inner.bodies[0]) == {
        "parameters": {"apply": True},
        "enforce_parameter_schema": True,
    }
    assert inner.reached[0].headers["content-length"] == str(len(inner.bodies[0]))


def test_prefect_is_asked_again_while_it_is_busy() -> None:
    inner = Inner((503, 503, 201))
    assert ask(inner, RUN, json={}, cookies=COOKIE).status_code == 201
    assert len(inner.reached) == 3


def test_a_refusal_is_passed_on_and_asked_only_once() -> None:
    inner = Inner((409,))
    assert ask(inner, RUN, json={}, cookies=COOKIE).status_code == 409
    assert len(inner.reached) == 1


def websocket(path: str, *headers: tuple[bytes, bytes]) -> list[Message]:
    """Open a web socket, and give what the server says."""
    said: list[Message] = []

    async def accepts(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        said.append(message)

    scope = {
        "type": "websocket",
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:4200"), *headers],
    }
    asyncio.run(Access(accepts, Hosts(4200), TICKETS, CREDENTIAL)(scope, receive, send))
    return said


def test_the_engine_s_web_sockets_reach_prefect_which_asks_for_the_credential_itself() -> None:
    header = (b"authorization", as_header(CREDENTIAL).encode())
    assert websocket("/api/events/in", header) == [{"type": "websocket.accept"}]
    assert websocket("/api/events/out") == [{"type": "websocket.accept"}]


@pytest.mark.parametrize(
    ("path", "header"),
    [
        ("/api/events/in", (b"origin", b"https://evil.example")),
        ("/api/events/in", (b"origin", b"null")),
        ("/api/events/in", (b"authorization", b"Basic d3Jvbmc6")),
        ("/api/events/in", (b"cookie", f"{TICKETS.cookie_name}={TICKETS.cookie}".encode())),
        ("/api/logs/out", (b"x", b"y")),
        ("/api/events/in", (b"host", b"evil.example")),
    ],
)
def test_any_other_web_socket_is_closed_before_it_is_opened(
    path: str, header: tuple[bytes, bytes]
) -> None:
    assert [message["type"] for message in websocket(path, header)] == ["websocket.close"]
