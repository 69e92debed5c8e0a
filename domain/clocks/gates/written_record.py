"""An oral complaint is written down before it is investigated at stage 2."""

from collections.abc import Iterator
from datetime import date

from domain.clocks.case_check import REPRESENTATIONS, CaseCheck, CaseCheckState, Gate
from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.times_in_care import within
from domain.wording import short_day


def _found(name: str, case: CaseSoFar, _as_of: date) -> Iterator[CaseCheck]:
    for complaint in case.periods("complaint"):
        said = complaint.attributes
        if not said.get("oral") or said.get("procedure") != "statutory":
            continue
        begun = within(complaint, case.history.of_type("stage2_requested"))
        begun += within(complaint, case.history.of_type("stage2_agreed"))
        if not begun or within(complaint, case.history.of_type("written_record_produced")):
            continue
        first = min(begun, key=lambda fact: fact.position)
        yield CaseCheck(
            check=GATE.id,
            case=name,
            state=CaseCheckState.LOOK,
            since=first.event.on,
            sentence="The complaint was made by word of mouth and went to stage 2 on "
            f"{short_day(first.event.on)}, and no written record of it is produced yet. It is to "
            "be made as soon as possible, and the 25 working days of stage 2 begin with it.",
            source=GATE.source,
            is_work=complaint.closing is None,
        )


GATE = Gate(
    id="complaint.gate.written_record",
    title="An oral complaint is written down before it is investigated",
    source=f"{REPRESENTATIONS}, regulations 16(2) and 17(5)",
    found=_found,
)
