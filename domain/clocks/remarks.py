"""What is said beside a clock: the cautions that its case calls for, and temporary law."""

from collections.abc import Iterator

from domain.clocks.case_so_far import CaseSoFar
from domain.clocks.clock import Clock
from domain.clocks.reckoned import Started
from domain.counting import LEAP_DAY
from domain.rules.rule import Rule
from domain.rules.rule_parts import Caution, Relaxation

_BORN_ON_A_LEAP_DAY = (
    "Born on 29 February: in a year without that day the birthday is taken to fall on 1 March "
    "(Family Law Reform Act 1969, section 9, with the usual reading)."
)


def cautions_of(rule: Rule, started: Started, case: CaseSoFar) -> tuple[str, ...]:
    """What to warn of in this case, by what it last said in the clock's period."""
    return tuple(_cautions(rule, started, case))


def _cautions(rule: Rule, started: Started, case: CaseSoFar) -> Iterator[str]:
    last = started.period.last - 1
    for caution in rule.cautions:
        if _is_called_for(caution, last, case):
            yield caution.says
    if rule.by_age:
        births = case.history.of_type("born")
        if births and (births[-1].event.on.month, births[-1].event.on.day) == LEAP_DAY:
            yield _BORN_ON_A_LEAP_DAY


def _is_called_for(caution: Caution, last: int, case: CaseSoFar) -> bool:
    if caution.during and not case.known_to_be_in(caution.during, last):
        return False
    told = (fact for name in caution.told for fact in case.history.of_type(name))
    if caution.told and not any(fact.position <= last for fact in told):
        return False
    return all(case.last_said(name, last) in wanted for name, wanted in caution.standing.items())


def relaxed_by(
    rule: Rule, clock: Clock, started: Started, case: CaseSoFar
) -> tuple[Relaxation, ...]:
    """Temporary law that loosened the limit on the day the clock fell due, or is saved for it."""
    return tuple(
        one
        for one in rule.relaxed
        if _falls_due_in(one, clock) or _is_saved(one, clock, started, case)
    )


def _falls_due_in(one: Relaxation, clock: Clock) -> bool:
    return not one.only_saved and one.since <= clock.due_on <= one.to


def _is_saved(one: Relaxation, clock: Clock, started: Started, case: CaseSoFar) -> bool:
    if clock.due_on < one.since:
        return False
    ends = (clock.completed_on, clock.stopped_on, clock.superseded_on)
    ended_on = min((day for day in ends if day), default=None)
    if (
        one.saved_while_running
        and clock.started_on <= one.to
        and (ended_on is None or ended_on > one.to)
    ):
        return True
    return any(
        one.since <= fact.event.on <= one.to
        and fact.position <= started.fact.position
        and saving.hold_for(fact.event)
        for saving in one.saved
        for fact in case.history.of_type(saving.event)
    )
