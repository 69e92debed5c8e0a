"""Whatever happens to a census on its way, nothing crashes and every record is counted."""

import re
import tempfile
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.reading import Reading
from tests.support.cin_census import (
    assessment,
    census,
    child,
    enquiry,
    episode,
    in_need_plan,
    plan,
    read,
)
from tests.unit.domain.cases import clocks
from tests.unit.intake.rows import accounting, events

TABLES = re.compile(
    "<(?:Child|CINdetails|Assessments|CINPlanDates|Section47|ChildProtectionPlans|"
    "PreProceedingsandFGDM|CPPreviewDate)[>/]"
)

days = st.dates(date(2023, 10, 1), date(2025, 6, 3)).map(date.isoformat)
maybe_days = st.none() | days | st.sampled_from(["", "2024-02-30", "01/05/2024", "2031-01-01"])
flags = st.sampled_from(["0", "1", "true", "FALSE", "", None, "x"])
assessments = st.builds(assessment, maybe_days, maybe_days)
enquiries = st.builds(enquiry, maybe_days, maybe_days, not_required=flags)
plans = st.builds(
    plan,
    maybe_days,
    maybe_days,
    reviews=st.lists(days | st.just(""), max_size=3),
    category=st.sampled_from(["NEG", "EMO", "x", None]),
    previous=st.sampled_from(["0", "3", "-1", None]),
)
in_need_plans = st.builds(in_need_plan, days, maybe_days)
episodes = st.builds(
    episode,
    maybe_days,
    closed=maybe_days,
    reason=st.sampled_from(["RC7", "RC99", None]),
    conference=maybe_days,
    before_flag=st.lists(assessments | enquiries | in_need_plans, max_size=4),
    no_further_action=flags,
    plans=st.lists(plans, max_size=2),
)
children = st.builds(
    lambda parts, number, born, expected: child(
        *parts, number=number, born=born, expected=expected
    ),
    st.lists(episodes, max_size=3),
    st.sampled_from(["C1", "C2", "C3", "", None, "a b"]),
    maybe_days,
    maybe_days,
)
censuses = st.lists(children, max_size=4).map(lambda found: census(*found))


def read_text(text: str | bytes) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        return read(Path(folder), text)


def every_record_is_counted_once(reading: Reading) -> bool:
    return all(
        line.accounted_for == line.rows_read for line in accounting(reading).values()
    ) and sum(reading.rows_read.values()) == len(reading.rows)


@settings(deadline=None, max_examples=60)
@given(censuses)
def test_every_record_of_any_census_is_counted_once(text: str) -> None:
    reading = read_text(text)
    assert len(reading.rows) == len(TABLES.findall(text))
    assert every_record_is_counted_once(reading)
    ids = [event.id for event in events(reading)]
    assert len(ids) == len(set(ids))
    for told in chain(reading.refusals, reading.warnings):
        assert told.message
        assert told.remedy
        assert told.line == 0 or told.column


@settings(deadline=None, max_examples=60)
@given(censuses, st.data())
def test_no_damage_to_a_census_is_fatal(text: str, data: st.DataObject) -> None:
    raw = text.encode()
    at = data.draw(st.integers(0, len(raw)))
    removed = data.draw(st.integers(0, 200))
    put = data.draw(st.binary(max_size=8) | st.sampled_from([b"<", b"&x;", b"<a:b/>", b"</Child>"]))
    assert every_record_is_counted_once(read_text(raw[:at] + put + raw[at + removed :]))


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="<>/&;C1abinx=\"' \n", max_size=60), st.booleans())
def test_no_text_inside_a_child_is_fatal(noise: str, inside: bool) -> None:
    text = census(child(episode("2024-05-01")))
    mark = "<ReferralNFA>" if inside else "<CINdetails>"
    assert every_record_is_counted_once(read_text(text.replace(mark, noise + mark)))


@settings(deadline=None, max_examples=40)
@given(st.lists(episodes, max_size=4))
def test_the_events_of_a_census_make_clocks_whatever_they_are(found: list[str]) -> None:
    told = events(read_text(census(child(*found))))
    for clock in clocks(told):
        assert clock.due_on >= clock.started_on - timedelta(days=1)


def test_a_valid_census_read_twice_gives_the_same_events() -> None:
    text = census(child(episode("2024-05-01", before_flag=[enquiry("2024-05-02", "2024-05-20")])))
    assert events(read_text(text)) == events(read_text(text))
