"""Leaves garbage where it is while very many objects are made that all live on."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Do not look for garbage meanwhile: over a whole authority that is a fifth of the time.

    What nothing refers to any more is freed all the same; only circles of objects wait.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
