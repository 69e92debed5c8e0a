"""The chain of a looked-after child's reviews, and what is to be done after each."""

from datetime import date, timedelta
from random import Random
from typing import Final

from demo import lateness
from demo.delays import record_delay
from demo.diary import days_after, on_or_before, working_days_after
from demo.review_diary import Meeting, ReviewDiary
from demo.timeline import Spell
from domain.counting import add_months

# The demonstration's own shares, except where demo.lateness gives a published one.
IN_TWO_PARTS: Final = 0.012
ADJOURNED: Final = 0.004
SECOND_SITTING_IN_TIME: Final = 0.75
MIDWAY_LATE: Final = 0.07

FIRST_LIMIT: Final = 20
SECOND_WITHIN: Final = 3
LATER_WITHIN: Final = 6
_A_LATER_ONE: Final = 3

# How children took part in 2020/21 was coded PN0 (under four) to PN7 (not at all): of 1,212
# children of four and over, 1,049 took part (PN1 to PN6). The split of these is invented.
_CODES: Final = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")
_CODE_WEIGHTS: Final = (430, 60, 90, 30, 190, 249, 163)
SPEAKS_FROM_AGE: Final = 4


class ReviewChain:
    """The reviews of one spell in care, one after the other."""

    def __init__(
        self,
        spell: Spell,
        random: Random,
        born: date,
        diary: ReviewDiary,
        *,
        short_breaks: bool,
        already: bool,
    ) -> None:
        self._spell = spell
        self._random = random
        self._born = born
        self._diary = diary
        self._short_breaks = short_breaks
        # In care before the records begin: the earlier reviews are in no record we have.
        self._already = already
        self.held: list[tuple[date, date]] = []
        """The day each review was held, and the day it was complete."""

    def record(self) -> None:
        """Record every review of the spell."""
        held, completed, number = self._spell.start, self._spell.start, 1
        if self._already:
            held, number = days_after(held, -self._random.randint(0, 170)), _A_LATER_ONE
        while not self._spell.is_over_by(completed):
            due = self._due(held, number)
            meeting = self._diary.book(held, completed, due, number)
            if held >= self._spell.start and number > 1:
                self._check_midway(held, completed, min(meeting.on, due))
            self._diary.bring_forward(held, meeting)
            self._diary.put_off(meeting, due)
            self._diary.record_report(meeting)
            held = meeting.on
            completed = self._hold(held)
            record_delay(self._spell, due, held, completed, first=number == 1)
            self.held.append((held, completed))
            self._write_up(completed)
            number += 1

    def _due(self, held: date, number: int) -> date:
        if number == 1 and not self._short_breaks:
            return working_days_after(held, FIRST_LIMIT)
        soon = number == 1 or (number == 2 and not self._short_breaks)
        return add_months(held, SECOND_WITHIN if soon else LATER_WITHIN)

    def _hold(self, held: date) -> date:
        """Hold the review, whole or in two sittings; gives the day it is complete."""
        random = self._random
        chance = random.random()
        if chance < ADJOURNED:
            self._spell.record("review_adjourned", held, reason="report missing")
            return self._second_sitting(held, "whole")
        if chance < ADJOURNED + IN_TWO_PARTS:
            self._record_sitting(held, "1", complete=False)
            return self._second_sitting(held, "2")
        self._record_sitting(held, "whole", complete=True)
        return held

    def _second_sitting(self, first: date, part: str) -> date:
        random = self._random
        in_time = random.random() < SECOND_SITTING_IN_TIME
        taken = random.randint(6, 19) if in_time else 20 + lateness.late_by(random, 15)
        meeting = Meeting(working_days_after(first, 1), working_days_after(first, taken))
        self._diary.record_booking(meeting)
        self._diary.record_report(meeting)
        self._record_sitting(meeting.on, part, complete=True)
        return meeting.on

    def _record_sitting(self, on: date, part: str, *, complete: bool) -> None:
        young = on < add_months(self._born, SPEAKS_FROM_AGE * 12)
        code = "PN0" if young else self._random.choices(_CODES, _CODE_WEIGHTS)[0]
        self._spell.record("review_held", on, part=part, complete=complete, participation=code)

    def _write_up(self, completed: date) -> None:
        spell, random = self._spell, self._random
        decided_on = lateness.DECISIONS.done_on(random, completed, spell.as_of)
        recorded_on = lateness.RECORD.done_on(random, completed, spell.as_of)
        sent_on = lateness.DISTRIBUTION.done_on(random, completed, spell.as_of)
        spell.record("review_decisions_recorded", decided_on)
        spell.record("review_record_completed", recorded_on)
        spell.record("review_record_distributed", max(sent_on, recorded_on))

    def _check_midway(self, held: date, completed: date, next_on: date) -> None:
        random = self._random
        half = (next_on - held).days // 2
        if random.random() < MIDWAY_LATE:
            taken = half + random.randint(1, 18)
        else:
            taken = half - random.randint(0, min(half, 12))
        self._spell.record("midway_check_recorded", max(_within(held, taken), completed))


def _within(start: date, days: int) -> date:
    """The last working day within ``days`` of ``start``, but after ``start``."""
    return max(on_or_before(days_after(start, days)), start + timedelta(days=1))
