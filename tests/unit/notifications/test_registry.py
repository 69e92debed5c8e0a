import inspect
import re
from pathlib import Path

import pytest

from domain.errors import ProblemError
from notifications.channels import maildir, smtp
from notifications.channels.problems import explain
from notifications.channels.registry import make_channel
from notifications.channels.smtp import SmtpSettings

SETTINGS = SmtpSettings("localhost", 25, "timescales@example.org", password="secret-word")


def test_the_settings_choose_the_channel(tmp_path: Path) -> None:
    assert make_channel("maildir", tmp_path).can_be_asked
    assert not make_channel("smtp", tmp_path, SETTINGS).can_be_asked
    assert make_channel("smtp", tmp_path, SETTINGS).sender == "timescales@example.org"


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


def test_the_password_is_not_shown() -> None:
    assert "secret-word" not in repr(SETTINGS)


def test_every_code_a_channel_can_give_is_explained() -> None:
    source = inspect.getsource(maildir) + inspect.getsource(smtp)
    codes = re.findall(r'"((?:smtp|maildir)_[a-z_]+(?:\{code\})?)"', source)
    assert len(codes) >= 8
    for code in codes:
        problem = explain(code.replace("{code}", "550"))
        assert problem.message
        assert problem.remedy
