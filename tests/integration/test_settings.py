"""What an installation has chosen, and what is said when it chose something impossible."""

from pathlib import Path

import pytest

from domain.errors import ProblemError
from engine.settings import SETTINGS_FILE, Settings
from engine.workspace import PROFILE_SETTING, open_workspace
from tests.support.postgres import PostgresServer

SECRET = "hunter2-canary"
FULL = f"""
profile = "leicestershire"
channel = "smtp"

[smtp]
host = "mail.example.org"
port = 587
sender = "timescales@example.org"
username = "timescales"
password = "{SECRET}"

[contacts]
IRO-07 = "iro07@example.org"
iro_manager = "manager@example.org"
"""


def write(folder: Path, text: str) -> Path:
    (folder / SETTINGS_FILE).write_text(text, encoding="utf-8")
    return folder


def test_without_a_file_there_are_safe_defaults(tmp_path: Path) -> None:
    found = Settings.load({}, tmp_path)
    assert found == Settings(tmp_path, f"sqlite:///{tmp_path}/timescales.db")
    assert (found.profile, found.channel, found.smtp, found.contacts) == (None, "maildir", None, {})


def test_the_file_is_read(tmp_path: Path) -> None:
    found = Settings.load({}, write(tmp_path, FULL))
    assert (found.profile, found.channel) == ("leicestershire", "smtp")
    assert found.contacts["IRO-07"] == "iro07@example.org"
    assert found.smtp is not None
    assert (found.smtp.host, found.smtp.port, found.smtp.password) == (
        "mail.example.org",
        587,
        SECRET,
    )


def test_bank_holidays_come_from_gov_uk_unless_another_address_is_set(tmp_path: Path) -> None:
    assert Settings.load({}, tmp_path).calendar.feed == "https://www.gov.uk/bank-holidays.json"
    other = write(tmp_path, '[calendar]\nfeed = "http://feeds.example.org:8080/copy.json"\n')
    assert Settings.load({}, other).calendar.feed == "http://feeds.example.org:8080/copy.json"


def test_prefect_s_pages_answer_to_further_names_only_where_they_are_listed(tmp_path: Path) -> None:
    assert Settings.load({}, tmp_path).prefect_names == ()
    names = '[prefect]\nnames = ["timescales.council.example", "engine"]\n'
    found = Settings.load({}, write(tmp_path, names)).prefect_names
    assert found == ("timescales.council.example", "engine")


@pytest.mark.parametrize("names", ['"host.example"', '["*"]', '["a b"]', '["host:80"]', "[1]"])
def test_a_name_that_is_no_host_name_is_refused(tmp_path: Path, names: str) -> None:
    with pytest.raises(ProblemError, match=r"\[prefect\] names") as problem:
        Settings.load({}, write(tmp_path, f"[prefect]\nnames = {names}\n"))
    assert problem.value.code == "settings_invalid"


def test_the_environment_goes_before_the_file_and_what_is_given_before_both(
    tmp_path: Path,
) -> None:
    environment = {
        "TIMESCALES_DATA_FOLDER": str(write(tmp_path, FULL)),
        "TIMESCALES_DATABASE_URL": "postgresql://example/one",
        "TIMESCALES_PROFILE": "statutory",
        "TIMESCALES_SMTP_PASSWORD": "another",
    }
    found = Settings.load(environment)
    assert (found.data_folder, found.profile) == (tmp_path, "statutory")
    assert found.database_url == "postgresql://example/one"
    assert found.smtp is not None
    assert found.smtp.password == "another"
    elsewhere = tmp_path / "elsewhere"
    given = Settings.load(environment, elsewhere, "postgresql://example/two")
    assert (given.data_folder, given.database_url) == (elsewhere, "postgresql://example/two")


def test_the_password_of_the_mail_server_is_not_shown(tmp_path: Path) -> None:
    assert SECRET not in repr(Settings.load({}, write(tmp_path, FULL)))


@pytest.mark.parametrize(
    "text",
    [
        "profile = ",
        "colour = 'red'",
        "profile = 7",
        "channel = 7",
        "smtp = 'mail.example.org'",
        "[smtp]\nhost = 'mail.example.org'\nport = 25",
        "[smtp]\nhost = 'mail.example.org'\nport = 25\nsender = 'a@example.org'\nspeed = 1",
        "[smtp]\nhost = 'mail.example.org'\nport = 'x'\nsender = 'a@example.org'",
        "[smtp]\nhost = 'mail.example.org'\nport = 25\nsender = 'a@example.org'\nstarttls = 'no'",
        "contacts = ['iro07@example.org']",
        "[contacts]\nIRO-07 = 7",
        "service_areas = 7",
        "feeds = 2",
        "[feeds]\nmosaic = 2",
        "[feeds]\nannex-a = 0",
        "[feeds]\nannex-a = true",
        "calendar = 'https://example.org/feed'",
        "[calendar]\nfeed = 7",
        "[calendar]\nfeed = 'example.org/feed'",
        "[calendar]\nfeed = 'file:///etc/hostname'",
        "[calendar]\naddress = 'https://example.org/feed'",
    ],
)
def test_a_setting_that_cannot_be_used_is_named_and_not_repeated(tmp_path: Path, text: str) -> None:
    folder = write(tmp_path, f"{text}\n# {SECRET}\n")
    with pytest.raises(ProblemError) as problem:
        Settings.load({}, folder)
    assert problem.value.code == "settings_invalid"
    assert SETTINGS_FILE in problem.value.message
    assert problem.value.remedy
    assert SECRET not in str(problem.value)
    assert "example.org" not in str(problem.value)


def test_a_file_that_is_not_text_is_said_to_be_unreadable(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ProblemError) as problem:
        Settings.load({}, tmp_path)
    assert problem.value.code == "settings_invalid"


@pytest.mark.parametrize(
    ("chosen", "kept", "profile"),
    [
        (None, None, "statutory"),
        (None, "leicestershire", "leicestershire"),
        ("statutory", "leicestershire", "statutory"),
    ],
)
def test_the_settings_decide_the_profile_and_else_the_store_does(
    url: str, tmp_path: Path, chosen: str | None, kept: str | None, profile: str
) -> None:
    workspace = open_workspace(Settings(tmp_path, url))
    if kept is not None:
        with workspace.database.unit_of_work() as work:
            work.settings.set(PROFILE_SETTING, kept)
    workspace.database.dispose()
    again = open_workspace(Settings(tmp_path, url, chosen))
    assert again.rulebook.profile == profile
    again.database.dispose()


def test_a_database_that_refuses_us_is_reported_without_the_password(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    url = postgres.new_database().replace("test_", "missing_")
    wrong = Settings(
        tmp_path, f"{url}&password={SECRET}" if "?" in url else f"{url}?password={SECRET}"
    )
    with pytest.raises(ProblemError) as problem:
        open_workspace(wrong)
    assert problem.value.code == "database_unreachable"
    assert SECRET not in str(problem.value)
    assert problem.value.__cause__ is None


def test_a_feed_is_expected_as_often_as_the_settings_say(tmp_path: Path) -> None:
    (tmp_path / "timescales.toml").write_text("[feeds]\nannex-a = 31\n", "utf-8")
    assert Settings.load({}, tmp_path).feeds == {"standard-dataset": 2, "annex-a": 31}
