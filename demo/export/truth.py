"""The truth file: what is late in the files, by how much, and what was made wrong on purpose."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from demo.export.duties import Duty
from demo.export.faults import Fault
from demo.export.years import Span

FILE: Final = "truth.json"


@dataclass(slots=True)
class Truth:
    """What is true of an export.

    ``rules`` are, by format, the rules of which it lists every duty. ``duties`` are as the files
    say when every correction has been read; ``shown_wrongly`` are, by format, the
    subjects of whom the first edition says something else, and ``first_edition`` their duties
    as it says. ``in_both`` are the children of whom both the SSDA903 return and the census tell.
    """

    seed: int
    as_of: date
    year: Span
    profile: str
    rules: dict[str, tuple[str, ...]] = field(default_factory=dict)
    duties: list[Duty] = field(default_factory=list)
    shown_wrongly: dict[str, list[str]] = field(default_factory=dict)
    first_edition: list[Duty] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    in_both: list[str] = field(default_factory=list)

    def late(self) -> Sequence[Duty]:
        """The duties that were late."""
        return [duty for duty in self.duties if duty.days_late[0] > 0]

    def as_json(self) -> dict[str, Any]:
        """Everything as plain values."""
        return {
            "seed": self.seed,
            "as_of": self.as_of.isoformat(),
            "return_year": [self.year.first.isoformat(), self.year.last.isoformat()],
            "profile": self.profile,
            "rules": {name: list(rules) for name, rules in self.rules.items()},
            "duties": [duty.as_json() for duty in self.duties],
            "shown_wrongly": self.shown_wrongly,
            "first_edition": [duty.as_json() for duty in self.first_edition],
            "faults": [fault.as_json() for fault in self.faults],
            "in_both": self.in_both,
        }

    def write(self, folder: Path) -> Path:
        """Write the file into a folder, which must be there."""
        path = folder / FILE
        path.write_bytes((json.dumps(self.as_json(), indent=1) + "\n").encode("utf-8"))
        return path
