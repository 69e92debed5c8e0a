"""What a schedule is: rules whose dates are worked out anew together, and when."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One schedule, as its file says it.

    ``key`` names it on the command line, its flow and its artifacts: small letters and dashes.
    ``description`` stands on its page in Prefect, ``about`` is the first sentence of its form:
    "Works out again every ...". ``families`` are the first words of the ids of its rules; None
    takes every family that no other schedule names, and exactly one schedule says so.
    ``runs_at`` is when it runs each night, in UTC: not between 23:00 and midnight, where a
    change of the clocks would move it into another day.
    """

    key: str
    title: str
    description: str
    about: str
    tags: tuple[str, ...]
    families: tuple[str, ...] | None
    runs_at: time

    @property
    def identifier(self) -> str:
        """The key as a name in Python: of its file here, and of its flow."""
        return self.key.replace("-", "_")
