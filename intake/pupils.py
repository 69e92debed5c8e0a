"""What a return tells of a child besides events: the pupil number, to know the child again by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil number as it was written, and the sex in one letter or digit where it is told.

    Kept in memory only: the store holds a keyed hash of it (``engine.pupil_key``).
    """

    number: str
    sex: str | None = None

    def __repr__(self) -> str:
        """Nothing of the child: an error or a log may show it."""
        return "Pupil(…)"
