import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.rules.after_due import AfterDue
from notifications.alert_words import AlertFacts, describe
from notifications.digest import at_once, digest, health_line

NOW = datetime(2025, 1, 27, 6, 0, tzinfo=UTC)
CASE = "7f3a0c52-8f0e-4c57-9a52-0f4f6f1f2a11"
HEALTH = "The engine is working."
FACTS = AlertFacts(
    alert="a1",
    lineage="l1",
    title="First looked-after review",
    family="lac",
    case=CASE,
    due_on=date(2025, 1, 22),
    act_by=date(2025, 1, 22),
    due_at=None,
    reached_on=date(2025, 1, 27),
    working_days_left=-3,
)


def on(day: date, working_days_left: int) -> AlertFacts:
    return replace(FACTS, due_on=day, act_by=day, working_days_left=working_days_left)


def test_an_overdue_clock_says_when_it_was_due_and_how_late_it_is() -> None:
    line = describe(FACTS, NOW)
    assert line.sentence == (
        "First looked-after review: due Wednesday 22 January 2025 (3 working days late)."
    )
    assert line.case == CASE[:8]
    assert line.notes == ()


def test_one_working_day_is_not_one_working_days() -> None:
    assert "(in 1 working day)" in describe(on(date(2025, 1, 28), 1), NOW).sentence
    assert "(1 working day late)" in describe(on(date(2025, 1, 24), -1), NOW).sentence


def test_a_weekend_without_working_days_is_counted_in_days() -> None:
    saturday = datetime(2025, 1, 25, 6, 0, tzinfo=UTC)
    assert "(1 day late)" in describe(on(date(2025, 1, 24), 0), saturday).sentence
    assert "(in 1 day)" in describe(on(date(2025, 1, 26), 0), saturday).sentence


def test_due_today_is_not_overdue_until_midnight_in_london() -> None:
    facts = on(date(2025, 6, 30), 0)
    last_minute = datetime(2025, 6, 30, 22, 59, tzinfo=UTC)
    content = digest(last_minute, "IRO-07", [], [facts], HEALTH)
    assert [line.sentence for line in content.lines("due_today")] == [
        "First looked-after review: due Monday 30 June 2025 (today)."
    ]
    assert content.lines("overdue") == ()
    after_midnight = last_minute + timedelta(minutes=1)
    content = digest(after_midnight, "IRO-07", [], [facts], HEALTH)
    assert content.lines("due_today") == ()
    assert len(content.lines("overdue")) == 1


def test_a_clock_of_hours_gives_the_time_in_london() -> None:
    due_at = datetime(2025, 7, 1, 13, 30, tzinfo=UTC)
    facts = replace(on(date(2025, 7, 1), 0), due_at=due_at)
    before = digest(due_at, "IRO-07", [], [facts], HEALTH)
    assert before.lines("due_today")[0].sentence.endswith(
        "due Tuesday 1 July 2025 at 14:30 (today)."
    )
    after = digest(due_at + timedelta(seconds=1), "IRO-07", [], [facts], HEALTH)
    assert after.lines("overdue")[0].sentence.endswith("due Tuesday 1 July 2025 at 14:30 (late).")


def test_a_due_date_on_a_weekend_names_the_working_day_to_act_by() -> None:
    facts = replace(on(date(2025, 2, 1), 4), act_by=date(2025, 1, 31))
    assert describe(facts, NOW).notes == (
        "That is not a working day: act by Friday 31 January 2025.",
    )


def test_provisional_and_unverified_dates_say_so() -> None:
    notes = describe(replace(FACTS, provisional=True, unverified=True), NOW).notes
    assert any(note.startswith("Provisional:") for note in notes)
    assert any("has not been verified" in note for note in notes)


def test_an_alert_sent_late_says_when_it_was_due_and_why() -> None:
    facts = replace(FACTS, reached_on=date(2025, 1, 23), late_because="the engine was not running.")
    assert describe(facts, NOW).notes == (
        "This alert was due on Thursday 23 January 2025 and comes late: "
        "the engine was not running.",
    )


def test_an_alert_on_time_says_nothing_about_lateness() -> None:
    assert not any("comes late" in note for note in describe(FACTS, NOW).notes)


def test_a_withdrawn_alert_says_why_and_that_nothing_is_to_be_done() -> None:
    facts = replace(FACTS, withdrawn=True, withdrawn_because="the start date was corrected")
    content = digest(NOW, "IRO-07", [], [facts], HEALTH)
    assert content.lines("overdue") == ()
    assert content.lines("withdrawn")[0].notes == (
        "Why: the start date was corrected.",
        "You need do nothing about it.",
    )


def test_alerts_withdrawn_before_anybody_was_told_are_counted_not_listed() -> None:
    unseen = replace(FACTS, withdrawn=True, untold=True)
    content = digest(NOW, "IRO-07", [], [unseen, replace(unseen, alert="a2")], HEALTH)
    assert content.lines("withdrawn") == ()
    assert content.unseen == "2 alerts were raised and withdrawn again before this digest."
    assert digest(NOW, "IRO-07", [], [replace(FACTS, untold=True)], HEALTH).unseen == ""


