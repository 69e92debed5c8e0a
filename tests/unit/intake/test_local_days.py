"""School terms and closure days are files of a profile; a fault in one is told by its line."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from domain.errors import ProblemError
from intake.other_files.rule_files import check_rulebook, read_rulebook, school_terms_known
from tests.conventions.source_files import ROOT

EXAMPLES = ROOT / "docs" / "examples" / "profiles"
CORRECT = "Correct it and run: timescales rules check"
DATES = "Write dates as YYYY-MM-DD, for example 2011-04-01."
SOURCE = "source: {title: Made up}\n"
AUTUMN = "{name: Autumn term 2024, begins: 2024-09-02, ends: 2024-12-20}"


@pytest.fixture
def anyshire(tmp_path: Path) -> Path:
    """The folder of a profile that may be spoilt."""
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    return tmp_path / "anyshire"


@pytest.fixture
def fault_of(anyshire: Path) -> Callable[[str, str], ProblemError]:
    """The one fault that the check tells of when a file of the profile says this."""

    def found(file: str, text: str) -> ProblemError:
        (anyshire / file).write_text(text, encoding="utf-8")
        (fault,) = check_rulebook(own=anyshire.parent)
        with pytest.raises(ProblemError) as raised:
            read_rulebook("anyshire", own=anyshire.parent)
        assert (raised.value.code, raised.value.message) == (fault.code, fault.message)
        return fault

    return found


def test_the_terms_of_a_profile_are_read_in_order_with_their_source(anyshire: Path) -> None:
    spring = "{name: Spring term, begins: 2025-01-06, ends: 2025-04-04, source: {title: Elsewhere}}"
    text = f"{SOURCE}terms:\n  - {spring}\n  - {AUTUMN}\n"
    (anyshire / "school_terms.yaml").write_text(text)
    terms = read_rulebook("anyshire", own=anyshire.parent).terms
    assert [term.name for term in terms] == ["Autumn term 2024", "Spring term"]
    assert [term.source.title for term in terms if term.source] == ["Made up", "Elsewhere"]
    assert (terms[0].begins, terms[0].ends) == (date(2024, 9, 2), date(2024, 12, 20))


@pytest.mark.parametrize(
    ("second", "says", "remedy"),
    [
        (
            "{name: Spring term, begins: 2024-12-20, ends: 2025-04-04}",
            "line 4, terms 2, begins: it begins before 'Autumn term 2024' has ended.",
            CORRECT,
        ),
        (
            "{name: Autumn term 2024, begins: 2025-01-06, ends: 2025-04-04}",
            "line 4, terms 2, name: another has the same name: add the year.",
            CORRECT,
        ),
        (
            "{name: Spring term, begins: 2025-04-04, ends: 2025-01-06}",
            "line 4, terms 2: it ends before it begins.",
            CORRECT,
        ),
        (
            "{name: Spring term, begins: 2025-01-06, ends: 2052-04-04}",
            "line 4, terms 2: no school term lasts half a year: check the years.",
            CORRECT,
        ),
        (
            "{name: Spring term, begins: 6 January 2025, ends: 2025-04-04}",
            "line 4, terms 2, begins: this is not a date.",
            DATES,
        ),
        (
            "{name: Spring term, begins: 2025-01-06, ends: 2025-04-31}",
            "line 4: 2025-04-31 is not a date that exists.",
            CORRECT,
        ),
        (
            "{name: Spring term, begins: 2025-01-06}",
            "line 4, terms 2, ends: this is missing.",
            "Add it.",
        ),
        (
            "{name: Spring term, starts: 2025-01-06, ends: 2025-04-04}",
            "line 4, terms 2, starts: there is no such key.",
            "Remove it, or correct its spelling.",
        ),
    ],
)
def test_a_term_that_is_wrong_says_where_what_and_what_to_do(
    fault_of: Callable[[str, str], ProblemError], second: str, says: str, remedy: str
) -> None:
    fault = fault_of("school_terms.yaml", f"{SOURCE}terms:\n  - {AUTUMN}\n  - {second}\n")
    assert fault.message == f"anyshire/school_terms.yaml, {says}"
    assert fault.remedy == remedy
    assert fault.code == "rule_file_invalid"


def test_a_list_of_terms_must_say_where_it_is_from_and_hold_one(
    fault_of: Callable[[str, str], ProblemError],
) -> None:
    says = fault_of("school_terms.yaml", f"terms:\n  - {AUTUMN}\n").message
    assert says == "anyshire/school_terms.yaml, line 1, source: this is missing."
    says = fault_of("school_terms.yaml", f"{SOURCE}terms: []\n").message
    assert says == "anyshire/school_terms.yaml, line 2, terms: this is empty."


def test_closure_days_are_checked_in_the_same_way(
    fault_of: Callable[[str, str], ProblemError],
) -> None:
    days = "{name: Christmas, begins: 2024-12-24, ends: 2025-01-01}"
    again = "{name: New Year, begins: 2025-01-01, ends: 2025-01-01}"
    fault = fault_of("closure_days.yaml", f"{SOURCE}closures:\n  - {days}\n  - {again}\n")
    assert fault.message == (
        "anyshire/closure_days.yaml, line 4, closures 2, begins: "
        "it begins before 'Christmas' has ended."
    )


def test_a_rule_by_school_terms_in_a_profile_without_terms_is_a_fault(anyshire: Path) -> None:
    (anyshire / "school_terms.yaml").unlink()
    (fault,) = check_rulebook(own=anyshire.parent)
    assert fault.code == "school_terms_missing"
    assert "school_terms.yaml" in fault.remedy


def test_a_file_of_a_profile_that_nobody_would_read_is_a_fault(anyshire: Path) -> None:
    (anyshire / "closure_days.yaml").rename(anyshire / "closures.yaml")
    (fault,) = check_rulebook(own=anyshire.parent)
    assert fault.code == "profile_file_unknown"
    assert fault.message == "anyshire/closures.yaml is a file that is never read."


def test_it_is_known_how_far_the_terms_of_each_profile_reach() -> None:
    assert school_terms_known(own=EXAMPLES) == {"anyshire": date(2028, 7, 21)}


def test_a_profile_switches_on_only_what_is_off(anyshire: Path) -> None:
    profile = anyshire / "profile.yaml"
    sound = profile.read_text()
    profile.write_text(sound.replace("rule: lac.pep.termly", "rule: lac.review.first"))
    (fault,) = check_rulebook(own=anyshire.parent)
    assert fault.code == "rule_in_force_already"
    profile.write_text(sound.replace("rule: lac.pep.termly", "rule: lac.pep.termyl"))
    (fault,) = check_rulebook(own=anyshire.parent)
    assert fault.code == "unknown_rule"


def test_a_rule_that_a_profile_switches_on_says_why_and_where_that_is_written() -> None:
    rulebook = read_rulebook("anyshire", own=EXAMPLES)
    assert "lac.pep.termly" in read_rulebook("statutory").switched_off
    assert rulebook.switched_on["lac.pep.termly"].startswith("Anyshire's virtual school")
    assert not rulebook.rule("lac.pep.termly").off
    assert (
        rulebook.rule("lac.pep.termly").sources[-1].title == "Anyshire virtual school, procedure 2"
    )
