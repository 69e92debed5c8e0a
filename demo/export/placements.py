"""Where a child lives, in the codes of the return."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final

WITH_PARENTS: Final = "P1"
_SEMI_INDEPENDENT_FROM_AGE: Final = 16
# A pseudo postcode area, in which nobody can live.
_NOWHERE: Final = "ZZ99"


@dataclass(frozen=True, slots=True)
class Placement:
    """One placement: its type, who provides it, and invented places that do not exist."""

    type: str
    provider: str
    home_post: str
    place_post: str
    urn: str

    def under(self, legal_status: str) -> "Placement":
        """The placement as it can be under a legal status."""
        if self.type == WITH_PARENTS and legal_status in ("V2", "V3", "V4"):
            # A child who is accommodated cannot be placed with parents: a relative, then.
            return replace(self, type="U3", provider="PR1")
        return self


def code_placement(said: Mapping[str, Any], age: int, random: Random) -> Placement:
    """The placement that an event's attributes tell of."""
    long_term, kind = bool(said.get("long_term")), said.get("type", "foster")
    if kind == "parents":
        code, provider = WITH_PARENTS, "PR0"
    elif kind == "connected person":
        code, provider = ("U1" if long_term else "U3"), "PR1"
    elif kind == "residential home":
        code, provider = "K2", "PR4"
    elif kind == "supported lodgings" and age >= _SEMI_INDEPENDENT_FROM_AGE:
        code, provider = "H5", "PR5"
    else:
        code, provider = ("U4" if long_term else "U6"), random.choice(("PR1", "PR1", "PR4"))
    home = _postcode(random)
    return Placement(
        type=code,
        provider=provider,
        home_post=home,
        place_post=home if code == WITH_PARENTS else _postcode(random),
        urn=f"{random.randint(9_000_000, 9_999_999)}",
    )


def _postcode(random: Random) -> str:
    letters = "".join(random.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
    return f"{_NOWHERE} {random.randint(1, 9)}{letters}"
