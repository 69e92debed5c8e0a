"""A rule file that is wrong says so: which file, which line, what, and what to do."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from domain.counting import Amount, Unit
from domain.errors import ProblemError
from intake.files.yaml_files import load
from intake.other_files.rule_file_errors import field_name
from intake.other_files.rule_files import check_rulebook, profile_ids, read_rulebook

BROKEN = Path(__file__).parent / "broken_rules"
DOMAIN = Path(__file__).parents[3] / "domain"
FIRST = "lac.review.first.yaml"
RULE = f"rulebook/lac/{FIRST}"
OWN_RULE = f"profiles/county/lac/{FIRST}"
PROFILE = "profiles/county/profile.yaml"
EXPECTED: dict[str, dict[str, str]] = load(BROKEN.with_suffix(".yaml").read_text("utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rulebook of one sound rule, and one county."""
    (tmp_path / "rulebook/lac").mkdir(parents=True)
    (tmp_path / "profiles/county/lac").mkdir(parents=True)
    shutil.copy(DOMAIN / "rulebook/periods.yaml", tmp_path / "rulebook")
    shutil.copy(BROKEN / "sound.yaml", tmp_path / RULE)
    (tmp_path / PROFILE).write_text("id: county\ntitle: A county\n")
    return tmp_path


def put(name: str, folder: Path, place: str) -> None:
    shutil.copy(BROKEN / f"{name}.yaml", folder / place)


def read_wrong(folder: Path) -> ProblemError:
    with pytest.raises(ProblemError) as raised:
        read_rulebook("county", folder)
    return raised.value


def test_the_rulebook_that_the_broken_files_are_put_into_is_sound(folder: Path) -> None:
    assert list(read_rulebook("county", folder).rules) == ["lac.review.first"]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_broken_file_says_where_what_and_what_to_do(folder: Path, name: str) -> None:
    put(name, folder, PROFILE if name.startswith("profile_") else RULE)
    problem, expected = read_wrong(folder), EXPECTED[name]
    assert problem.message == expected["says"]
    assert problem.remedy == expected["remedy"]
    if "code" in expected:
        assert problem.code == expected["code"]
    assert "Input should" not in problem.message


def test_a_rule_of_the_core_and_of_a_profile_is_refused(folder: Path) -> None:
    put("sound", folder, OWN_RULE)
    problem = read_wrong(folder)
    assert problem.code == "rule_defined_twice"
    assert problem.message == "lac.review.first is a rule of the core and of the profile county."
    assert "under 'vary' in profile.yaml" in problem.remedy


@pytest.mark.parametrize("place", ["rulebook", "profiles/county"])
def test_two_files_with_one_id_are_refused(folder: Path, place: str) -> None:
    (folder / RULE).unlink()
    for family in ("lac", "cp"):
        (folder / place / family).mkdir(exist_ok=True)
        put("sound", folder, f"{place}/{family}/{FIRST}")
    problem = read_wrong(folder)
    where = "the rulebook" if place == "rulebook" else "the profile county"
    assert problem.code == "rule_defined_twice"
    assert problem.message == f"lac.review.first stands in two files of {where}."
    assert [fault.code for fault in check_rulebook(folder)] == ["rule_defined_twice"]


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("from: 2020-04-24", "from: 2011-04-01", "two limits are in force from the same day"),
        ("ends: short_break_ended", "ends: short_break_started", "begins with one event and ends"),
        ("days_a_stay: 17", "days_a_stay: 0", "this number is too small"),
        ("passes: short_break_limit_passed", "passes: short_break_over", "no event type"),
    ],
)
def test_limits_to_stays_that_are_wrong_say_so(
    folder: Path, right: str, wrong: str, says: str
) -> None:
    text = (folder / "rulebook/periods.yaml").read_text().replace(right, wrong, 1)
    (folder / "rulebook/periods.yaml").write_text(text)
    problem = read_wrong(folder)
    assert problem.message.startswith("periods.yaml, line ")
    assert says in problem.message


def test_every_broken_file_has_a_test() -> None:
    untold = {file.stem for file in BROKEN.glob("*.yaml")} - EXPECTED.keys()
    assert untold == {"sound", "profile_tightens_statute"}


def test_checking_tells_of_every_file_that_is_wrong_at_once(folder: Path) -> None:
    put("bad_rung", folder, RULE)
    put("profile_gives_no_reason", folder, PROFILE)
    assert [fault.code for fault in check_rulebook(folder)] == ["rule_file_invalid"] * 2


