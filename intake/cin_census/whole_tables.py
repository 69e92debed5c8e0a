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
from intake.gaps import TableTells
from intake.reading import Reading
from intake.whole_tables import WholeTable, WholeTables, problem

_CONFERENCE = frozenset({"initial_conference_held"})
_BIRTH = frozenset({"born", "child_born"})
_CLOSED = frozenset({"case_closed"})
_CONCLUDED = frozenset({"section_47_concluded"})
TELLS: Mapping[str, TableTells] = {
    CHILDREN: TableTells(
        types=_BIRTH, cells={"PersonBirthDate": _BIRTH, "ExpectedPersonBirthDate": _BIRTH}
    ),
    EPISODES: TableTells(
        types=frozenset({"referral_received", "referral_decided"}) | _CLOSED | _CONFERENCE,
        cells={
            "CINreferralDate": frozenset({"referral_received", "referral_decided"}),
            "ReferralNFA": frozenset({"referral_received", "referral_decided"}),
            "CINclosureDate": _CLOSED,
            "DateOfInitialCPC": _CONFERENCE,
        },
    ),
    "Assessments": TableTells(
        types=frozenset({"assessment_started", "assessment_completed"}),
        cells={
            "AssessmentActualStartDate": frozenset({"assessment_started"}),
            "AssessmentAuthorisationDate": frozenset({"assessment_completed"}),
        },
    ),
    "Section47": TableTells(
        types=frozenset({"strategy_discussion_held"}) | _CONCLUDED | _CONFERENCE,
        cells={
            "S47ActualStartDate": frozenset({"strategy_discussion_held"}),
            "DateOfInitialCPC": _CONFERENCE | _CONCLUDED,
            "ICPCnotRequired": _CONCLUDED,
        },
    ),
    "ChildProtectionPlans": TableTells(
        types=frozenset({"child_protection_plan_started", "child_protection_plan_ended"})
        | _CONFERENCE,
        cells={
            "CPPstartDate": frozenset({"child_protection_plan_started"}) | _CONFERENCE,
            "CPPendDate": frozenset({"child_protection_plan_ended"}),
        },
    ),
    "Reviews": TableTells(types=frozenset({"review_conference_held"})),
}
# A birth is corrected in its place. A conference is of the enquiry that led to it.
_TYPES: Mapping[str, frozenset[str]] = {
    name: table.types - {"born"} - (frozenset() if name == "Section47" else _CONFERENCE)
    for name, table in TELLS.items()
}
_OPEN_BEFORE: Mapping[str, Mapping[str, frozenset[str]]] = {
    EPISODES: {"referral_received": frozenset({"referral_decided", "case_closed"})},
    "Assessments": {"assessment_started": frozenset({"assessment_completed"})},
    "Section47": {"strategy_discussion_held": frozenset({"section_47_concluded"})},
    "ChildProtectionPlans": {
        "child_protection_plan_started": frozenset({"child_protection_plan_ended"})
    },
}
# What lies in another year is another census's to tell.
IN_THE_YEAR = frozenset(
    {
        "assessment_completed",
        "case_closed",
        "child_protection_plan_ended",
        "review_conference_held",
    }
)
# A child may have several assessments and enquiries at once, and referrals too.
_ONE_AT_A_TIME = frozenset({"child_protection_plan_started"})


@dataclass(slots=True)
class CensusRead:
    """What was read of one census, of whichever files. ``rows`` are the numbers of its rows."""

    census: Census
    year_in_doubt: bool = False
    nameless: bool = False
    present: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    rows: list[range] = field(default_factory=list)

    def add(self, child: Child) -> None:
        """Take note of a child, once every row of it has its fate."""
        if child.number is None:
            self.nameless = True
            return
        self.present.add(child.number)
        if any(module.refused and not module.is_known for module in child.modules):
            self.doubtful.add(child.number)


def whole_tables_of(censuses: Iterable[CensusRead], reading: Reading) -> WholeTables:
    """Each census that was read, record by record.

    Where a file could not be opened, nothing is certain of any of them.
    """
    tables: list[WholeTable] = []
    for read in censuses:
        first_day, until = read.census.first_day, read.census.last_day
        doubt = None
        if read.year_in_doubt:
            doubt = problem("year_in_doubt")
        elif any(each.line == 0 for each in reading.refusals):
            doubt = problem("not_read_whole")
        for table, types in _TYPES.items():
            tables.append(
                WholeTable(
                    table=table,
                    scope=first_day,
                    since=dict.fromkeys(types, first_day),
                    until=until,
                    open_before=_OPEN_BEFORE.get(table, {}),
                    one_at_a_time=_ONE_AT_A_TIME,
                    present=read.present,
                    absent_too=not read.nameless,
                    doubtful=read.doubtful,
                    doubt=doubt,
                    rows=read.rows,
                )
            )
    return WholeTables(SOURCE, tables)
