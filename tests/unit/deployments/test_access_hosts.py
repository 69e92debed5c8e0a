"""Which requests are addressed to this server, and which come from its own pages."""

import pytest

from deployments.prefect_access.hosts import Hosts

HOSTS = Hosts(4200, ["Timescales.council.example"])


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:4200",
        "localhost:4200",
        "LOCALHOST:4200",
        "[::1]:4200",
        "timescales.council.example",
        "timescales.council.example:8443",
    ],
)
def test_the_machine_s_own_names_and_those_of_the_settings_are_answered(host: str) -> None:
    assert HOSTS.include(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "127.0.0.1",
        "127.0.0.1:4201",
        "127.0.0.1:4200.evil.example",
        "localhost.:4200",
        "localhost.evil.example:4200",
        "evil.example",
        "evil.example:4200",
        "evil.example@127.0.0.1:4200",
        "x.timescales.council.example",
        "127.0.0.1:4200\n",
        "127.0.0.1:",
        "0.0.0.0:4200",
    ],
)
def test_no_other_name_is_answered(host: str) -> None:
    assert not HOSTS.include(host)


def test_on_port_80_the_port_may_be_left_out() -> None:
    assert Hosts(80).include("localhost")


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://127.0.0.1:4200", "127.0.0.1:4200"),
        ("http://[::1]:4200", "[::1]:4200"),
        ("https://timescales.council.example", "timescales.council.example"),
    ],
)
def test_its_own_pages_are_its_own(origin: str, host: str) -> None:
    assert HOSTS.own(origin, host)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("null", "127.0.0.1:4200"),
        ("", "127.0.0.1:4200"),
        ("http://localhost:4200", "127.0.0.1:4200"),
        ("http://127.0.0.1:4201", "127.0.0.1:4200"),
        ("http://127.0.0.1", "127.0.0.1:4200"),
        ("https://127.0.0.1:4200", "127.0.0.1:4200"),
        ("https://evil.example", "127.0.0.1:4200"),
        ("file://127.0.0.1:4200", "127.0.0.1:4200"),
        ("https://evil.example", "timescales.council.example"),
    ],
)
def test_the_pages_of_another_site_are_not(origin: str, host: str) -> None:
    assert not HOSTS.own(origin, host)
