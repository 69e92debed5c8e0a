from pathlib import Path

import pytest
from pydantic import SecretStr

from domain.errors import ProblemError
from notifications.catalogue import every_channel, make_channel
from notifications.channels.smtp import SmtpSettings
from notifications.problems import explain

SETTINGS = SmtpSettings(
    host="localhost",
    port=25,
    sender="timescales@example.org",
    password=SecretStr("secret-word"),
)


def test_the_settings_choose_the_channel(tmp_path: Path) -> None:
    assert make_channel("maildir", tmp_path).can_be_asked
    assert not make_channel("smtp", tmp_path, {"smtp": SETTINGS}).can_be_asked


@pytest.mark.parametrize(
    ("name", "code"), [("pigeon", "unknown_channel"), ("smtp", "smtp_not_set_up")]
)
def test_a_channel_that_cannot_be_made_says_what_to_do(
    tmp_path: Path, name: str, code: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        make_channel(name, tmp_path)
    assert caught.value.code == code
    assert caught.value.remedy


def test_a_channel_that_does_not_exist_is_answered_with_those_that_do(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        make_channel("pigeon", tmp_path)
    assert all(name in caught.value.remedy for name in every_channel())


def test_the_password_is_not_shown() -> None:
    assert "secret-word" not in repr(SETTINGS)


@pytest.mark.parametrize("code", ["smtp_refused_550", "smtp_refused", "no_address"])
def test_a_code_is_explained_with_or_without_the_servers_own_number(code: str) -> None:
    problem = explain(code)
    assert problem.code == code
    assert problem.message
    assert problem.remedy


@pytest.mark.parametrize("code", ["pigeon_lost", "", "_", "iro07@example.org", "smtp"])
def test_a_code_that_nobody_has_words_for_is_a_plain_sentence_and_not_repeated(code: str) -> None:
    problem = explain(code)
    assert problem.code == "not_delivered"
    assert "no words" in problem.message
    assert not code or code not in f"{problem.message} {problem.remedy}".split()
