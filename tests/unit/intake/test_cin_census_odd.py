"""What is odd about a census is told, and kept."""

from pathlib import Path

import pytest

from tests.support.cin_census import (
    assessment,
    census,
    child,
    enquiry,
    episode,
    plan,
    read,
    read_child,
)
from tests.unit.intake.rows import all_counted, of_type

GENDER = "<GenderCurrent>2</GenderCurrent>"


# What is odd but kept: the episodes, and the code of the warning.
ODD: list[tuple[list[str], str]] = [
    ([episode("2025-04-15")], "cin_8600"),
    ([episode("2024-05-01", closed="2025-04-15", reason="RC7")], "cin_8620"),
    ([episode("2024-05-01", closed="2024-06-15")], "cin_8805"),
    ([episode("2024-05-01", reason="RC7")], "cin_8810"),
    ([episode("2012-05-01")], "cin_8606"),
    ([episode("2024-05-01"), episode("2024-06-01")], "cin_8815"),
    (
        [
            episode("2024-05-01", closed="2024-07-01", reason="RC7"),
            episode("2024-06-01", closed="2024-08-01", reason="RC7"),
        ],
        "cin_8820",
    ),
    ([episode("2024-05-01", before_flag=[assessment("2024-04-30", "2024-05-20")])], "cin_1103"),
    ([episode("2024-02-01", before_flag=[assessment("2024-02-05", "2024-03-20")])], "cin_8696"),
    ([episode("2024-02-01", before_flag=[assessment("2024-02-05")])], "cin_8736"),
    (
        [episode("2024-05-01", before_flag=[assessment("2024-05-05"), assessment("2024-05-06")])],
        "cin_8896",
    ),
    (
        [
            episode(
                "2024-05-01",
                before_flag=[assessment("2024-05-05", "2024-06-05"), assessment("2024-05-06")],
            )
        ],
        "cin_8863Q",
    ),
    (
        [
            episode(
                "2024-05-01",
                closed="2024-06-03",
                reason="RC7",
                before_flag=[assessment("2024-05-05")],
            )
        ],
        "cin_8867",
    ),
    (
        [
            episode(
                "2024-05-01",
                closed="2024-06-03",
                reason="RC7",
                before_flag=[assessment("2024-06-05", "2024-06-06")],
            )
        ],
        "cin_8565",
    ),
    ([episode("2024-05-01", before_flag=[enquiry("2024-04-29")])], "cin_2889"),
    ([episode("2024-05-01", before_flag=[enquiry("2024-05-02")])], "cin_2991Q"),
    ([episode("2024-05-01", before_flag=[enquiry("2024-04-22", "2024-04-29")])], "cin_1104"),
    ([episode("2024-02-01", before_flag=[enquiry("2024-02-05", "2024-02-19")])], "cin_8715"),
    ([episode("2024-02-01", before_flag=[enquiry("2024-02-05")])], "cin_8740"),
    ([episode("2024-05-01", before_flag=[enquiry("2024-05-02", "2024-05-18")])], "cin_8875"),
    (
        [episode("2024-05-01", before_flag=[enquiry("2024-05-02"), enquiry("2024-05-20")])],
        "cin_8839",
    ),
    (
        [
            episode(
                "2024-05-01",
                before_flag=[enquiry("2024-05-02", "2024-05-21"), enquiry("2024-05-20")],
            )
        ],
        "cin_8890",
    ),
    (
        [
            episode(
                "2024-05-01", closed="2024-06-03", reason="RC7", before_flag=[enquiry("2024-05-02")]
            )
        ],
        "cin_8868",
    ),
    (
        [
            episode(
                "2024-05-01", before_flag=[enquiry("2024-05-02", "2024-05-21", not_required="1")]
            )
        ],
        "conference_held_and_not_required",
    ),
    ([episode("2024-05-01", plans=[plan("2024-04-30")])], "cin_1105"),
    ([episode("2024-05-01", plans=[plan("2025-04-30")])], "cin_8720"),
    ([episode("2024-05-01", plans=[plan("2024-05-20", "2024-05-20")])], "cin_8840"),
    ([episode("2024-05-01", plans=[plan("2024-05-20", "2025-04-20")])], "cin_8930"),
    ([episode("2024-05-01", plans=[plan("2024-05-20"), plan("2024-06-20")])], "cin_8935"),
    (
        [episode("2024-05-01", plans=[plan("2024-05-20", "2024-06-25"), plan("2024-06-20")])],
        "cin_8940",
    ),
    (
        [episode("2024-05-01", plans=[plan("2024-05-20", "2024-06-25", reviews=["2024-06-26"])])],
        "review_after_plan_ended",
    ),
]


@pytest.mark.parametrize(("episodes", "code"), ODD)
def test_what_is_odd_is_kept_with_a_warning(tmp_path: Path, episodes: list[str], code: str) -> None:
    reading = read_child(tmp_path, *episodes)
    assert code in {one.code for one in reading.warnings}
    assert not reading.refusals
    assert all_counted(reading)


@pytest.mark.parametrize(
    ("reference", "year"),
    [(None, "2025"), ("2025-03-30", "2025"), ("1999-03-31", "1999"), ("soon", "soon")],
)
def test_a_reference_date_that_is_none_is_told_and_the_census_read(
    tmp_path: Path, reference: str | None, year: str
) -> None:
    sex = "<Sex>F</Sex>" if year != "1999" else GENDER
    text = census(child(episode("2024-05-01"), sex=sex), reference=reference, year=year)
    reading = read(tmp_path, text)
    assert "cin_100" in {one.code for one in reading.warnings}
    assert len(of_type(reading, "referral_received")) == 1
    assert not reading.refusals


def test_the_year_can_be_given(tmp_path: Path) -> None:
    text = census(child(episode("2020-05-01"), sex=GENDER), reference="2025-03-31")
    reading = read(tmp_path, text, year=2021)
    assert not reading.refusals
    assert not reading.warnings
