"""How a person's browser gets in: by the link that ``timescales up`` prints, then by a cookie.

The link holds a token that is new at each start. The server takes it once from the address and
gives a cookie for it, so that it stands in no address line and no history that is looked at
later. Neither is the engine's credential, and neither says anything about it.
"""

import hmac
from collections.abc import Mapping
from urllib.parse import urlencode

ENTRANCE = "/enter"
TOKEN = "token"


class Tickets:
    """The token of this start, and the cookie that is given for it. ``port`` is the server's."""

    def __init__(self, token: str, port: int) -> None:
        self._token = token
        # Cookies know no ports: two engines on one machine would take each other's.
        self.cookie_name = f"timescales-{port}"
        self.cookie = hmac.digest(token.encode(), b"a browser's cookie", "sha256").hex()

    def admits(self, token: str) -> bool:
        """Whether this is the token of the link; takes as long either way."""
        return hmac.compare_digest(token.encode(), self._token.encode())

    def held_in(self, cookies: Mapping[str, str]) -> bool:
        """Whether one of these cookies is the one that was given for the token."""
        return hmac.compare_digest(cookies.get(self.cookie_name, "").encode(), self.cookie.encode())


def link(address: str, token: str) -> str:
    """The link to print for a server at this address."""
    return f"{address}{ENTRANCE}?{urlencode({TOKEN: token})}"
