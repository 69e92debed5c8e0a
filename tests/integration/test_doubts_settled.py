"""How a doubt goes: by a later import or a person, and what is then told late."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.days import day_of
from domain.errors import ProblemError
from engine.doubts import doubts_about, settle_doubt
from engine.loading import load
from engine.sweep import sweep
from engine.workspace import Workspace
from tests.support import cin_census
from tests.support.doubtful_return import DAY, NOW, READ_WELL, REVIEWS, alerts, give, states
from tests.support.workspaces import fact, tell


def test_once_the_doubt_is_settled_what_is_still_open_is_told_late_and_says_why(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="41/05/2025", other="27/05/2025"))
    sweep(small, now=NOW)
    before = alerts(small)
    later = NOW + 3 * DAY
    (doubt,) = doubts_about(small, subject="701")
    settle_doubt(small, doubt.id[:8], reason="no review was held", by="DT-02", now=later)
    assert states(small, "701", day_of(later)) == {"lac.review.first": "overdue"}
    sweep(small, now=later + timedelta(minutes=5))
    told = [because for subject, because in alerts(small) if subject == "701"]
    assert before
    assert set(told) == {"until 13 April 2026 it was in doubt, because something could not be read"}


def test_only_what_a_doubt_held_back_is_told_late_because_of_it(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="41/05/2025", other="27/05/2025"))
    later = NOW + 3 * DAY
    (doubt,) = doubts_about(small, subject="701")
    settle_doubt(small, doubt.id[:8], reason="no review was held", by="DT-02", now=later)
    # Of something else that is missing the review does not hear.
    with small.database.unit_of_work() as work:
        of_plans = replace(doubt, id="d", tells=["review_conference_held"], table_name="plans")
        work.doubts.add([of_plans])
    settle_doubt(small, "d", reason="no conference was held", by="DT-02", now=later + DAY)
    tell(small, fact("9", "became_looked_after", "2026-03-02"), now=later)
    sweep(small, now=later + DAY + timedelta(minutes=5))
    because = dict(alerts(small))
    held_back = "until 13 April 2026 it was in doubt, because something could not be read"
    assert because == {
        "701": held_back,
        "702": because["9"],
        "9": "the engine had not been started",
    }


def test_who_settled_a_doubt_when_and_why_is_kept(small: Workspace, tmp_path: Path) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="41/05/2025", other="27/05/2025"))
    (doubt,) = doubts_about(small)
    settle_doubt(small, doubt.id, reason="no review was held", by="DT-02", now=NOW)
    assert doubts_about(small) == []
    (kept,) = doubts_about(small, everything=True)
    assert (kept.settled_by, kept.settled_because) == ("DT-02", "no review was held")
    with pytest.raises(ProblemError) as refused:
        settle_doubt(small, doubt.id, reason="again", by=None, now=NOW)
    assert refused.value.code == "doubt_settled"


def test_a_later_import_that_reads_the_table_well_settles_its_doubts(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="27/05/2025", other="41/05/2025"))
    loaded = give(small, tmp_path / "r", READ_WELL, now=NOW + DAY)
    assert (loaded.imported.doubts.noted, loaded.imported.doubts.settled) == (0, 1)
    (kept,) = doubts_about(small, everything=True)
    assert kept.settled_because == "the import of 11 April 2026 read it"
    assert "in_doubt" not in states(small, "702").values()


def test_an_import_without_the_table_settles_nothing_of_it(
    small: Workspace, tmp_path: Path
) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="27/05/2025", other="41/05/2025"))
    give(small, tmp_path / "r", None, now=NOW + DAY)
    assert states(small, "702") == {"lac.review.first": "in_doubt"}


def test_the_return_of_another_year_settles_nothing(small: Workspace, tmp_path: Path) -> None:
    give(small, tmp_path / "r", REVIEWS.format(one="27/05/2025", other="41/05/2025"))
    give(small, tmp_path / "r", "CHILD,REVIEW,REVIEW_CODE\n", now=NOW + DAY, year=2024)
    assert [one.since for one in doubts_about(small)] == [date(2025, 4, 1)]


def test_a_census_without_any_review_settles_that_one_could_not_be_read(
    small: Workspace, tmp_path: Path
) -> None:
    def give_census(*children: str) -> None:
        reading = cin_census.read(tmp_path, cin_census.census(*children))
        load(small, reading, kind="cin-census", now=NOW)

    whole = cin_census.plan("2024-05-20")
    cut = cin_census.plan("2024-05-20", reviews=["2024-08-32"])
    of_child = [
        cin_census.child(cin_census.episode("2024-05-01", plans=[each])) for each in (cut, whole)
    ]
    for child in of_child:
        give_census(child)
        assert len(doubts_about(small)) == (child is of_child[0])


def test_what_was_in_doubt_of_a_year_goes_once_it_is_told_as_another(
    small: Workspace, tmp_path: Path
) -> None:
    damaged = REVIEWS.format(one="41/05/2025", other="41/05/2025")
    give(small, tmp_path / "r", damaged, year=2024)
    give(small, tmp_path / "r", damaged, now=NOW + DAY)
    assert {one.since for one in doubts_about(small)} == {date(2025, 4, 1)}
    give(small, tmp_path / "r", READ_WELL, now=NOW + 2 * DAY)
    assert doubts_about(small) == []
