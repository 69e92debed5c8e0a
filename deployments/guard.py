"""Stands before Prefect's server: what a person types besides the fields of a form is left out.

Prefect's page also lets a person type a name, tags and a message for a run, and switch the
check of the fields off. Any of them could carry a child's name, and Prefect would keep it.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_ASKS_FOR_A_RUN = re.compile(r"/api/deployments/[^/]+/create_flow_run(/bulk)?/?$")

# Two of Prefect's transactions that meet on SQLite fail at once; nothing is stored, and the
# page does not try again by itself.
_BUSY = 503
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)


class Guard:
    """An ASGI application around another one."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; one that asks for a run only with what a run needs."""
        asks = scope["type"] == "http" and scope["method"] == "POST"
        if not (asks and _ASKS_FOR_A_RUN.search(scope["path"])):
            await self._app(scope, receive, send)
            return
        body = cleaned(await _read(receive))
        length = (b"content-length", str(len(body)).encode())
        headers = [pair for pair in scope["headers"] if pair[0] != b"content-length"] + [length]
        for pause in (*_PAUSES, None):
            answer = await self._answer({**scope, "headers": headers}, body)
            if pause is None or answer[0].get("status") != _BUSY:
                break
            await asyncio.sleep(pause)
        for message in answer:
            await send(message)

    async def _answer(self, scope: Scope, body: bytes) -> list[Message]:
        messages: list[Message] = []
        request: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> Message:
            if not request:
                # Only whoever waits for the caller to go away asks again.
                await asyncio.Event().wait()
            return request.pop()

        async def send(message: Message) -> None:
            messages.append(message)

        try:
            await self._app(scope, receive, send)
        except Exception:
            # Starlette raises again what it has already answered with a status.
            if not messages:
                raise
        return messages


async def _read(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)


def cleaned(body: bytes) -> bytes:
    """The request with only what a run needs. What is not JSON is left to Prefect to refuse."""
    try:
        asked = json.loads(body)
    except ValueError:
        return b""
    if isinstance(asked, list):
        return json.dumps([_clean(one) for one in asked]).encode()
    return json.dumps(_clean(asked)).encode()


def _clean(asked: Any) -> dict[str, Any]:
    if not isinstance(asked, dict):
        return {}
    # With the form's own check, whatever the switch on the page says.
    kept: dict[str, Any] = {
        "parameters": asked.get("parameters") or {},
        "enforce_parameter_schema": True,
    }
    state = asked.get("state")
    if isinstance(state, dict) and "type" in state:
        kept["state"] = {"type": state["type"]}
        details = state.get("state_details")
        if isinstance(details, dict) and "scheduled_time" in details:
            kept["state"]["state_details"] = {"scheduled_time": details["scheduled_time"]}
    return kept
