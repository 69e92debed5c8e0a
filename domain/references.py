"""Identifiers worked out from content: the same for everybody who works them out."""

import hashlib
import uuid

_VARIANT = "89ab"


def reference(namespace: uuid.UUID, name: str) -> str:
    """The UUIDv5 of a name, as text.

    The same as ``str(uuid.uuid5(namespace, name))`` and four times as fast, which matters
    where every clock of every case gets one.
    """
    digest = hashlib.sha1(namespace.bytes + name.encode(), usedforsecurity=False).hexdigest()
    variant = _VARIANT[int(digest[16], 16) & 3]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"
