"""Asks Prefect again when it is busy.

Two of its transactions that meet on SQLite fail at once; nothing is stored, and its pages do not
try again by themselves.
"""

import asyncio

from starlette.types import ASGIApp, Message, Scope, Send

_BUSY = 503
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)


async def ask_again_while_busy(app: ASGIApp, scope: Scope, body: bytes, send: Send) -> None:
    """Ask for ``body``, a few times if need be, and send the last answer, whole."""
    scope = with_header(scope, "content-length", str(len(body)))
    for pause in (*_PAUSES, None):
        answer = await _answer(app, scope, body)
        if pause is None or answer[0].get("status") != _BUSY:
            break
        await asyncio.sleep(pause)
    for message in answer:
        await send(message)


def with_header(scope: Scope, name: str, value: str, *, without: str = "") -> Scope:
    """The same request with one header in the place of another of its name."""
    dropped = (name.encode(), without.encode())
    kept = [pair for pair in scope["headers"] if pair[0] not in dropped]
    return {**scope, "headers": [*kept, (name.encode(), value.encode())]}


async def _answer(app: ASGIApp, scope: Scope, body: bytes) -> list[Message]:
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
        # Prefect notes things in the scope; each try has its own.
        await app(dict(scope), receive, send)
    except Exception:
        # Starlette raises again what it has already answered with a status.
        if not messages:
            raise
    return messages
