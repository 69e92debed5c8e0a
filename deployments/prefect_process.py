"""A process of the one-machine runner: Prefect's server, or what runs the forms.

Started with ``python -m deployments.prefect_process server|forms``, in a session of its own, with a
pipe as standard input. When the runner goes away, however it goes, the pipe closes and this process
ends with everything it has started.
"""

import os
import signal
import sys
import threading

from engine.private_files import create_privately

_SECONDS_TO_END = 10


def main(part: str) -> None:
    """Run ``server`` or ``forms`` until told to stop."""
    create_privately()
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

    from deployments.prefect_access.application import Access
    from deployments.prefect_access.hosts import Hosts
    from deployments.prefect_access.tickets import Tickets
    from deployments.prefect_environment import NAMES, TOKEN

    api = get_current_settings().server.api
    assert api.auth_string is not None
    app = Access(
        create_app(final=True),
        Hosts(api.port, os.environ[NAMES].split()),
        Tickets(os.environ[TOKEN], api.port),
        api.auth_string.get_secret_value(),
    )
    uvicorn.run(app, host=api.host, port=api.port, log_level="warning", timeout_graceful_shutdown=3)


def _serve_forms() -> None:
    import asyncio

    from deployments.form_runner import serve

    asyncio.run(serve())


if __name__ == "__main__":
    main(sys.argv[1])
