import mailbox
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from notifications.alert_words import AlertFacts
from notifications.channel import ChannelUnavailableError
from notifications.channels.maildir import MaildirChannel
from notifications.digest import at_once
from notifications.envelope import Envelope

REFERENCE = "0f1c8f3e-52ab-5d0c-8f7a-0d4b8f3f2a11"
NOW = datetime(2025, 1, 27, 6, 0, tzinfo=UTC)
DAY = date(2025, 1, 24)
OVERDUE = at_once(
    NOW,
    "IRO-07",
    [AlertFacts("l1", "First review", "lac", "case-1", DAY, DAY, None, -1, "a1", DAY)],
)


def send(channel: MaildirChannel, recipient: str = "IRO-07") -> None:
    channel.prepare(OVERDUE, Envelope(REFERENCE, recipient, None, NOW))()


def test_a_mail_program_can_read_what_was_sent(tmp_path: Path) -> None:
    send(MaildirChannel(tmp_path / "mail"))
    box = mailbox.Maildir(tmp_path / "mail" / "IRO-07", create=False)
    assert [message["Subject"] for message in box] == [OVERDUE.subject]


def test_the_file_carries_the_reference_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    send(MaildirChannel(tmp_path))
    file = tmp_path / "IRO-07" / "new" / REFERENCE
    assert file.stat().st_mode & 0o777 == 0o600
    assert list((tmp_path / "IRO-07" / "tmp").iterdir()) == []


def test_it_can_be_asked_for_what_has_arrived(tmp_path: Path) -> None:
    channel = MaildirChannel(tmp_path)
    assert not channel.has(REFERENCE)
    send(channel)
    assert channel.has(REFERENCE)
    assert not channel.has("0f1c8f3e-52ab-5d0c-8f7a-000000000000")


def test_a_message_that_was_read_still_counts_as_arrived(tmp_path: Path) -> None:
    channel = MaildirChannel(tmp_path)
    send(channel)
    folder = tmp_path / "IRO-07"
    (folder / "new" / REFERENCE).rename(folder / "cur" / f"{REFERENCE}:2,S")
    assert channel.has(REFERENCE)


def test_sending_the_same_reference_again_leaves_one_file(tmp_path: Path) -> None:
    channel = MaildirChannel(tmp_path)
    send(channel)
    send(channel)
    assert len(list((tmp_path / "IRO-07" / "new").iterdir())) == 1


@pytest.mark.parametrize("code", ["team_manager:North & East", "A/../../B", "a.b"])
def test_every_recipient_has_a_folder_of_its_own_inside_the_mail_folder(
    tmp_path: Path, code: str
) -> None:
    mail = tmp_path / "mail"
    send(MaildirChannel(mail), code)
    assert [path.name for path in tmp_path.iterdir()] == ["mail"]
    assert len(list(mail.iterdir())) == 1


def test_a_folder_that_cannot_be_written_is_a_reason_to_try_again(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file where the folder should be")
    with pytest.raises(ChannelUnavailableError) as caught:
        send(MaildirChannel(tmp_path / "mail"))
    assert caught.value.code == "maildir_unwritable"
