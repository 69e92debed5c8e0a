"""The diary of a looked-after child's reviews: booked, put off, brought forward."""

from dataclasses import dataclass
from datetime import date, time
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
from demo.people import Assignment
from demo.timeline import Spell

# The demonstration's own shares, except where demo.lateness gives a published one.
MOVED_WITHIN_TIME: Final = 0.05
REPORT_LATE: Final = 0.12
BOOKED_AT_ONCE: Final = 0.75
BOOKED_LATE: Final = 0.03

BOOKED_BEFORE: Final = 20
UNPLANNED_MOVE_LIMIT: Final = 28


@dataclass(slots=True)
class Meeting:
    """The meeting in the diary for the next review: since when, and for when."""

    booked_on: date
    on: date


class ReviewDiary:
    """The meetings arranged for one child during one spell in care.

    ``moves`` are the dates of unplanned moves; ``iro`` is the officer whom the reviewing unit
    allocates once it has been told of the child.
    """

    def __init__(self, spell: Spell, random: Random, moves: list[date], iro: Assignment) -> None:
        self._spell = spell
        self._random = random
        self._moves = moves
        self._iro = iro

    def book(self, held: date, completed: date, due: date, number: int) -> Meeting:
        """Book the next review: the meeting that is then in the diary."""
        spell, random = self._spell, self._random
        unnotified = False
        if number == 1:
            unnotified = random.random() < lateness.FIRST_REVIEW_UNNOTIFIED
            notified_on = self._notify_unit(unnotified)
            booked_on = lateness.FIRST_BOOKING.done_on(random, notified_on, spell.as_of)
            on = on_or_before(days_after(due, -random.randint(0, 9)))
        else:
            # After a second sitting the next review is arranged before people leave, and of a
            # child who was in care already the first booking is carried into the records.
            again = completed > held
            booked_on = (
                working_days_after(completed, 1) if again else self._later_booking(held, due)
            )
            on = on_or_before(days_after(due, -random.randint(0, 20)))
        if unnotified:
            on = max(on, working_days_after(due, lateness.late_by(random, 15)))
        # However late the booking, people need a few days' notice of the meeting.
        meeting = Meeting(booked_on, max(on, working_days_after(booked_on, random.randint(2, 5))))
        self.record_booking(meeting)
        return meeting

    def _notify_unit(self, unnotified: bool) -> date:
        """Tell the reviewing unit of the child, and let it find an officer."""
        spell, random = self._spell, self._random
        if unnotified:
            notified_on = working_days_after(spell.start, random.randint(13, 22))
        else:
            notified_on = lateness.UNIT_NOTIFIED.done_on(random, spell.start, spell.as_of)
        allocated_on = working_days_after(notified_on, random.randint(0, 2))
        spell.record("iro_unit_notified", notified_on)
        spell.record("iro_allocated", allocated_on)
        spell.assign(allocated_on, [self._iro])
        return notified_on

    def _later_booking(self, held: date, due: date) -> date:
        random = self._random
        booking_due = working_days_after(due, -BOOKED_BEFORE)
        if lateness.BOOKINGS_MISSED.hold(random, booking_due, self._spell.as_of):
            return lateness.still_undone_until(random, self._spell.as_of, within=8)
        chance = random.random()
        if chance < BOOKED_LATE:
            return working_days_after(booking_due, random.randint(1, 14))
        span = (booking_due - held).days
        if chance < BOOKED_LATE + BOOKED_AT_ONCE or span <= 1:
            return working_days_after(held, random.randint(1, 5))
        return on_or_after(days_after(held, random.randint(1, span - 4 if span > 5 else 1)))

    def bring_forward(self, held: date, meeting: Meeting) -> None:
        """An unplanned move brings the next review forward, to within 28 days of it."""
        for move in self._moves:
            if not held < move < meeting.on:
                continue
            again_on = max(
                working_days_after(move, self._random.randint(1, 4)),
                working_days_after(meeting.booked_on, 1),
            )
            latest = days_after(move, UNPLANNED_MOVE_LIMIT)
            wanted = on_or_before(days_after(latest, -self._random.randint(0, 8)))
            if working_days_after(again_on, 3) <= wanted < meeting.on:
                meeting.booked_on, meeting.on = again_on, wanted
                self.record_booking(meeting)
                return

    def put_off(self, meeting: Meeting, due: date) -> None:
        """Sickness puts a meeting off past its time; now and then one moves within it."""
        spell, random = self._spell, self._random
        undone = meeting.on <= spell.as_of and lateness.REVIEWS_PUT_OFF.hold(
            random, due, spell.as_of
        )
        if undone or random.random() < lateness.REVIEW_LATE_FOR_SICKNESS:
            self.record_report(meeting)
            called_off_on = meeting.on
            later = (
                lateness.still_undone_until(random, spell.as_of)
                if undone
                else working_days_after(max(due, meeting.on), lateness.late_by(random, 20))
            )
            meeting.booked_on, meeting.on = called_off_on, later
            self.record_booking(meeting)
        elif random.random() < MOVED_WITHIN_TIME:
            moved_on = working_days_after(meeting.on, -1)
            other = on_or_before(due)
            if moved_on > meeting.booked_on and other > meeting.on:
                meeting.booked_on, meeting.on = moved_on, other
                self.record_booking(meeting)

    def record_booking(self, meeting: Meeting) -> None:
        """Record that the meeting is booked, or booked again."""
        self._spell.record(
            "review_booked", meeting.booked_on, meeting_at=meeting_at(self._random, meeting.on)
        )

    def record_report(self, meeting: Meeting) -> None:
        """The social worker's report comes days before, or the evening before, too late."""
        if self._random.random() < REPORT_LATE:
            evening = days_after(meeting.on, -1)
            report_at = instant(evening, time(self._random.randint(16, 21), 45))
        else:
            day = working_days_after(meeting.on, -self._random.randint(2, 5))
            report_at = instant(day, time(self._random.randint(9, 16), 15))
        report_at = max(report_at, instant(meeting.booked_on, time(17)))
        self._spell.record("review_report_received", report_at)
