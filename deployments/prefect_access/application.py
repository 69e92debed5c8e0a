"""The application that stands before Prefect's server."""

from collections.abc import Callable, Mapping

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from deployments.prefect_access.allowed import BROWSER, ENGINE, Who, is_open
from deployments.prefect_access.busy import ask_again_while_busy, with_header
from deployments.prefect_access.cleaning import cleaned_cancel, cleaned_run
from deployments.prefect_access.credential import as_header, is_credential
from deployments.prefect_access.hosts import Hosts
from deployments.prefect_access.pages import (
    admitted,
    closed,
    keeping_to_itself,
    refused,
    settings_shown,
    ui_settings,
)
from deployments.prefect_access.tickets import ENTRANCE, TOKEN, Tickets

_ANSWERED_HERE: Mapping[str, Callable[[], Response]] = {
    "/ui-settings": ui_settings,
    "/api/admin/settings": settings_shown,
}


class Access:
    """An ASGI application around Prefect's own: it lets through only what is allowed."""

    def __init__(self, app: ASGIApp, hosts: Hosts, tickets: Tickets, credential: str) -> None:
        self._app, self._hosts, self._tickets = app, hosts, tickets
        self._credential = credential

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it, or pass on what may pass."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        answer = self._own_answer(connection)
        if answer is not None:
            await _refuse_or_answer(answer, scope, receive, send)
        elif self._is_engine(connection):
            await self._pass_on_for_the_engine(scope, receive, send)
        elif scope["type"] == "websocket":
            # Prefect's own handshake asks for the credential in the first message.
            await self._app(scope, receive, send)
        else:
            await self._pass_on_for_a_browser(scope, receive, send)

    def _own_answer(self, connection: HTTPConnection) -> Response | None:
        """What is answered here, whoever asks; None for what Prefect is to answer."""
        hosts, origin = connection.headers.getlist("host"), connection.headers.get("origin")
        if len(hosts) != 1 or not self._hosts.include(hosts[0]):
            return refused("This server does not answer to that name.")
        if origin is not None and not self._hosts.own(origin, hosts[0]):
            return refused("This server answers only to its own pages.")
        scope = connection.scope
        method, path = scope.get("method", "WEBSOCKET"), scope["path"]
        if (method, path) == ("GET", ENTRANCE):
            return self._let_in(connection)
        who = self._who(connection)
        if who is None:
            return closed()
        if not is_open(method, path, who):
            return refused("That is not open here.")
        if who is BROWSER and path in _ANSWERED_HERE:
            return _ANSWERED_HERE[path]()
        return None

    def _let_in(self, connection: HTTPConnection) -> Response:
        if not self._tickets.admits(connection.query_params.get(TOKEN, "")):
            return closed()
        secure = connection.url.scheme == "https"
        return admitted(self._tickets.cookie_name, self._tickets.cookie, secure=secure)

    def _who(self, connection: HTTPConnection) -> Who | None:
        if self._is_engine(connection):
            return ENGINE
        if self._tickets.held_in(connection.cookies):
            return BROWSER
        # Prefect's client shows the credential of some web sockets only once they are open.
        websocket = connection.scope["type"] == "websocket"
        return ENGINE if websocket and "authorization" not in connection.headers else None

    def _is_engine(self, connection: HTTPConnection) -> bool:
        return is_credential(connection.headers.get("authorization", ""), self._credential)

    async def _pass_on_for_the_engine(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _asks_for_a_run(scope):
            body = cleaned_run(await Request(scope, receive).body())
            await ask_again_while_busy(self._app, scope, body, send)
        else:
            await self._app(scope, receive, send)

    async def _pass_on_for_a_browser(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope = with_header(scope, "authorization", as_header(self._credential), without="cookie")
        send = keeping_to_itself(send)
        body = await Request(scope, receive).body()
        if _asks_for_a_run(scope):
            body = cleaned_run(body)
        elif _last_step(scope) == "set_state":
            cancel = cleaned_cancel(body)
            if cancel is None:
                await refused("A run can be cancelled here, and nothing else.")(
                    scope, receive, send
                )
                return
            body = cancel
        await ask_again_while_busy(self._app, scope, body, send)


async def _refuse_or_answer(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        # Before it is accepted, closing it is answered with 403.
        await send({"type": "websocket.close", "code": 1008})
    else:
        await answer(scope, receive, send)


def _asks_for_a_run(scope: Scope) -> bool:
    return scope["method"] == "POST" and _last_step(scope) == "create_flow_run"


def _last_step(scope: Scope) -> str:
    step: str = scope["path"].rstrip("/").rpartition("/")[2]
    return step