def test_what_was_done_since_is_not_listed_as_overdue() -> None:
    facts = replace(FACTS, settled="since recorded as done on 24 January 2025")
    content = digest(NOW, "IRO-07", [], [facts], HEALTH)
    assert content.lines("overdue") == ()
    assert content.lines("settled")[0].sentence == (
        "First looked-after review: was due Wednesday 22 January 2025; "
        "since recorded as done on 24 January 2025."
    )


def test_alerts_are_grouped_and_the_earliest_due_comes_first() -> None:
    alerts = [
        replace(on(date(2025, 2, 10), 10), lineage="l4"),
        replace(on(date(2025, 1, 27), 0), lineage="l3"),
        replace(on(date(2025, 1, 24), -1), lineage="l2"),
        FACTS,
    ]
    content = digest(NOW, "IRO-07", [], alerts, HEALTH)
    assert [
        "22 January" in content.lines("overdue")[0].sentence,
        len(content.lines("overdue")),
    ] == [True, 2]
    assert [len(content.lines("due_today")), len(content.lines("coming_up"))] == [1, 1]


def test_several_rungs_of_one_clock_are_one_line_the_latest() -> None:
    earlier = replace(FACTS, alert="a0", reached_on=date(2025, 1, 20), late_because="was down")
    content = digest(NOW, "IRO-07", [], [FACTS, earlier], HEALTH)
    assert len(content.lines("overdue")) == 1
    assert content.lines("overdue")[0].notes == ()


def test_a_withdrawal_does_not_hide_an_alert_that_still_holds() -> None:
    withdrawn = replace(FACTS, alert="a2", withdrawn=True, reached_on=date(2025, 1, 28))
    content = digest(NOW, "IRO-07", [], [FACTS, withdrawn], HEALTH)
    assert [len(content.lines("overdue")), len(content.lines("withdrawn"))] == [1, 1]


def test_a_calm_day_says_that_nothing_is_overdue() -> None:
    content = digest(NOW, "iro_manager", [], [], HEALTH)
    assert content.summary == "Nothing is overdue."
    assert content.subject == "27 January 2025: nothing is overdue"
    assert content.overdue_by_family == ()
    assert content.groups == ()


def standing(**changes: object) -> AlertFacts:
    """A duty of which an earlier message told."""
    return replace(FACTS, alert=None, reached_on=None, **changes)  # type: ignore[arg-type]


def test_what_stands_from_before_is_listed_and_counted_and_only_the_new_is_marked() -> None:
    before = [standing(lineage="l2"), standing(lineage="l3", family="cp")]
    content = digest(NOW, "iro_manager", before, [FACTS], HEALTH)
    assert [line.new for line in content.lines("overdue")].count(True) == 1
    assert content.summary == "3 are overdue."
    assert content.overdue_by_family == (("Child protection", 1), ("Looked-after children", 2))
    assert content.subject == "27 January 2025: 3 overdue"


def test_what_stands_and_is_told_again_is_one_line() -> None:
    content = digest(NOW, "IRO-07", [standing()], [FACTS], HEALTH)
    assert len(content.lines("overdue")) == 1
    assert content.lines("overdue")[0].new


def test_what_was_done_since_is_not_called_new() -> None:
    content = digest(NOW, "IRO-07", [], [replace(FACTS, settled="since recorded")], HEALTH)
    assert [line.new for line in content.lines("settled")] == [False]


def test_the_lines_of_one_case_stand_together_the_case_that_is_due_first_before() -> None:
    days = {"l1": ("B", 22), "l2": ("A", 21), "l3": ("B", 20), "l4": ("A", 24)}
    alerts = [
        standing(lineage=lineage, case=case, due_on=date(2025, 1, day))
        for lineage, (case, day) in days.items()
    ]
    lines = digest(NOW, "IRO-07", alerts, [], HEALTH).lines("overdue")
    assert [line.case for line in lines] == ["B", "B", "A", "A"]
    assert ["20 January" in line.sentence for line in lines] == [True, False, False, False]


def test_a_line_says_who_is_responsible_while_there_is_something_to_do() -> None:
    facts = replace(FACTS, responsible="IRO-07")
    assert "Responsible: IRO-07." in describe(facts, NOW).notes
    assert describe(replace(facts, settled="since recorded"), NOW).notes == ()


DAYS = st.dates(date(2025, 1, 1), date(2025, 3, 31))
DUTIES = st.lists(
    st.builds(
        lambda number, due_on, **said: replace(
            FACTS, lineage=f"l{number}", due_on=due_on, act_by=due_on, **said
        ),
        st.integers(1, 12),
        DAYS,
        family=st.sampled_from(["lac", "cp", "complaint"]),
        case=st.sampled_from(["A", "B"]),
        alert=st.none() | st.just("a1"),
        doubt=st.none() | st.just("A row could not be read."),
        settled=st.none() | st.just("since recorded as done on 24 January 2025"),
        withdrawn=st.booleans(),
        untold=st.booleans(),
        after_due=st.sampled_from(AfterDue),
    ),
    max_size=12,
)


