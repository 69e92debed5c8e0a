"""A clock for each school term, and closure days, which move nothing."""

from dataclasses import asdict, replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.case.events import Event
from domain.clocks.schedule import reckon_case, schedule
from domain.explaining.explanation import explain
from domain.rules.local_days import Closure, last_open_day
from domain.rules.rule import Rule
from intake.catalogue import evidence_of_returns
from tests.unit.domain.cases import ENGLAND, clocks, day, event, rules_of
from tests.unit.domain.random_cases import FIRST_DAY, cases

PROFILE, RULE = "anyshire", "lac.pep.termly"
BOOK, CALENDARS = rules_of(PROFILE)
EVIDENCE = evidence_of_returns()
CARE = event("became_looked_after", "2024-07-29")


def test_every_term_on_file_has_one_clock_and_none_comes_after() -> None:
    found = clocks([CARE], RULE, PROFILE)
    ahead = [term for term in BOOK.terms if term.ends >= CARE.on]
    assert [(one.started_on, one.due_on) for one in found] == [
        (term.begins, term.ends) for term in ahead
    ]
    assert len({one.clock for one in found}) == len(found) == 12


def test_a_term_whose_dates_are_corrected_keeps_its_clock() -> None:
    before = clocks([CARE], RULE, PROFILE)[0]
    moved = [
        term.model_copy(update={"begins": day("2024-09-03"), "ends": day("2024-12-18")})
        if term.name == "Autumn term 2024"
        else term
        for term in BOOK.terms
    ]
    rulebook = replace(BOOK, terms=tuple(moved))
    after = next(one for one in schedule([CARE], rulebook, CALENDARS, EVIDENCE) if one.rule == RULE)
    assert after.clock == before.clock
    assert (before.due_on, after.due_on) == (day("2024-12-20"), day("2024-12-18"))


def test_days_before_the_end_of_a_term_are_counted_back_from_it() -> None:
    told = BOOK.rule(RULE).model_dump(by_alias=True, exclude_unset=True, exclude={"ladder"})
    told |= {
        "limits": [{"from": date(2011, 4, 1), "working_days": 5, "before": {"end_of_term": True}}]
    }
    told |= {"ladder": {"0": ["responsible"]}}
    rulebook = replace(BOOK, rules={RULE: Rule.model_validate(told)})
    found = reckon_case([CARE], rulebook, CALENDARS, EVIDENCE)[0]
    assert found.clock.due_on == day("2024-12-13")
    text = explain(found, day("2024-12-01"), rulebook).as_text()
    assert text.startswith("Due Friday 13 December 2024: 5 working days before 20 December 2024.")
    assert "back from Friday 20 December 2024, the end of the school term." in text


def test_the_last_open_day_is_a_working_day_before_closures_that_follow_each_other() -> None:
    closures = (
        Closure(name="Christmas", begins=day("2024-12-23"), ends=day("2024-12-31")),
        Closure(name="New Year", begins=day("2025-01-01"), ends=day("2025-01-03")),
    )
    assert last_open_day(closures, day("2025-01-03"), ENGLAND) == day("2024-12-20")
    assert last_open_day(closures, day("2025-01-06"), ENGLAND) == day("2025-01-06")


@st.composite
def _closures(draw: st.DrawFn) -> tuple[Closure, ...]:
    """Closure days as no authority would have them: often, and long."""
    found, begins = [], FIRST_DAY
    for number in range(draw(st.integers(1, 12))):
        begins += timedelta(days=draw(st.integers(1, 40)))
        ends = begins + timedelta(days=draw(st.integers(0, 30)))
        found.append(Closure(name=f"Closure {number}", begins=begins, ends=ends))
        begins = ends
    return tuple(found)


@settings(max_examples=150)
@given(case=cases, closures=_closures(), profile=st.sampled_from(["leicestershire", PROFILE]))
def test_closure_days_never_change_a_date_of_any_clock(
    case: list[Event], closures: tuple[Closure, ...], profile: str
) -> None:
    rulebook, calendars = rules_of(profile)
    open_all_year = schedule(case, replace(rulebook, closures=()), calendars, EVIDENCE)
    often_closed = reckon_case(case, replace(rulebook, closures=closures), calendars, EVIDENCE)
    assert [asdict(one.clock) for one in often_closed] == [asdict(one) for one in open_all_year]


@settings(max_examples=60)
@given(closures=_closures(), on=st.dates(FIRST_DAY, FIRST_DAY + timedelta(days=400)))
def test_an_explanation_speaks_of_a_closure_exactly_where_the_day_to_act_is_one(
    closures: tuple[Closure, ...], on: date
) -> None:
    rulebook = replace(BOOK, closures=closures)
    [first, *_] = reckon_case(
        [event("became_looked_after", on.isoformat())], rulebook, CALENDARS, EVIDENCE
    )
    text = explain(first, on, rulebook).as_text()
    closed = any(one.holds(first.clock.act_by) for one in closures)
    assert ("offices are closed" in text) is closed
    last = last_open_day(closures, first.clock.act_by, ENGLAND)
    assert ENGLAND.is_working_day(last)
    assert not any(one.holds(last) for one in closures)
