"""The columns of the complaints register, and what each means."""

from dataclasses import dataclass

from intake.gaps import TableTells

STATUTORY = frozenset({"statutory"})
# The corporate procedure has two stages; those for adult social care and for personal data have one
# response.
STAGED = frozenset({"statutory", "corporate"})
PROCEDURES = frozenset({"statutory", "corporate", "adult", "data_protection"})


@dataclass(frozen=True, slots=True)
class DatedColumn:
    """A column that holds a date.

    ``event`` is the type of the event that it dates; None where it is an attribute of another
    event. The date may not come before those of ``not_before`` nor after those of
    ``not_after``: columns that are read before this one. Where it ``may_be_ahead`` it says what was
    agreed, not what has happened.
    """

    name: str
    event: str | None
    stage: str | None = None
    not_before: tuple[str, ...] = ("received_on",)
    not_after: tuple[str, ...] = ()
    procedures: frozenset[str] = PROCEDURES
    may_be_ahead: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """A column that says more of what another column dates: an attribute of its event.

    ``moves_no_date`` marks one that no rule uses, so that a cell of it that is refused leaves
    nothing in doubt. One that is ``needed`` is what the event is about: without it there is none.
    """

    name: str
    of: str
    attribute: str
    moves_no_date: bool = False
    needed: bool = False


# In the order in which they are checked: a date is held against those before it.
DATED = (
    DatedColumn("received_on", None, not_before=()),
    DatedColumn("aware_on", None, not_before=(), not_after=("received_on",)),
    DatedColumn("acknowledged_on", "complaint_acknowledged"),
    DatedColumn("advocate_requested_on", "advocate_requested", procedures=STATUTORY),
    DatedColumn(
        "advocate_appointed_on",
        "advocate_appointed",
        not_before=("received_on", "advocate_requested_on"),
        procedures=STATUTORY,
    ),
    DatedColumn(
        "sufficient_interest_decided_on", "sufficient_interest_decided", procedures=STATUTORY
    ),
    DatedColumn("stage1_start_agreed_on", "start_agreed", "1", procedures=STATUTORY),
    DatedColumn("stage1_start_on", None, procedures=STATUTORY, may_be_ahead=True),
    DatedColumn("stage1_responded_on", "complaint_responded", "1"),
    DatedColumn(
        "stage1_extension_agreed_on", "extension_agreed", "1", not_after=("stage1_responded_on",)
    ),
    DatedColumn(
        "stage1_extension_until",
        None,
        not_before=("received_on", "stage1_extension_agreed_on"),
        may_be_ahead=True,
    ),
    DatedColumn("stage2_offered_on", "stage2_offered", procedures=STATUTORY),
    DatedColumn("stage2_requested_on", "stage2_requested", procedures=STAGED),
    DatedColumn("stage2_agreed_on", "stage2_agreed", procedures=STATUTORY),
    DatedColumn(
        "statement_agreed_on",
        "statement_agreed",
        not_before=("received_on", "stage2_requested_on", "stage2_agreed_on"),
        procedures=STATUTORY,
    ),
    DatedColumn("written_record_on", "written_record_produced", procedures=STATUTORY),
    DatedColumn(
        "stage2_responded_on",
        "complaint_responded",
        "2",
        not_before=(
            "received_on",
            "stage2_requested_on",
            "stage2_agreed_on",
            "statement_agreed_on",
        ),
        procedures=STAGED,
    ),
    DatedColumn(
        "stage2_extension_agreed_on",
        "extension_agreed",
        "2",
        not_before=("received_on", "stage2_requested_on", "stage2_agreed_on"),
        not_after=("stage2_responded_on",),
        procedures=STAGED,
    ),
    DatedColumn(
        "stage2_extension_until",
        None,
        not_before=("received_on", "stage2_extension_agreed_on"),
        procedures=STAGED,
        may_be_ahead=True,
    ),
    DatedColumn(
        "stage2_response_received_on",
        None,
        not_before=("received_on", "stage2_responded_on"),
        procedures=STAGED,
    ),
    DatedColumn(
        "stage3_requested_on",
        "stage3_requested",
        not_before=(
            "received_on",
            "stage2_requested_on",
            "stage2_agreed_on",
            "stage2_responded_on",
        ),
        procedures=STATUTORY,
    ),
    DatedColumn(
        "panel_held_on",
        "review_panel_held",
        not_before=("received_on", "stage3_requested_on"),
        procedures=STATUTORY,
    ),
    DatedColumn(
        "panel_report_issued_on",
        "review_panel_report_issued",
        not_before=("received_on", "panel_held_on"),
        procedures=STATUTORY,
    ),
    DatedColumn(
        "panel_report_received_on",
        "review_panel_report_received",
        not_before=("received_on", "panel_held_on", "panel_report_issued_on"),
        procedures=STATUTORY,
    ),
    DatedColumn(
        "stage3_responded_on",
        "complaint_responded",
        "3",
        not_before=("received_on", "panel_held_on", "panel_report_received_on"),
        procedures=STATUTORY,
    ),
    DatedColumn("withdrawn_on", "complaint_withdrawn"),
)

DETAILS = (
    Detail("aware_on", "received_on", "aware_on"),
    Detail("oral", "received_on", "oral"),
    Detail("stage1_start_on", "stage1_start_agreed_on", "start_on", needed=True),
    Detail("stage1_outcome", "stage1_responded_on", "outcome"),
    Detail("stage1_extension_until", "stage1_extension_agreed_on", "until"),
    Detail("stage1_extension_reason", "stage1_extension_agreed_on", "reason", moves_no_date=True),
    Detail(
        "stage1_extension_agreed_by", "stage1_extension_agreed_on", "agreed_by", moves_no_date=True
    ),
    Detail("stage2_outcome", "stage2_responded_on", "outcome"),
    Detail("stage2_response_received_on", "stage2_responded_on", "received_on"),
    Detail("stage2_extension_until", "stage2_extension_agreed_on", "until"),
    Detail("stage2_extension_reason", "stage2_extension_agreed_on", "reason", moves_no_date=True),
    Detail(
        "stage2_extension_agreed_by", "stage2_extension_agreed_on", "agreed_by", moves_no_date=True
    ),
    Detail("stage3_outcome", "stage3_responded_on", "outcome"),
)
DETAILS_OF = {
    column.name: tuple(detail for detail in DETAILS if detail.of == column.name) for column in DATED
}


def _event_of(column: DatedColumn) -> str:
    return column.event or "complaint_received"


# The number of the child whom the complaint concerns.
CHILD = "child_number"

_DATES_WHAT = {column.name: _event_of(column) for column in DATED}
# What the register tells, and which cell tells what. The team and the child move no date.
TELLS = TableTells(
    types=frozenset(_DATES_WHAT.values()),
    cells={name: frozenset({event}) for name, event in _DATES_WHAT.items()}
    | {each.name: frozenset({_DATES_WHAT[each.of]}) for each in DETAILS if not each.moves_no_date},
)

NEEDED = ("reference", "procedure", "received_on")
COLUMNS = tuple(
    dict.fromkeys(
        (
            *("reference", "procedure", *(each.name for each in DATED)),
            *(each.name for each in DETAILS),
            *("team", CHILD),
        )
    )
)
