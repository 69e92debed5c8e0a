"""The names that the server answers to, and the pages whose requests it takes for its own."""

import re
from collections.abc import Iterable

_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
_HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:]+\])(?::(\d{1,5}))?")


class Hosts:
    """The loopback names with the server's own port, and further names that the settings list.

    A page of another site can make a browser ask anything of any address; what it cannot do is
    to say another host or origin than its own.
    """

    def __init__(self, port: int, names: Iterable[str] = ()) -> None:
        self._port = port
        self._names = frozenset(name.lower() for name in names)

    def include(self, host: str) -> bool:
        """Whether a request with this ``Host`` is addressed to this server."""
        name, port = _parts(host)
        if name in _LOOPBACK:
            return port == self._port
        # A listed name is served through a program with a port of its own.
        return name in self._names

    def own(self, origin: str, host: str) -> bool:
        """Whether a request with this ``Origin`` comes from the pages of this ``Host``."""
        scheme, _, site = origin.lower().partition("://")
        if site != host.lower():
            return False
        return scheme == "http" or (scheme == "https" and _parts(site)[0] not in _LOOPBACK)


def _parts(host: str) -> tuple[str, int]:
    found = _HOST.fullmatch(host.lower())
    return (found[1], int(found[2] or 80)) if found else ("", 0)
