"""Why a looked-after review was late, as the out-of-date log keeps it, and who agreed to that."""

from datetime import date
from random import Random
from typing import Final

from demo.diary import working_days_after
from demo.people import IRO_MANAGER
from demo.timeline import Spell

# The demonstration's own shares. A reason is missing now and then, as in every such log.
REASON_RECORDED: Final = 0.85
FORESEEN: Final = 0.45
AGREED: Final = 0.7

_IN_PARTS: Final = "second part late"
_FIRST_REASON: Final = "unit not told in time"
_REASONS: Final = (
    "sickness of the officer",
    "sickness of the social worker",
    "report not ready",
    "parents could not attend",
)
_REASON_WEIGHTS: Final = (35, 25, 20, 15)


def record_delay(spell: Spell, due: date, held: date, completed: date, *, first: bool) -> None:
    """Record the reason of a review that was complete after its time, in most cases.

    Some delays are foreseen, and the manager then decides beforehand. One held in time went late
    at its second part. ``first`` is of the first review in care, late because nobody told the
    reviewing unit.
    """
    if completed <= due:
        return
    # Numbers of their own, so that a change to them leaves the rest of the county.
    random = Random(f"{spell.timeline.case} {spell.start} {due} delay")
    if random.random() >= REASON_RECORDED:
        return
    reason = _FIRST_REASON if first else random.choices(_REASONS, _REASON_WEIGHTS)[0]
    if held <= due:
        reason = _IN_PARTS
    if random.random() >= FORESEEN:
        told_on = working_days_after(due, random.randint(1, 3))
        spell.record("review_delay_recorded", told_on, due_on=due, reason=reason)
        return
    spell.record(
        "review_delay_recorded",
        working_days_after(due, -random.randint(1, 4)),
        due_on=due,
        reason=reason,
        decision="agreed" if random.random() < AGREED else "not_agreed",
        decided_by=IRO_MANAGER,
    )
