"""Which clock lives on for one that went because another turned out to be the same duty.

Two sources that tell of one child tell each duty twice. Once they are one case there is one clock
of it, named by the more trusted source: what was told of the other was told of this one.
"""

from collections.abc import Collection, Iterable, Mapping

from domain.clocks.clock import Clock
from store.unit_of_work import UnitOfWork


class Aliases:
    """The other names of the duties of some cases, as they are now and as the store has them."""

    def __init__(self, stored: Mapping[str, tuple[str, str]]) -> None:
        self._stored = stored
        self._clocks: dict[str, Clock] = {}
        self.new: dict[str, Clock] = {}

    def note(self, clock: Clock) -> None:
        """Take note of a clock that there is now, by every id that it could have."""
        for other in clock.also:
            self._clocks[other] = clock
        if clock.clock in self._stored:
            self._clocks[clock.clock] = clock

    def write(self, work: UnitOfWork, gone: Iterable[Clock], failed: Collection[str]) -> set[str]:
        """Bring the store up to date for the clocks that are ``gone``.

        The cases that ``failed`` keep what they have. Gives the lineages of which more, or less,
        was told than before.
        """
        clocks = self._clocks
        stale = {
            alias: lineage
            for alias, (lineage, case) in self._stored.items()
            if case not in failed and (alias not in clocks or clocks[alias].lineage != lineage)
        }
        same = {one.lineage: clocks[one.clock] for one in gone if one.clock in clocks}
        told = work.alerts.told_of(same) if same else set()
        self.new = {alias: clocks[alias] for alias in stale if alias in clocks}
        self.new |= {lineage: clock for lineage, clock in same.items() if lineage in told}
        self.new = {alias: one for alias, one in self.new.items() if alias != one.lineage}
        if stale or self.new:
            rows = {
                alias: (clock.lineage, clock.own_case or clock.case)
                for alias, clock in self.new.items()
            }
            work.alerts.set_aliases(rows, stale)
        return {*stale.values(), *(clock.lineage for clock in self.new.values())}
