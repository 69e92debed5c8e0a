"""The credential by which the engine's processes know each other. It never leaves this machine.

It is made once, lies in a file that only its owner can read, and goes to the processes in their
environment: on a command line, every account of the machine could read it.
"""

import base64
import hmac
import os
import secrets
from collections.abc import Callable
from pathlib import Path

FILE = "prefect-credential"

_BYTES = 32
# Prefect splits nothing: the whole text is compared. It only looks like a name and a password.
_NAME = "timescales"


def random_secret() -> str:
    """32 random bytes, as text that fits into an address."""
    return secrets.token_urlsafe(_BYTES)


def credential(data_folder: Path, new: Callable[[], str] = random_secret) -> str:
    """The credential of this data folder, made when there is none yet or it is cut short."""
    file = data_folder / FILE
    whole = len(random_secret())
    if not file.exists() or len(file.read_text("ascii")) < whole:
        file.unlink(missing_ok=True)
        # Readable by its owner from its first moment on.
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as made:
            made.write(new())
    return f"{_NAME}:{file.read_text('ascii')}"


def as_header(given: str) -> str:
    """The credential as the value of an ``Authorization`` header."""
    return "Basic " + base64.b64encode(given.encode()).decode("ascii")


def is_credential(header: str, expected: str) -> bool:
    """Whether an ``Authorization`` header holds the credential; takes as long either way."""
    return hmac.compare_digest(header.encode(), as_header(expected).encode())
