"""GOV.UK's bank holidays feed: its answers, true and invented, and a server that gives them."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from unittest.mock import patch

from calendars.snapshot import DIVISIONS, latest_snapshot

Content = dict[str, Any]
Answer = Callable[[BaseHTTPRequestHandler], None]


def feed_content(
    first_year: int = 2020,
    last_year: int = 2028,
    *,
    without: tuple[str, ...] = (),
    **added: str,
) -> Content:
    """What the feed says of some years, without some days; ``added`` as ``d2027_06_18="Title"``."""
    extra = {name[1:].replace("_", "-"): title for name, title in added.items()}
    content: Content = {}
    for division in DIVISIONS:
        known = {
            day.isoformat(): title
            for day, title in latest_snapshot(division).holidays.items()
            if first_year <= day.year <= last_year and day.isoformat() not in without
        }
        events = [
            {"title": title, "date": day, "notes": "", "bunting": True}
            for day, title in sorted({**known, **extra}.items())
        ]
        content[division] = {"division": division, "events": events}
    return content


def as_answer(content: Any) -> bytes:
    """The content as the feed sends it."""
    return json.dumps(content).encode()


def as_ics(events: list[dict[str, Any]], more: str = "", *, name: str = "") -> bytes:
    """The events of one division as GOV.UK's .ics file has them, with ``more`` lines of it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN"]
    lines += [f"X-WR-CALNAME:{name}"] if name else []
    for number, each in enumerate(events):
        day = date.fromisoformat(each["date"])
        lines += [
            "BEGIN:VEVENT",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{each['title']}",
            f"UID:{number}@example",
            "SEQUENCE:0",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, f"{more}END:VCALENDAR", ""]).encode()


def keep_snapshot(folder: Path, taken_on: str, content: Content) -> None:
    """Store a snapshot of every division, as a refresh on that day would have done."""
    date.fromisoformat(taken_on)
    for division, given in content.items():
        path = folder / division / f"{taken_on}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"taken_on": taken_on, **given}), encoding="utf-8")


def saying(body: bytes, status: int = 200, **headers: str) -> Answer:
    """An answer with this body; ``headers`` go before the right ones."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


class FeedServer:
    """Answers on a port of this machine with whatever ``answer`` is at the time."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.address = f"http://127.0.0.1:{server.server_port}/bank-holidays.json"
        self.answer: Answer = saying(b"")
        self.asked: list[str] = []
        self.over = threading.Event()


@contextmanager
def serving() -> Iterator[FeedServer]:
    """A server for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            feed.asked.append(self.path)
            feed.answer(self)

        def log_message(self, format: str, *args: Any) -> None:
            return

    no_proxy = patch.dict(os.environ, {"no_proxy": "127.0.0.1"})
    with no_proxy, ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        feed = FeedServer(server)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield feed
        finally:
            feed.over.set()
            server.shutdown()
            thread.join()
