"""To which addresses a message goes: the settings' or, where they name none, the store's."""

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo import authority
from engine.contacts import contacts_of, keep_contacts
from engine.demo import load_demo
from engine.outbox import send_waiting
from engine.settings import Settings
from engine.workspace import Workspace, open_workspace
from notifications.channels.smtp import SmtpSettings
from tests.conventions.source_files import ROOT
from tests.support.smtp_server import MailServer, running_mail_server
from tests.support.workspaces import at

NOW = at("2026-03-10 09:00")
KEPT = {
    "iro_manager": "iro-manager@timescales.example",
    "complaints_manager": "complaints-manager@timescales.example",
    "business_support": "business-support@timescales.example",
}


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_mail_server() as server:
        yield server


@pytest.fixture
def installed(tmp_path: Path, server: MailServer) -> Iterator[Workspace]:
    smtp = SmtpSettings(
        host=server.host, port=server.port, sender="timescales@example.org", starttls=False
    )
    workspace = open_workspace(
        dataclasses.replace(Settings.load({}, tmp_path), channel="smtp", channels={"smtp": smtp})
    )
    with workspace.database.unit_of_work() as work:
        keep_contacts(work, KEPT)
    yield workspace
    workspace.database.dispose()


def test_without_contacts_in_the_settings_those_of_the_store_are_written_to(
    installed: Workspace, server: MailServer
) -> None:
    assert send_waiting(installed, NOW).problems == ()
    assert {mail["To"] for mail in server.taken} == set(KEPT.values())


def test_contacts_in_the_settings_go_before_those_of_the_store(
    installed: Workspace, server: MailServer
) -> None:
    own = {"iro_manager": "manager@example.org"}
    settings = dataclasses.replace(installed.settings, contacts=own)
    result = send_waiting(dataclasses.replace(installed, settings=settings), NOW)
    assert [problem.code for problem in result.problems] == ["no_address"]
    assert [mail["To"] for mail in server.taken] == ["manager@example.org"]


def test_the_demonstrations_addresses_are_in_the_store_even_when_its_loading_was_broken_off(
    tmp_path: Path,
) -> None:
    class StoppedError(Exception):
        pass

    def stop(*_: object) -> None:
        raise StoppedError

    settings = Settings.load({}, tmp_path)
    with pytest.raises(StoppedError):
        load_demo(settings, 1, NOW, stop)
    workspace = open_workspace(settings)
    with workspace.database.reading() as work:
        assert contacts_of(work) == authority.contacts()
    workspace.database.dispose()


def test_what_sends_messages_does_not_know_the_demonstration() -> None:
    program = "import sys, engine.outbox, flows.dispatch; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert {name for name in loaded if name.partition(".")[0] == "demo"} == set()
