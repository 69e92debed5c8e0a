"""Fetching from a server that is slow, broken, far too generous or elsewhere."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from calendars.errors import CalendarError
from calendars.fetch import LARGEST_ANSWER, fetch
from calendars.web_address import is_web_address
from tests.support.feeds import FeedServer, saying, serving


@pytest.fixture
def server() -> Iterator[FeedServer]:
    with serving() as feed:
        yield feed


def refused(address: str, seconds: float = 20) -> str:
    with pytest.raises(CalendarError) as error:
        fetch(address, seconds=seconds)
    assert error.value.message
    assert error.value.remedy
    return error.value.code


def test_an_answer_comes_back_as_it_was_sent(server: FeedServer) -> None:
    server.answer = saying(b'{"scotland": {}}')
    assert fetch(server.address) == b'{"scotland": {}}'
    assert server.asked == ["/bank-holidays.json"]


def test_an_empty_answer_is_no_fault_of_the_fetching(server: FeedServer) -> None:
    assert fetch(server.address) == b""


def test_an_answer_that_breaks_off_is_refused(server: FeedServer) -> None:
    server.answer = saying(b'{"scotland"', Content_Length="5000")
    assert refused(server.address) == "feed_unreachable"


def test_an_answer_without_end_is_refused_before_it_fills_the_memory(server: FeedServer) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while not server.over.is_set():
                handler.wfile.write(b" " * 65_536)
        except OSError:
            server.asked.append("the caller left")

    server.answer = endless
    assert refused(server.address) == "feed_too_large"


def test_an_answer_of_the_largest_size_is_still_taken(server: FeedServer) -> None:
    server.answer = saying(b" " * LARGEST_ANSWER)
    assert len(fetch(server.address)) == LARGEST_ANSWER
    server.answer = saying(b" " * (LARGEST_ANSWER + 1))
    assert refused(server.address) == "feed_too_large"


def test_a_server_that_says_nothing_is_given_up(server: FeedServer) -> None:
    server.answer = lambda _: (server.over.wait(), None)[1]
    assert refused(server.address, seconds=0.2) == "feed_too_slow"


def test_an_answer_that_drips_is_given_up_though_it_never_stops(server: FeedServer) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while not server.over.wait(0.02):
                handler.wfile.write(b" ")
        except OSError:
            server.asked.append("the caller left")

    server.answer = drip
    assert refused(server.address, seconds=0.3) == "feed_too_slow"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_an_address_that_sends_elsewhere_is_not_followed(server: FeedServer, status: int) -> None:
    with serving() as elsewhere:
        server.answer = saying(b"", status, Location=elsewhere.address)
        assert refused(server.address) == "feed_redirected"
        assert elsewhere.asked == []


def test_an_address_that_sends_to_a_file_is_not_followed(server: FeedServer) -> None:
    server.answer = saying(b"", 302, Location="file:///etc/hostname")
    assert refused(server.address) in ("feed_redirected", "feed_refused")


@pytest.mark.parametrize("status", [403, 404, 500, 503])
def test_an_error_of_the_server_is_said_with_its_number(server: FeedServer, status: int) -> None:
    server.answer = saying(b"<h1>No</h1>", status)
    with pytest.raises(CalendarError, match=str(status)) as error:
        fetch(server.address)
    assert error.value.code == "feed_refused"


def test_what_is_not_http_at_all_is_refused(server: FeedServer) -> None:
    def nonsense(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"220 mail.example ready\r\n")

    server.answer = nonsense
    assert refused(server.address) == "feed_unreachable"


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{held.getsockname()[1]}/"
        assert refused(address) == "feed_unreachable"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "bank-holidays.json",
        "file:///etc/hostname",
        "ftp://example.org/feed",
        "https://",
        "https://exa mple.org/",
        "https://example.org/\r\nHost: other",
        "http://[::1",
        "http://example.org:port/",
    ],
)
def test_what_is_no_web_address_is_never_asked(address: str) -> None:
    assert not is_web_address(address)
    assert refused(address) == "feed_address_invalid"
