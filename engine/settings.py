"""Where the engine keeps its data, and how it reaches people. Read once, at the edge."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from calendars.web_address import is_web_address
from domain.errors import ProblemError
from intake.catalogue import every_format, expected_feeds
from notifications.channels.smtp import SmtpSettings

SETTINGS_FILE = "timescales.toml"

_TOP_KEYS = {
    "profile",
    "channel",
    "smtp",
    "contacts",
    "calendar",
    "service_areas",
    "feeds",
    "prefect",
}
_HOST_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_SMTP_KINDS: dict[str, tuple[type, ...]] = {
    "host": (str,),
    "port": (int,),
    "sender": (str,),
    "starttls": (bool,),
    "username": (str,),
    "password": (str,),
    "timeout": (int, float),
}
_SMTP_WORDS = {
    str: "a text in quotation marks",
    int: "a number",
    bool: "true or false",
}


@dataclass(frozen=True, slots=True)
class CalendarSettings:
    """Where bank holidays are fetched: the address of GOV.UK's feed, or of a copy of it."""

    feed: str = "https://www.gov.uk/bank-holidays.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation has chosen.

    ``data_folder`` holds the database, the mail and the logs. ``profile`` is None where the
    store's own setting decides. ``contacts`` maps staff codes and roles to e-mail addresses, and
    ``service_areas`` teams to the service areas that figures are given for. ``feeds`` says of a
    kind of import within how many days the next is expected. ``prefect_names`` are the names,
    besides those of the machine itself, under which Prefect's pages are served.
    """

    data_folder: Path
    database_url: str
    profile: str | None = None
    channel: str = "maildir"
    smtp: SmtpSettings | None = None
    contacts: Mapping[str, str] = field(default_factory=dict)
    calendar: CalendarSettings = CalendarSettings()
    service_areas: Mapping[str, str] = field(default_factory=dict)
    feeds: Mapping[str, int] = field(default_factory=expected_feeds)
    prefect_names: tuple[str, ...] = ()

    @property
    def calendars_folder(self) -> Path:
        """Where the snapshots of the bank holidays are kept that were fetched."""
        return self.data_folder / "calendars"

    @property
    def profiles_folder(self) -> Path:
        """Where an authority keeps profiles of its own."""
        return self.data_folder / "profiles"

    @classmethod
    def load(
        cls,
        environment: Mapping[str, str],
        data_folder: Path | None = None,
        database_url: str | None = None,
    ) -> "Settings":
        """Read ``timescales.toml`` in the data folder, then the environment, then what is given.

        The environment may set ``TIMESCALES_DATA_FOLDER`` (default: ``data`` in the current
        folder), ``TIMESCALES_DATABASE_URL``, ``TIMESCALES_PROFILE`` and
        ``TIMESCALES_SMTP_PASSWORD``. Raises ProblemError ``settings_invalid``.
        """
        folder = data_folder or Path(environment.get("TIMESCALES_DATA_FOLDER", "data"))
        folder = folder.absolute()
        given = _read(folder / SETTINGS_FILE)
        return cls(
            data_folder=folder,
            database_url=(
                database_url
                or environment.get("TIMESCALES_DATABASE_URL")
                or f"sqlite:///{folder / 'timescales.db'}"
            ),
            profile=environment.get("TIMESCALES_PROFILE") or given.get("profile"),
            channel=given.get("channel", "maildir"),
            smtp=_smtp(given.get("smtp"), environment.get("TIMESCALES_SMTP_PASSWORD")),
            contacts=_words(
                given.get("contacts", {}), "[contacts] maps staff codes and roles to addresses"
            ),
            calendar=_calendar(given.get("calendar", {})),
            service_areas=_words(
                given.get("service_areas", {}), "[service_areas] maps teams to service areas"
            ),
            feeds=expected_feeds() | _feeds(given.get("feeds", {})),
            prefect_names=_prefect_names(given.get("prefect", {})),
        )


def _read(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    try:
        given = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _invalid(f"it cannot be read ({error})") from None
    for key in given:
        if key not in _TOP_KEYS:
            raise _invalid(f"there is no setting {key!r}")
    for key in ("profile", "channel"):
        if not isinstance(given.get(key, ""), str):
            raise _invalid(f"{key} is a word in quotation marks")
    return given


def _smtp(given: Any, password: str | None) -> SmtpSettings | None:
    if given is None:
        return None
    if not isinstance(given, dict) or set(given) - set(_SMTP_KINDS):
        raise _invalid(f"[smtp] takes {', '.join(sorted(_SMTP_KINDS))}")
    if not {"host", "port", "sender"} <= set(given):
        raise _invalid("[smtp] needs host, port and sender")
    for key, value in given.items():
        # true is a whole number to Python, and to nobody who sets up a mail server.
        if type(value) not in _SMTP_KINDS[key]:
            raise _invalid(f"[smtp] {key} is not {_SMTP_WORDS[_SMTP_KINDS[key][0]]}")
    return SmtpSettings(**(given | ({"password": password} if password else {})))


def _words(given: Any, otherwise: str) -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise _invalid(otherwise)
    return given


def _feeds(given: Any) -> dict[str, int]:
    if not isinstance(given, dict) or set(given) - set(every_format()):
        raise _invalid(f"[feeds] takes {', '.join(every_format())}")
    # true is a whole number to Python, and to nobody who counts days.
    if not all(type(days) is int and days > 0 for days in given.values()):
        raise _invalid("[feeds] gives whole days, 1 or more")
    return given


def _prefect_names(given: Any) -> tuple[str, ...]:
    names = given.get("names", []) if isinstance(given, dict) and set(given) <= {"names"} else None
    if not isinstance(names, list) or not all(
        isinstance(name, str) and _HOST_NAME.fullmatch(name) for name in names
    ):
        raise _invalid('[prefect] names is a list of host names, such as ["host.example"]')
    return tuple(names)


def _calendar(given: Any) -> CalendarSettings:
    if not isinstance(given, dict) or set(given) - {"feed"}:
        raise _invalid("[calendar] takes feed")
    feed = given.get("feed", CalendarSettings().feed)
    if not isinstance(feed, str) or not is_web_address(feed):
        raise _invalid("[calendar] feed is an address that begins with https://")
    return CalendarSettings(feed)


def _invalid(what: str) -> ProblemError:
    return ProblemError(
        "settings_invalid", f"{SETTINGS_FILE}: {what}.", "See docs/reference/settings.md."
    )
