"""A process of the one-machine runner: Prefect's server, or what runs the forms.

Started with ``python -m deployments.child server|forms``, in a session of its own, with a pipe as
standard input. When the runner goes away, however it goes, the pipe closes and this process
ends with everything it has started.
"""

import os
import signal
import sys
import threading

_SECONDS_TO_END = 10


def main(part: str) -> None:
    """Run ``server`` or ``forms`` until told to stop."""
    threading.Thread(target=_end_with_the_runner, daemon=True).start()
    if part == "server":
        _serve_prefect()
    else:
        _serve_forms()


def _end_with_the_runner() -> None:
    # Unbuffered: a buffer's lock would be in the way when this process ends by itself.
    while os.read(sys.stdin.fileno(), 1):
        continue
    # Also what was started by what was started, such as a form's run.
    os.killpg(0, signal.SIGTERM)
    threading.Event().wait(_SECONDS_TO_END)
    os.killpg(0, signal.SIGKILL)


def _serve_prefect() -> None:
    import uvicorn
    from prefect.server.api.server import create_app
    from prefect.settings import get_current_settings

    from deployments.guard import Guard

    api = get_current_settings().server.api
    app = Guard(create_app(final=True))
    uvicorn.run(app, host=api.host, port=api.port, log_level="warning", timeout_graceful_shutdown=3)


def _serve_forms() -> None:
    import asyncio

    from deployments.form_runner import serve

    asyncio.run(serve())


if __name__ == "__main__":
    main(sys.argv[1])