def test_a_file_that_is_not_text_says_so(folder: Path) -> None:
    (folder / RULE).write_bytes(b"id: \xff\xfe")
    assert read_wrong(folder).message == f"{FIRST}: this cannot be read as text."


def test_a_key_that_is_not_a_word_says_so(folder: Path) -> None:
    (folder / RULE).write_text("? [a, b]\n: c\n")
    assert read_wrong(folder).message == f"{FIRST}, line 1: a key is a word."


def test_a_period_inside_one_that_is_not_there_says_so(folder: Path) -> None:
    text = (folder / "rulebook/periods.yaml").read_text().replace("inside: in_care", "inside: care")
    (folder / "rulebook/periods.yaml").write_text(text)
    assert read_wrong(folder).message.startswith("periods.yaml: looked_after stands twice, or lies")


def test_a_profile_may_tighten_statute_and_clocks_before_keep_the_law_s_limit(folder: Path) -> None:
    put("profile_tightens_statute", folder, PROFILE)
    rulebook = read_rulebook("county", folder)
    rule = rulebook.rule("lac.review.first")
    assert [(limit.since, limit.amount) for limit in rule.limits] == [
        (date(2020, 1, 1), Amount(15, Unit.WORKING_DAYS)),
        (date(2011, 4, 1), Amount(20, Unit.WORKING_DAYS)),
    ]
    assert rule.sources[-1].title == "Practice of a county"
    assert rulebook.varied == {"lac.review.first": "The county asks for this of its own."}


def test_a_profile_may_loosen_guidance() -> None:
    statutory = read_rulebook("statutory").rule("lac.review.record").limits[0].amount
    county = read_rulebook("leicestershire").rule("lac.review.record").limits[0].amount
    assert (statutory, county) == (Amount(15, Unit.WORKING_DAYS), Amount(20, Unit.WORKING_DAYS))


def test_a_condition_written_as_a_number_is_read_as_the_word_that_events_use(folder: Path) -> None:
    text = (folder / RULE).read_text()
    ends = "ends:\n  - event: complaint_responded\n    when: {stage: 1}\n"
    (folder / RULE).write_text(text.replace("ends:\n  - event: review_completed\n", ends))
    rule = read_rulebook("county", folder).rule("lac.review.first")
    assert rule.ends[0].when == {"stage": ("1",)}


@pytest.mark.parametrize("rung", ['"0"', "0", '"+0wd"', '"-0h"'])
def test_the_rung_of_the_due_date_is_read_however_it_is_written(folder: Path, rung: str) -> None:
    text = (folder / RULE).read_text()
    (folder / RULE).write_text(text.replace('"0"', rung))
    rule = read_rulebook("county", folder).rule("lac.review.first")
    assert sorted(map(str, rule.ladder)) == ["-5wd", "0"]


@pytest.mark.parametrize("word", ["on", "off", "yes", "no", "0123", "12:30"])
def test_words_that_old_yaml_turns_into_something_else_stay_words(folder: Path, word: str) -> None:
    text = (folder / RULE).read_text()
    (folder / RULE).write_text(f"{text}notes: {word}\n")
    assert read_rulebook("county", folder).rule("lac.review.first").notes == word


def test_every_profile_that_we_ship_can_be_read() -> None:
    assert profile_ids() == ["leicestershire", "lgsco-code", "statutory"]
    assert check_rulebook() == []


def test_an_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(ProblemError) as raised:
        read_rulebook("rutland")
    assert raised.value.code == "unknown_profile"
    assert raised.value.remedy == "Use one of: leicestershire, lgsco-code, statutory."


def test_a_place_in_a_file_is_said_in_words() -> None:
    assert field_name(["starts", 0, "event"]) == "starts 1, event"
    assert field_name([2, "opens", 1]) == "item 3, opens 2"
    assert field_name([]) == "the rule"


def test_a_rule_that_is_switched_off_is_known_and_not_in_force(folder: Path) -> None:
    text = (folder / RULE).read_text()
    (folder / RULE).write_text(f"{text}off: true\n")
    rulebook = read_rulebook("county", folder)
    assert (list(rulebook.rules), list(rulebook.switched_off)) == ([], ["lac.review.first"])
    assert rulebook.rule("lac.review.first").off
