"""The few answers that Prefect's server does not give itself."""

from prefect.server.schemas.ui import UISettings
from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import Message, Send

# Nothing of these pages may come from elsewhere or go anywhere else, nor be shown in a frame.
# Prefect's pages would report to a company's analytics, whatever its settings say.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        # The graph of a run is drawn by a library that makes code for the graphics card.
        "script-src 'self' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_PRIVATE = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}

_CLOSED = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>timescales</title></head>
<body>
<h1>This page is closed</h1>
<p>Open it by the link that <code>timescales up</code> printed when it started.
It is new at each start.</p>
</body>
</html>
"""


def closed() -> Response:
    """What everybody sees who has not come by the link."""
    return HTMLResponse(_CLOSED, 401, _PRIVATE | {"Content-Security-Policy": _POLICY})


def refused(why: str) -> Response:
    """Not open to whoever asks. Prefect's pages show ``detail``."""
    return JSONResponse({"detail": why}, 403)


def admitted(cookie_name: str, cookie: str, *, secure: bool) -> Response:
    """The cookie, and on to the pages by an address that no longer holds the token."""
    answer = RedirectResponse("/", 303, _PRIVATE)
    answer.set_cookie(
        cookie_name, cookie, path="/", secure=secure, httponly=True, samesite="strict"
    )
    return answer


def ui_settings() -> Response:
    """How Prefect's pages are set up: they ask for no password, since the cookie does instead.

    Of Prefect's two sets of pages only the newer one is open.
    """
    settings = UISettings(
        api_url="/api",
        csrf_enabled=True,
        auth=None,
        default_ui="v2",
        available_uis=["v2"],
        v2_base_url="/v2",
    )
    return JSONResponse(settings.model_dump(), headers=_PRIVATE)


def settings_shown() -> Response:
    """Of the server's settings what its pages go by: they report nothing and advertise nothing."""
    shown = {"server": {"analytics_enabled": False, "ui": {"show_promotional_content": False}}}
    return JSONResponse(shown, headers=_PRIVATE)


def keeping_to_itself(send: Send) -> Send:
    """Adds to an answer of Prefect's what keeps its pages from reaching out or being framed."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = _POLICY
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
        await send(message)

    return with_headers
