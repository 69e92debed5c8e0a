"""Where the engine keeps its data, and how it reaches people. Read once, at the edge."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field

from engine.settings_sections import (
    CalendarSettings,
    Feeds,
    Line,
    PrefectSettings,
    ServiceAreas,
    SourceSettings,
)
from intake.catalogue import expected_feeds
from notifications.channel import ChannelSettings
from notifications.contacts import Contacts

SETTINGS_FILE = "timescales.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation has chosen.

    ``data_folder`` holds the database, the mail and the logs. ``profile`` is None where the
    store's own setting decides. What has a description can be set in the file; ``channels``, the
    sections of the channels by their names, come from the channels that there are.
    """

    data_folder: Path
    database_url: str
    profile: Annotated[
        Line | None, Field(description="The authority's profile, such as `leicestershire`.")
    ] = None
    channel: Annotated[Line, Field(description="How messages reach people, by one of these:")] = (
        "maildir"
    )
    contacts: Contacts = field(default_factory=dict)
    calendar: Annotated[CalendarSettings, Field(description="Where bank holidays are fetched.")] = (
        field(default_factory=CalendarSettings)
    )
    service_areas: ServiceAreas = field(default_factory=dict)
    feeds: Feeds = field(default_factory=expected_feeds)
    sources: Annotated[
        SourceSettings, Field(description="Which sources share case numbers, and their trust.")
    ] = field(default_factory=SourceSettings)
    prefect: Annotated[
        PrefectSettings, Field(description="Under which names Prefect's pages are served.")
    ] = field(default_factory=PrefectSettings)
    channels: Mapping[str, ChannelSettings] = field(default_factory=dict)

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
        folder), ``TIMESCALES_DATABASE_URL``, ``TIMESCALES_PROFILE`` and the secrets of the
        channels, such as ``TIMESCALES_SMTP_PASSWORD``. Raises ProblemError ``settings_invalid``.
        """
        from engine.settings_file import read_settings_file

        folder = data_folder or Path(environment.get("TIMESCALES_DATA_FOLDER", "data"))
        folder = folder.absolute()
        return cls(
            data_folder=folder,
            database_url=(
                database_url
                or environment.get("TIMESCALES_DATABASE_URL")
                or f"sqlite:///{folder / 'timescales.db'}"
            ),
            **read_settings_file(cls, folder / SETTINGS_FILE, environment),
        )
