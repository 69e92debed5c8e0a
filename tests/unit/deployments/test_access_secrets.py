"""The engine's credential, the link's token and the browser's cookie."""

import os
import stat
from pathlib import Path

from deployments.prefect_access.credential import (
    FILE,
    as_header,
    credential,
    is_credential,
    random_secret,
)
from deployments.prefect_access.tickets import Tickets, link


def test_the_credential_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        made = credential(tmp_path)
    finally:
        os.umask(before)
    assert credential(tmp_path) == made
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_each_data_folder_has_a_credential_of_its_own(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "other")]
    for folder in folders:
        folder.mkdir()
    one, other = map(credential, folders)
    assert one != other


def test_a_credential_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    made = credential(tmp_path)
    (tmp_path / FILE).write_text("x")
    assert len(credential(tmp_path)) == len(made)


def test_the_credential_is_32_bytes_that_nobody_can_guess() -> None:
    assert len(random_secret()) == 43
    assert random_secret() != random_secret()


def test_only_the_credential_is_taken_for_it() -> None:
    assert is_credential(as_header("timescales:abc"), "timescales:abc")
    for header in ("", "Basic", as_header("timescales:ab"), "Basic timescales:abc", "Bearer é"):
        assert not is_credential(header, "timescales:abc")


def test_the_cookie_says_neither_the_token_nor_the_credential() -> None:
    tickets = Tickets("a-token", 4200)
    assert tickets.admits("a-token")
    assert not tickets.admits("another")
    assert "a-token" not in tickets.cookie
    assert tickets.held_in({tickets.cookie_name: tickets.cookie})


def test_no_other_cookie_is_taken_for_it() -> None:
    tickets, later = Tickets("a-token", 4200), Tickets("the-next-token", 4200)
    beside = Tickets("a-token", 4201)
    for cookies in (
        {},
        {tickets.cookie_name: ""},
        {tickets.cookie_name: "a-token"},
        {tickets.cookie_name: "é"},
        {later.cookie_name: later.cookie},
        {beside.cookie_name: beside.cookie},
    ):
        assert not tickets.held_in(cookies)


def test_the_link_holds_the_token() -> None:
    assert link("http://127.0.0.1:4200", "a_b-c") == "http://127.0.0.1:4200/enter?token=a_b-c"
