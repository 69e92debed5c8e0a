"""The columns of the complaints register, and what each means."""

from dataclasses import dataclass

from intake.gaps import TableTells

STATUTORY = frozenset({"statutory"})
# The corporate procedure has two stages; that for adult social care has one response.
STAGED = frozenset({"statutory", "corporate"})
PROCEDURES = frozenset({"statutory", "corporate", "adult"})


@dataclass(frozen=True, slots=True)
class DatedColumn:
    """A column that holds a date.

    ``event`` is the type of the event that it dates; None where it is an attribute of another
    event. The date may not come before those of ``not_before`` nor after those of
    ``not_after``: columns that are read before this one.
    """

    name: str
    event: str | None
    stage: str | None = None
    not_before: tuple[str, ...] = ("received_on",)
    not_after: tuple[str, ...] = ()
    procedures: frozenset[str] = PROCEDURES


# In the order in which they are checked: a date is held against those before it.
DATED = (
    DatedColumn("received_on", None, not_before=()),
    DatedColumn("aware_on", None, not_before=(), not_after=("received_on",)),
    DatedColumn("stage1_responded_on", "complaint_responded", "1"),
    DatedColumn(
        "stage1_extension_agreed_on", "extension_agreed", "1", not_after=("stage1_responded_on",)
    ),
    DatedColumn("stage2_offered_on", "stage2_offered", procedures=STATUTORY),
    DatedColumn("stage2_requested_on", "stage2_requested", procedures=STAGED),
    DatedColumn(
        "statement_agreed_on",
        "statement_agreed",
        not_before=("received_on", "stage2_requested_on"),
        procedures=STATUTORY,
    ),
    DatedColumn(
        "stage2_responded_on",
        "complaint_responded",
        "2",
        not_before=("received_on", "stage2_requested_on", "statement_agreed_on"),
        procedures=STAGED,
    ),
    DatedColumn(
        "stage2_extension_agreed_on",
        "extension_agreed",
        "2",
        not_before=("received_on", "stage2_requested_on"),
        not_after=("stage2_responded_on",),
        procedures=STAGED,
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
        not_before=("received_on", "stage2_requested_on", "stage2_responded_on"),
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

# The outcome, and the day of receipt, of the response dated in the other column.
OUTCOMES = {
    "stage1_responded_on": "stage1_outcome",
    "stage2_responded_on": "stage2_outcome",
    "stage3_responded_on": "stage3_outcome",
}
RECEIPTS = {"stage2_responded_on": "stage2_response_received_on"}


def _event_of(column: DatedColumn) -> frozenset[str]:
    return frozenset({column.event or "complaint_received"})


# The number of the child whom the complaint concerns.
CHILD = "child_number"

# What the register tells, and which cell tells what. The team, the child and a word about the
# outcome move no date.
TELLS = TableTells(
    types=frozenset().union(*map(_event_of, DATED)),
    cells={column.name: _event_of(column) for column in DATED}
    | {RECEIPTS[name]: frozenset({"complaint_responded"}) for name in RECEIPTS}
    | {OUTCOMES[name]: frozenset({"complaint_responded"}) for name in OUTCOMES},
)

NEEDED = ("reference", "procedure", "received_on")
COLUMNS = (
    *("reference", "procedure", *(each.name for each in DATED), *OUTCOMES.values()),
    *("team", CHILD),
)