@settings(max_examples=150)
@given(standing=DUTIES, carried=DUTIES)
def test_no_digest_contradicts_itself(
    standing: list[AlertFacts], carried: list[AlertFacts]
) -> None:
    before = {one.lineage: replace(one, alert=None, withdrawn=False) for one in standing}
    content = digest(NOW, "IRO-07", before.values(), carried, HEALTH)
    shown = {group.name: len(group.lines) for group in content.groups}
    overdue = shown.get("overdue", 0)
    assert sum(number for _, number in content.overdue_by_family) == overdue
    assert content.summary.startswith("Nothing is overdue.") is (overdue == 0)
    said = [int(number) for number in re.findall(r"\d+", content.summary)]
    counted = [
        shown[name] for name in ("overdue", "due_today", "this_week", "in_doubt") if name in shown
    ]
    assert said == counted
    assert [int(number) for number in re.findall(r"\d+", content.subject)][2:] == said
    holding = {one.lineage for one in carried if not one.withdrawn} | before.keys()
    told_back = {one.lineage for one in carried if one.withdrawn and not one.untold}
    assert sum(shown.values()) == len(holding) + len(told_back)
    assert all(group.lines for group in content.groups)


def test_the_day_of_a_digest_is_the_london_day() -> None:
    late_evening_in_utc = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
    assert digest(late_evening_in_utc, "x", [], [], HEALTH).day == date(2025, 7, 1)


def test_the_health_line_tells_calm_from_broken() -> None:
    assert health_line(NOW, NOW).startswith("The engine is working")
    assert health_line(NOW - timedelta(hours=24), NOW).startswith("The engine is working")
    assert health_line(NOW - timedelta(hours=24, seconds=1), NOW).startswith("Warning")
    assert health_line(None, NOW).startswith("Warning")


def test_an_at_once_message_says_overdue_in_its_subject_and_holds_no_case_there() -> None:
    content = at_once(NOW, "IRO-07", [FACTS])
    assert content.subject == "Overdue: First looked-after review, due 22 January 2025"
    assert [line.case for group in content.groups for line in group.lines] == [CASE[:8]]


def test_several_found_at_once_are_one_message_that_counts_them() -> None:
    today = replace(on(date(2025, 1, 27), 0), lineage="l2")
    content = at_once(NOW, "IRO-07", [FACTS, replace(FACTS, lineage="l3"), today])
    assert content.subject == "2 overdue, 1 due today"


def test_what_is_in_doubt_has_a_heading_of_its_own_and_is_not_counted_as_overdue() -> None:
    why = "The table reviews could not be read on 12 January 2025; this may have been done."
    facts = replace(FACTS, doubt=why)
    content = digest(NOW, "IRO-07", [], [facts], HEALTH)
    assert content.lines("overdue") == ()
    assert [line.notes for line in content.lines("in_doubt")] == [(f"In doubt: {why}",)]
    assert content.subject == "27 January 2025: 1 in doubt"
    assert content.summary == "Nothing is overdue. 1 is in doubt."
    assert at_once(NOW, "IRO-07", [facts]).groups[0].name == "in_doubt"
    not_yet_due = replace(on(date(2025, 1, 29), 2), doubt=why)
    assert len(digest(NOW, "IRO-07", [not_yet_due], [], HEALTH).lines("in_doubt")) == 1


def test_those_responsible_for_data_read_what_to_mend() -> None:
    said = "The SSDA903 return: a row of the table reviews could not be read."
    content = digest(NOW, "data_team", [], [], HEALTH, to_mend=[said])
    assert content.to_mend == (said,)
    assert content.subject == "27 January 2025: nothing is overdue, data to mend"


def test_what_has_no_day_in_law_is_listed_apart_and_never_as_late() -> None:
    facts = replace(FACTS, title="Review of accommodation", after_due=AfterDue.PRACTICABLE)
    content = digest(NOW, "SW-07", [], [facts], HEALTH)
    assert content.lines("overdue") == ()
    assert [line.sentence for line in content.lines("practicable")] == [
        "Review of accommodation: as soon as practicable, from Wednesday 22 January 2025 on."
    ]
    before = digest(NOW - timedelta(days=7), "SW-07", [], [facts], HEALTH)
    assert len(before.lines("this_week")) == 1


def test_a_point_that_was_reached_before_it_was_told_is_said_as_such() -> None:
    facts = replace(FACTS, title="Two years under a plan", after_due=AfterDue.WATCHED)
    content = digest(NOW, "IRO-07", [], [facts], HEALTH)
    assert content.lines("overdue") == ()
    assert [line.sentence for line in content.lines("reached")] == [
        "Two years under a plan: the point watched for was reached on Wednesday 22 January 2025."
    ]


def test_time_that_was_the_complainants_own_has_closed_and_is_not_late() -> None:
    facts = replace(FACTS, title="Time to ask for a panel", after_due=AfterDue.LAPSES)
    content = digest(NOW, "CM-07", [], [facts], HEALTH)
    assert content.lines("overdue") == ()
    assert [line.sentence for line in content.lines("settled")] == [
        "Time to ask for a panel: the time closed on Wednesday 22 January 2025."
    ]
