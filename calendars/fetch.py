"""Fetching the bank holidays feed: one answer, of a reasonable size, within a reasonable time."""

import http.client
import time
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from calendars.errors import CalendarError
from calendars.web_address import is_web_address

# GOV.UK's answer has some 20,000 bytes.
LARGEST_ANSWER: Final = 1_000_000
_CHUNK: Final = 16_384
_CHECK_ADDRESS: Final = (
    "Try again later. If it stays so, check the feed under [calendar] in timescales.toml, and "
    "that this machine reaches it."
)


class _NoRedirects(HTTPRedirectHandler):
    """Takes an answer from the address that was configured, and from no other."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        raise CalendarError(
            "feed_redirected",
            "The address of the bank holidays feed sends to another address.",
            "Check that address, and if it is right set it as feed under [calendar] in "
            "timescales.toml.",
        )


def fetch(address: str, *, seconds: float = 20) -> bytes:
    """What the feed at `address` (http or https) answers, within `seconds` altogether.

    Raises `CalendarError`: `feed_address_invalid`, `feed_unreachable`, `feed_redirected`,
    `feed_refused`, `feed_too_slow`, `feed_too_large`.
    """
    if not is_web_address(address):
        raise CalendarError(
            "feed_address_invalid",
            "The address of the bank holidays feed is not a web address.",
            "Write feed under [calendar] in timescales.toml with https:// before it.",
        )
    give_up_at = time.monotonic() + seconds
    request = Request(address, headers={"Accept": "application/json, text/calendar"})
    try:
        with build_opener(_NoRedirects).open(request, timeout=seconds) as answer:
            return _read(answer, give_up_at)
    except HTTPError as error:
        error.close()
        raise CalendarError(
            "feed_refused",
            f"The bank holidays feed answered with an error (status {error.code}).",
            _CHECK_ADDRESS,
        ) from None
    except TimeoutError:
        raise _too_slow() from None
    except (URLError, OSError, http.client.HTTPException) as error:
        if isinstance(getattr(error, "reason", None), TimeoutError):
            raise _too_slow() from None
        raise CalendarError(
            "feed_unreachable",
            "The bank holidays feed cannot be reached, or it broke off.",
            _CHECK_ADDRESS,
        ) from None


def _read(answer: http.client.HTTPResponse, give_up_at: float) -> bytes:
    body = bytearray()
    # read1 gives what has come: an answer that drips would keep read() waiting for ever.
    while chunk := answer.read1(_CHUNK):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise CalendarError(
                "feed_too_large",
                "The answer of the bank holidays feed is far too large to be one.",
                _CHECK_ADDRESS,
            )
        if time.monotonic() > give_up_at:
            raise _too_slow()
    if answer.length:
        raise http.client.IncompleteRead(bytes(body), answer.length)
    return bytes(body)


def _too_slow() -> CalendarError:
    return CalendarError(
        "feed_too_slow",
        "The bank holidays feed took too long to answer.",
        _CHECK_ADDRESS,
    )
