"""The chain of a looked-after child's reviews, with what goes before and after each."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from demo import lateness
from demo.diary import (
    days_after,
    instant,
    meeting_at,
    on_or_after,
    on_or_before,
    working_days_after,
)
from demo.timeline import Spell
from domain.counting import add_months

# The demonstration's own shares, except where demo.lateness gives a published one.
IN_TWO_PARTS: Final = 0.02
ADJOURNED: Final = 0.008
MOVED_WITHIN_TIME: Final = 0.05
REPORT_LATE: Final = 0.12
BOOKED_AT_ONCE: Final = 0.75
BOOKED_LATE: Final = 0.03
MIDWAY_LATE: Final = 0.07

FIRST_LIMIT: Final = 20
BOOKED_BEFORE: Final = 20
SECOND_WITHIN: Final = 3
LATER_WITHIN: Final = 6
UNPLANNED_MOVE_LIMIT: Final = 28

# How children took part in 2020/21 was coded PN0 (under four) to PN7 (not at all).
_CODES: Final = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")
_CODE_WEIGHTS: Final = (430, 60, 90, 30, 190, 249, 163)
SPEAKS_FROM_AGE: Final = 4


@dataclass(slots=True)
class _Meeting:
    """The meeting in the diary for the next review: since when, and for when."""

    booked_on: date
    on: date


class ReviewChain:
    """The reviews of one spell in care, one after the other."""

    def __init__(
        self, spell: Spell, random: Random, born: date, moves: list[date], short_breaks: bool
    ) -> None:
        self._spell = spell
        self._random = random
        self._born = born
        self._moves = moves
        self._short_breaks = short_breaks

    def record(self) -> None:
        """Record every review of the spell."""
        held, completed, number = self._spell.start, self._spell.start, 1
        while not self._spell.is_over_by(completed):
            due = self._due(held, number)
            meeting = self._book(completed, due, number)
            if number > 1:
                self._check_midway(completed, meeting.on)
            self._bring_forward(held, meeting)
            self._put_off(meeting, due)
            self._spell.record("review_report_received", self._report_at(meeting))
            held = meeting.on
            completed = self._hold(held)
            self._write_up(completed)
            number += 1

    def _due(self, held: date, number: int) -> date:
        if number == 1 and not self._short_breaks:
            return working_days_after(held, FIRST_LIMIT)
        soon = number == 1 or (number == 2 and not self._short_breaks)
        return add_months(held, SECOND_WITHIN if soon else LATER_WITHIN)

    def _book(self, completed: date, due: date, number: int) -> _Meeting:
        spell, random = self._spell, self._random
        unnotified = False
        if number == 1:
            unnotified = random.random() < lateness.FIRST_REVIEW_UNNOTIFIED
            notified_on = self._notify_unit(unnotified)
            booked_on = lateness.FIRST_BOOKING.done_on(random, notified_on, spell.as_of)
            on = on_or_before(days_after(due, -random.randint(0, 9)))
        else:
            booked_on = self._later_booking(completed, due)
            on = on_or_before(days_after(due, -random.randint(0, 20)))
        if unnotified:
            on = max(on, working_days_after(due, lateness.late_by(random, 15)))
        # However late the booking, people need a few days' notice of the meeting.
        meeting = _Meeting(booked_on, max(on, working_days_after(booked_on, random.randint(2, 5))))
        self._record_booking(meeting)
        return meeting

    def _notify_unit(self, unnotified: bool) -> date:
        """Tell the reviewing unit of the child, and let it find an officer."""
        spell, random = self._spell, self._random
        if unnotified:
            notified_on = working_days_after(spell.start, random.randint(13, 22))
        else:
            notified_on = lateness.UNIT_NOTIFIED.done_on(random, spell.start, spell.as_of)
        spell.record("iro_unit_notified", notified_on)
        return notified_on

    def _later_booking(self, completed: date, due: date) -> date:
        random = self._random
        booking_due = working_days_after(due, -BOOKED_BEFORE)
        if lateness.BOOKINGS_MISSED.hold(random, booking_due, self._spell.as_of):
            return lateness.still_undone_until(random, self._spell.as_of, within=8)
        chance = random.random()
        if chance < BOOKED_LATE:
            return working_days_after(booking_due, random.randint(1, 14))
        span = (booking_due - completed).days
        if chance < BOOKED_LATE + BOOKED_AT_ONCE or span <= 1:
            return working_days_after(completed, random.randint(1, 5))
        return on_or_after(days_after(completed, random.randint(1, span - 4 if span > 5 else 1)))

    def _bring_forward(self, held: date, meeting: _Meeting) -> None:
        """An unplanned move brings the next review forward, to within 28 days of it."""
        for move in self._moves:
            if not held < move < meeting.on:
                continue
            again_on = max(
                working_days_after(move, self._random.randint(1, 4)),
                working_days_after(meeting.booked_on, 1),
            )
            wanted = on_or_before(days_after(move, UNPLANNED_MOVE_LIMIT - self._random.randint(0, 8)))
            if working_days_after(again_on, 3) <= wanted < meeting.on:
                meeting.booked_on, meeting.on = again_on, wanted
                self._record_booking(meeting)
                return

    def _put_off(self, meeting: _Meeting, due: date) -> None:
        """Sickness puts a meeting off past its time; now and then one moves within it."""
        spell, random = self._spell, self._random
        undone = meeting.on <= spell.as_of and lateness.REVIEWS_PUT_OFF.hold(
            random, due, spell.as_of
        )
        if undone or random.random() < lateness.REVIEW_LATE_FOR_SICKNESS:
            self._spell.record("review_report_received", self._report_at(meeting))
            called_off_on = meeting.on
            later = (
                lateness.still_undone_until(random, spell.as_of)
                if undone
                else working_days_after(max(due, meeting.on), lateness.late_by(random, 20))
            )
            meeting.booked_on, meeting.on = called_off_on, later
            self._record_booking(meeting)
        elif random.random() < MOVED_WITHIN_TIME:
            moved_on = working_days_after(meeting.on, -1)
            other = on_or_before(due)
            if moved_on > meeting.booked_on and other > meeting.on:
                meeting.booked_on, meeting.on = moved_on, other
                self._record_booking(meeting)

    def _record_booking(self, meeting: _Meeting) -> None:
        self._spell.record(
            "review_booked", meeting.booked_on, meeting_at=meeting_at(self._random, meeting.on)
        )

    def _report_at(self, meeting: _Meeting) -> datetime:
        """When the social worker's report comes: by 9.30 the day before, or too late."""
        if self._random.random() < REPORT_LATE:
            report_at = instant(meeting.on, time(8, 30 + self._random.randint(0, 29)))
        else:
            day = working_days_after(meeting.on, -self._random.randint(2, 5))
            report_at = instant(day, time(self._random.randint(9, 16), 15))
        return max(report_at, instant(meeting.booked_on, time(17)))

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
        in_time = random.random() < 0.75
        taken = random.randint(6, 19) if in_time else 20 + lateness.late_by(random, 15)
        meeting = _Meeting(working_days_after(first, 1), working_days_after(first, taken))
        self._record_booking(meeting)
        self._spell.record("review_report_received", self._report_at(meeting))
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

    def _check_midway(self, completed: date, next_on: date) -> None:
        random = self._random
        half = (next_on - completed).days // 2
        if random.random() < MIDWAY_LATE:
            taken = half + random.randint(1, 18)
        else:
            taken = half - random.randint(0, min(half, 12))
        self._spell.record("midway_check_recorded", _within(completed, taken))


def _within(start: date, days: int) -> date:
    """The last working day within ``days`` of ``start``, but after ``start``."""
    return max(on_or_before(days_after(start, days)), start + timedelta(days=1))
