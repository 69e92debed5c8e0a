"""The rungs of a ladder: how far from the due date somebody is told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_RUNG = re.compile(r"(0)|([+-])(\d{1,3})(wd|h)")


@dataclass(frozen=True, slots=True)
class Rung:
    """A distance from the due date: working days, or hours for clocks that count hours."""

    number: int
    unit: str

    def __str__(self) -> str:
        return "0" if self.number == 0 else f"{self.number:+d}{self.unit}"

    @property
    def after_due(self) -> bool:
        """Whether it lies after the due date, so that it tells of a breach."""
        return self.number > 0


def read_rung(text: str) -> Rung:
    """Read ``-10wd``, ``0`` or ``+4h``. Raises ValueError for anything else."""
    match = _RUNG.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a rung: write -10wd, 0, +1wd, -24h or +4h")
    number = int(match[2] + match[3]) if match[2] else 0
    # Nought is the due date itself, in whatever unit it is written.
    return Rung(number, match[4] if number else "")


def read_ladder(given: Mapping[object, Any]) -> dict[Rung, Any]:
    """The rungs of a rule file with whom each tells. Raises ValueError for what cannot be one."""
    for rung, roles in given.items():
        if not isinstance(roles, list | tuple) or not roles:
            raise ValueError(f"say whom the rung {rung} tells, as a list: [responsible]")
    ladder = {read_rung(str(rung)): roles for rung, roles in given.items()}
    if len(ladder) < len(given):
        raise ValueError("a rung stands twice")
    return ladder
