"""What an installation has chosen, and what is said when it chose something impossible."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from domain.errors import ProblemError
from engine.settings import SETTINGS_FILE, Settings
from engine.workspace import PROFILE_SETTING, open_workspace
from notifications.channels.smtp import SmtpSettings
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


def smtp_of(settings: Settings) -> SmtpSettings:
    section = settings.channels["smtp"]
    assert isinstance(section, SmtpSettings)
    return section


def test_without_a_file_there_are_safe_defaults(tmp_path: Path) -> None:
    found = Settings.load({}, tmp_path)
    assert found == Settings(tmp_path, f"sqlite:///{tmp_path}/timescales.db")
    assert (found.profile, found.channel, found.channels, found.contacts) == (
        None,
        "maildir",
        {},
        {},
    )


def test_the_file_is_read(tmp_path: Path) -> None:
    found = Settings.load({}, write(tmp_path, FULL))
    assert (found.profile, found.channel) == ("leicestershire", "smtp")
    assert found.contacts["IRO-07"] == "iro07@example.org"
    smtp = smtp_of(found)
    assert (smtp.host, smtp.port, smtp.password) == ("mail.example.org", 587, SecretStr(SECRET))


def test_bank_holidays_come_from_gov_uk_unless_another_address_is_set(tmp_path: Path) -> None:
    assert Settings.load({}, tmp_path).calendar.feed == "https://www.gov.uk/bank-holidays.json"
    other = write(tmp_path, '[calendar]\nfeed = "http://feeds.example.org:8080/copy.json"\n')
    assert Settings.load({}, other).calendar.feed == "http://feeds.example.org:8080/copy.json"


def test_prefect_s_pages_answer_to_further_names_only_where_they_are_listed(tmp_path: Path) -> None:
    assert Settings.load({}, tmp_path).prefect.names == []
    names = '[prefect]\nnames = ["timescales.council.example", "engine"]\n'
    found = Settings.load({}, write(tmp_path, names)).prefect.names
    assert found == ["timescales.council.example", "engine"]


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
    assert smtp_of(found).password == SecretStr("another")
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
        "database_url = 'sqlite:///example.org'",
        "data_folder = 'example.org'",
        "channels = 'smtp'",
        "[maildir]\nfolder = 'example.org'",
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour = 'red'", "there is no setting colour"),
        ("[smtp]\nspeed = 1", "there is no setting [smtp] speed"),
        ("[smtp]\nhost = 'mail.example.org'\nport = 25", "[smtp] sender is needed"),
        ("[smtp]\nport = true", "[smtp] port is not a whole number"),
        ("profile = 7", "profile is not a text in quotation marks"),
        ("calendar = 7", "calendar is a section of its own, with [calendar] above its keys"),
        ("[calendar]\nfeed = 'example.org'", "[calendar] feed is not an address that begins with"),
        ("[feeds]\nmosaic = 2", "[feeds] mosaic is no kind of import"),
        ("[feeds]\nannex-a = 0", "[feeds] annex-a is less than 1"),
        ('profile = "one\\ntwo"', "profile has a line break"),
        ('[smtp]\nhost = "one\\ntwo"', "[smtp] host has a line break"),
    ],
)
def test_what_is_wrong_with_a_setting_is_said_in_plain_words(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(ProblemError) as problem:
        Settings.load({}, write(tmp_path, text))
    assert said in problem.value.message
    assert "pydantic" not in str(problem.value)


@pytest.mark.parametrize(
    "address",
    [
        "iro07@example.org\\nBcc: all@example.org",
        "iro07@example.org\\r",
        "iro07@example.org\\u0000",
        "iro07@example.org\\u2028",
        "iro07",
        "iro07@",
        "@example.org",
        "iro07 example.org",
        "iro07@example.org, ",
        "é@example.org",
        "",
    ],
)
def test_an_address_that_no_message_can_be_sent_to_is_refused_by_its_key(
    tmp_path: Path, address: str
) -> None:
    folder = write(tmp_path, f'[contacts]\nIRO-07 = "{address}"\n')
    with pytest.raises(ProblemError) as problem:
        Settings.load({}, folder)
    assert problem.value.code == "settings_invalid"
    assert "[contacts] IRO-07 " in problem.value.message
    assert "example" not in problem.value.message


def test_the_senders_address_is_held_to_the_same(tmp_path: Path) -> None:
    text = '[smtp]\nhost = "localhost"\nport = 25\nsender = "a@example.org\\nBcc: b@example.org"\n'
    with pytest.raises(ProblemError) as problem:
        Settings.load({}, write(tmp_path, text))
    assert "[smtp] sender has a line break" in problem.value.message


@pytest.mark.parametrize(
    "address", ["iro07@example.org", "Reviewing officers <iros@example.org>", "a@b.org, c@d.org"]
)
def test_an_address_may_have_a_name_and_a_role_several_addresses(
    tmp_path: Path, address: str
) -> None:
    folder = write(tmp_path, f'[contacts]\niro = "{address}"\n')
    assert Settings.load({}, folder).contacts == {"iro": address}


def test_prefects_pages_may_be_served_under_other_names(tmp_path: Path) -> None:
    folder = write(tmp_path, '[prefect]\nnames = ["host.example", "other"]\n')
    assert Settings.load({}, folder).prefect.names == ["host.example", "other"]


def test_only_what_is_written_down_is_read_from_the_environment(tmp_path: Path) -> None:
    """A variable of another program, or one for a channel that is not set up, changes nothing."""
    environment = {
        "PROFILE": "leicestershire",
        "CHANNEL": "smtp",
        "TIMESCALES_SMTP_PASSWORD": SECRET,
        "TIMESCALES_PROFILE": "",
    }
    assert Settings.load(environment, tmp_path) == Settings.load({}, tmp_path)


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
