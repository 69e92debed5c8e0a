"""Where sources disagree, from cases of which it is known what each source told."""

from dataclasses import replace
from datetime import date

from domain.case.editions import Coverage
from domain.case.events import Event
from reports.formats import comma_separated, spreadsheet, web_page
from reports.made.where_sources_disagree import REPORT
from reports.report import Report
from tests.unit.reports.told import findings, rows, table, told

YEAR = date(2025, 4, 1), date(2026, 3, 31)
DIFFERENT = "What sources say differently"
ALONE = "Told by one source and not by another that could have"
ONE_MEETING = (("mosaic", "2025-06-04"), ("ssda903", "2025-06-03"))


def by(source: str, case: str, type_name: str, at: str, **said: object) -> Event:
    return replace(told(case, type_name, at, **said), source=source)


def made(*events: Event, first: date = YEAR[0], last: date = YEAR[1]) -> Report:
    return REPORT.make(findings(REPORT, events, first, last))


def told_by(sources: str, case: str, type_name: str, at: str) -> list[Event]:
    return [by(source, case, type_name, at) for source in sources.split()]


def test_a_meeting_on_two_days_is_listed_with_what_each_says_and_what_to_do() -> None:
    report = made(*(by(source, "A", "review_held", at) for source, at in ONE_MEETING))
    assert table(report, DIFFERENT).rows == (
        (
            "review held",
            "A",
            date(2025, 6, 4),
            "day",
            "mosaic: 4 June 2025; ssda903: 3 June 2025",
            "mosaic",
            "Look up the day and correct ssda903, or mosaic where that is wrong.",
        ),
    )
    assert rows(report, "Facts that several sources tell") == {"review held": (1, 1), "All": (1, 1)}
    assert report.sentences[0] == (
        "1 case of which several sources tell. Said differently: 1. Told by one source and not by "
        "another that could have: 0."
    )


def test_what_is_told_alike_is_counted_and_not_listed() -> None:
    report = made(*told_by("mosaic ssda903", "A", "review_held", "2025-06-04"))
    assert table(report, DIFFERENT).rows == ()
    assert rows(report, "Facts that several sources tell")["review held"] == (1, 0)


def test_what_is_of_another_year_is_not_listed() -> None:
    events = [by(source, "A", "review_held", at) for source, at in ONE_MEETING]
    assert table(made(*events, first=date(2025, 6, 5)), DIFFERENT).rows == ()
    assert table(made(*events, last=date(2025, 6, 3)), DIFFERENT).rows == ()


def test_another_date_of_birth_is_listed_in_every_year_and_not_shown() -> None:
    events = [
        by("mosaic", "A", "born", "2014-05-06"),
        by("ssda903", "A", "born", "2015-05-06"),
        *told_by("mosaic ssda903", "A", "review_held", "2025-06-04"),
    ]
    report = made(*events)
    [row] = table(report, DIFFERENT).rows
    assert row[:5] == ("born", "A", None, "day", "mosaic and ssda903 give other dates of birth")
    forms = [web_page.page(report).encode(), *comma_separated.files(report).values()]
    assert not any(year in form for year in (b"2014", b"2015") for form in forms)
    assert spreadsheet.workbook(report)


def test_what_one_source_leaves_out_though_it_tells_of_that_time_is_listed() -> None:
    report = made(
        *told_by("mosaic ssda903", "A", "review_held", "2025-05-01"),
        *told_by("mosaic ssda903", "B", "review_held", "2025-09-01"),
        by("mosaic", "A", "review_held", "2025-07-01"),
    )
    assert table(report, ALONE).rows == (
        (
            "review held",
            "A",
            date(2025, 7, 1),
            "mosaic",
            "ssda903",
            "If it happened, add it to ssda903; if not, take it out of mosaic.",
        ),
    )


def test_what_a_source_does_not_go_back_to_or_tells_only_the_latest_of_is_not_listed() -> None:
    whole = (("2025-05-01", "A"), ("2025-09-01", "B"))
    narrower = made(
        *(one for at, case in whole for one in told_by("mosaic ssda903", case, "review_held", at)),
        by("mosaic", "A", "review_held", "2025-04-02"),
    )
    latest_only = made(
        *(one for at, case in whole for one in told_by("mosaic annex-a", case, "review_held", at)),
        by("mosaic", "A", "review_held", "2025-07-01"),
    )
    not_of_this_case = made(
        *told_by("mosaic ssda903", "A", "review_held", "2025-05-01"),
        *told_by("mosaic ssda903", "A", "review_held", "2025-09-01"),
        by("mosaic", "B", "review_held", "2025-07-01"),
    )
    for report in (narrower, latest_only, not_of_this_case):
        assert table(report, ALONE).rows == ()


def test_what_began_before_the_year_of_a_return_and_did_not_go_on_into_it_is_not_listed() -> None:
    events = [
        *told_by("mosaic ssda903", "A", "placement_started", "2023-05-01"),
        *told_by("mosaic ssda903", "B", "placement_started", "2025-09-01"),
        by("mosaic", "B", "placement_started", "2024-07-01"),
        by("mosaic", "A", "placement_started", "2025-07-01"),
    ]
    found = findings(REPORT, events, date(2023, 4, 1), YEAR[1])
    year = Coverage(since={"placement_started": YEAR[0]}, until=YEAR[1])
    for covered, listed in (
        ({}, [date(2024, 7, 1), date(2025, 7, 1)]),
        ({"ssda903": [year]}, [date(2025, 7, 1)]),
    ):
        rows_listed = table(REPORT.make(replace(found, covered=covered)), ALONE).rows
        assert [row[2] for row in rows_listed] == listed


def test_what_each_source_tells_is_there_with_its_first_and_last_day() -> None:
    report = made(
        by("mosaic", "A", "review_held", "2025-05-01"),
        by("mosaic", "B", "review_held", "2025-06-02"),
    )
    assert table(report, "What each source tells").rows == (
        ("mosaic", "review held", 2, date(2025, 5, 1), date(2025, 6, 2)),
    )
