"""Clocks and alerts in the words of a table."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from domain.days import LONDON
from domain.wording import counted, table_day

View = Mapping[str, Any]


def day_and_time(view: View) -> str:
    """When a clock is due: ``22 Jan 2025``, with the time in Europe/London if it has one."""
    if view["due_at"]:
        at = datetime.fromisoformat(view["due_at"]).astimezone(LONDON)
        return f"{table_day(at.date())} {at:%H:%M}"
    return table_day(date.fromisoformat(view["due_on"]))


def left(view: View) -> str:
    """How long is left: ``3 days late``, ``today``, ``5 days``; nothing once it has ended."""
    days = view["days_left"]
    if days is None:
        return ""
    if days == 0:
        return "late today" if view["state"] == "overdue" else "today"
    number = counted(abs(days), "day")
    return f"{number} late" if days < 0 else number


def cautions(view: View) -> str:
    """What to beware of: what could not be read, a date that may move, a rule nobody checked."""
    words = ["provisional"] if view["provisional"] else []
    if view["doubt"]:
        words.append(view["doubt"]["why"])
    if view["confidence"] == "unverified":
        words.append("unverified")
    return ", ".join(words)
