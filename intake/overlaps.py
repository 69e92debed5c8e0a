"""What lasts, as several rows tell it: the open row is believed before one that ended.

Periods of care, plans and placements of one subject may overlap where rows contradict each other.
Then an end is believed only where no other row says that it went on.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date

# Of rows with these codes all is known: they were read, and another was believed.
NOT_BELIEVED = frozenset({"contradicts_earlier_row", "end_not_believed"})


@dataclass(frozen=True, slots=True)
class _Span:
    began_on: date
    ended_on: date | None
    keep: Callable[[], object]
    doubt: Callable[[], object]

    def goes_beyond(self, other: "_Span") -> bool:
        """Whether it shows that what the other says to have ended went on."""
        assert other.ended_on is not None
        began_before = self.began_on < other.ended_on or self.began_on == other.began_on
        return began_before and (self.ended_on is None or self.ended_on > other.ended_on)


class Lasting:
    """What lasts of one kind, by whom it is of."""

    def __init__(self) -> None:
        self._spans: dict[Hashable, list[_Span]] = defaultdict(list)

    def add(
        self,
        whose: Hashable,
        began_on: date,
        ended_on: date | None,
        *,
        keep: Callable[[], object],
        doubt: Callable[[], object],
    ) -> None:
        """Note what a row tells; ``keep`` keeps its end and ``doubt`` reports it, when settled."""
        self._spans[whose].append(_Span(began_on, ended_on, keep, doubt))

    def settle(self) -> None:
        """Keep each end that is believed, and report the others."""
        for spans in self._spans.values():
            for span in spans:
                if span.ended_on is not None:
                    _settle(span, spans)
        self._spans.clear()


def _settle(span: _Span, spans: Iterable[_Span]) -> None:
    if any(other.goes_beyond(span) for other in spans if other is not span):
        span.doubt()
    else:
        span.keep()
