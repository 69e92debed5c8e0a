"""What another reading of a census would tell again, were it still so.

A census is about one year, and of that year it is whole. Of the time before, it holds the
referrals, assessments, enquiries and plans that were open when the year began. A date of birth is
left alone: it is right, or is corrected in its place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from intake.cin_census import SOURCE
from intake.cin_census.children import CHILDREN, EPISODES, Child
from intake.cin_census.header import Census
from intake.event_ids import natural_id
from intake.reading import Reading
from intake.whole_tables import WholeTable, WholeTables, problem

_TYPES: Mapping[str, tuple[str, ...]] = {
    CHILDREN: ("child_born",),
    EPISODES: ("referral_received", "referral_decided", "case_closed"),
    "Assessments": ("assessment_started", "assessment_completed"),
    "Section47": ("strategy_discussion_held", "section_47_concluded", "initial_conference_held"),
    "ChildProtectionPlans": ("child_protection_plan_started", "child_protection_plan_ended"),
    "Reviews": ("review_conference_held",),
}
_OPEN_BEFORE: Mapping[str, Mapping[str, frozenset[str]]] = {
    EPISODES: {"referral_received": frozenset({"referral_decided", "case_closed"})},
    "Assessments": {"assessment_started": frozenset({"assessment_completed"})},
    "Section47": {"strategy_discussion_held": frozenset({"section_47_concluded"})},
    "ChildProtectionPlans": {
        "child_protection_plan_started": frozenset({"child_protection_plan_ended"})
    },
}


@dataclass(slots=True)
class CensusRead:
    """What was read of one census, of whichever files."""

    census: Census
    year_in_doubt: bool = False
    nameless: bool = False
    present: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    spared: set[str] = field(default_factory=set)

    def add(self, child: Child) -> None:
        """Take note of a child, once every row of it has its fate."""
        if child.number is None:
            self.nameless = True
            return
        self.present.add(child.number)
        if any(module.refused and not module.is_known for module in child.modules):
            self.doubtful.add(child.number)
        for episode in child.episodes:
            if episode.referred_on is not None and not episode.ends_at_once:
                # A referral from before the year is told only with its own assessment.
                day = episode.referred_on.isoformat()
                self.spared.add(natural_id(SOURCE, child.number, "referral_received", day))


def whole_tables_of(censuses: Iterable[CensusRead], reading: Reading) -> WholeTables:
    """Each census that was read, record by record.

    Where a file could not be opened, nothing is certain of any of them.
    """
    tables: list[WholeTable] = []
    years = []
    for read in censuses:
        first_day, until = read.census.first_day, read.census.last_day
        doubt = None
        if read.year_in_doubt:
            doubt = problem("year_in_doubt")
        elif any(each.line == 0 for each in reading.refusals):
            doubt = problem("not_read_whole")
        if not read.year_in_doubt:
            years.append(first_day)
        for table, types in _TYPES.items():
            tables.append(
                WholeTable(
                    table=table,
                    since=dict.fromkeys(types, first_day),
                    until=until,
                    open_before=_OPEN_BEFORE.get(table, {}),
                    present=read.present,
                    absent_too=not read.nameless,
                    doubtful=read.doubtful,
                    spared=read.spared,
                    doubt=doubt,
                )
            )
    return WholeTables(SOURCE, tables, years)
