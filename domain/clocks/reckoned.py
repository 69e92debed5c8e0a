"""One clock while it is worked out: its start, from where it counts, and the date it gives."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from calendars.working_days import WorkingDayCalendar
from domain.case.agreed_facts import Agreement
from domain.case.events import Event
from domain.case.history import Fact
from domain.case.periods import Period
from domain.clocks.clock import Clock
from domain.counting import Amount
from domain.rules.ends import End
from domain.rules.limits import Anchor, Limit
from domain.rules.local_days import SchoolTerm
from domain.rules.rule import Rule
from domain.rules.rule_parts import Relaxation


# None is frozen: they are made for every clock of every case, and freezing doubles the time.
@dataclass(slots=True)
class Started:
    """One start of a rule's clock.

    ``on`` is the day the duty begins, which for a duty that arises from a breach is later
    than its ``fact``. ``superseded_on`` is the day a later start replaced this one;
    ``continues`` says that this start replaced the one before it, and ``first`` is the position
    of the first start of such a row. ``repeats`` says that its fact starts a clock each year or
    school term; ``term`` is that term.
    """

    fact: Fact
    on: date
    period: Period
    limits: tuple[Limit, ...]
    superseded_on: date | None = None
    continues: bool = False
    arises: bool = False
    ends: tuple[End, ...] = ()
    first: int | None = None
    repeats: bool = False
    term: SchoolTerm | None = None


@dataclass(slots=True)
class CountedFrom:
    """What a limit counts from or towards (a date or an instant), and its day in Europe/London.

    ``provisional`` says that it rests on a date past the announced bank holidays. ``due_of`` is
    the rule whose due date it is, and ``named`` the part of the limit that says so, where it is
    not the start itself.
    """

    at: date | datetime
    on: date
    provisional: bool = False
    due_of: str | None = None
    named: Anchor | None = None


@dataclass(slots=True)
class DueDate:
    """The date that a limit gives, for hours with the instant (UTC), and what made it.

    ``amount`` is what was counted, None where nothing was: half way to something, on a day of the
    year, from a floor on. With ``was_set`` the date is one that a court set or an agreement names,
    and ``too_long`` that it names a later one than may be agreed. ``provisional`` says that it
    rests on bank holidays that are not announced yet. ``first_on`` is the date before the
    ``agreements`` that were made in time to extend it. ``sooner`` is the clock of another rule
    whose date is earlier and is the date of this one. ``spent`` is what earlier stays had used of
    hours that are counted together.
    """

    on: date
    at: datetime | None
    amount: Amount | None
    provisional: bool = False
    first_on: date | None = None
    agreements: tuple[Event, ...] = ()
    sooner: Clock | None = None
    was_set: bool = False
    too_long: bool = False
    spent: timedelta | None = None

    @property
    def extended_by(self) -> Event | None:
        """The agreement that gave the date, or None."""
        return self.agreements[-1] if self.agreements else None


@dataclass(slots=True)
class Reckoning:
    """A clock with everything that made its due date, so that the date can explain itself.

    Which ``limit`` of the rule, from where (``origin``), and what date it gives (``due``).
    ``cautions`` are those of the rule that this case calls for, ``relaxed`` the temporary law that
    gave it more time. ``done`` is the fact that met the duty, ``ended_by`` the type of the fact
    that removed it, and ``lifted_by`` the provision by which only the limit fell away. ``told``
    says which sources tell each fact of a case of which several tell.
    """

    clock: Clock
    rule: Rule
    started: Started
    limit: Limit
    origin: CountedFrom
    due: DueDate
    calendar: WorkingDayCalendar
    cautions: tuple[str, ...] = ()
    relaxed: tuple[Relaxation, ...] = ()
    lifted_by: str | None = None
    done: Event | None = None
    ended_by: str | None = None
    told: Agreement | None = None
