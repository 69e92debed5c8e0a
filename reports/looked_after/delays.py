"""Why reviews are late, and what managers decided about it, as people recorded it."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from domain.measures.record import Record
from reports.findings import Findings

EVENT = "review_delay_recorded"
NO_REASON = "no reason recorded"


@dataclass(frozen=True, slots=True)
class Delay:
    """What was recorded of one late review. ``decided_on`` is the day the decision was told."""

    reason: str | None = None
    decision: str | None = None
    decided_by: str | None = None
    decided_on: date | None = None

    @property
    def decided(self) -> str | None:
        """``agreed``, ``not agreed``, or None where nothing was decided."""
        return self.decision.replace("_", " ") if self.decision else None


NOTHING = Delay()


def delays_of(record: Record, as_at: date) -> dict[date, Delay]:
    """What was recorded up to a day, by the day on which the review was due.

    What is recorded later goes before what was recorded earlier, each for what it says.
    """
    found: dict[date, Delay] = {}
    for event in record.of_type(EVENT):
        said = event.attributes
        if event.on > as_at:
            continue
        delay = found.get(said["due_on"], NOTHING)
        if "reason" in said:
            delay = replace(delay, reason=said["reason"])
        if "decision" in said:
            delay = replace(
                delay,
                decision=said["decision"],
                decided_by=said.get("decided_by"),
                decided_on=event.on,
            )
        found[said["due_on"]] = delay
    return found


def delay_of(found: Findings, case: str, due_on: date) -> Delay:
    """What was recorded of the review that was due on a day, which may be nothing."""
    return delays_of(found.records[case], found.as_at).get(due_on, NOTHING)


def of_no_review(found: Findings, rules: tuple[str, ...]) -> int:
    """How many recorded delays name a day on which no review of these rules was due."""
    known = {
        (record.case, duty.due_on)
        for record in found.records.values()
        for duty in record.of_rules(rules)
    }
    named = Counter(
        (event.case, event.attributes["due_on"]) in known for event in found.events(EVENT)
    )
    return named[False]
