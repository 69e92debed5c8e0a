"""docs/reference/settings.md: what an installation can choose, from the settings' own models."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from engine.settings import Settings
from engine.settings_file import keys_of_the_file, secrets_of
from notifications.catalogue import every_channel

_INTRODUCTION = """\
# Settings

Where the engine keeps its data, and how it reaches people. Nothing has to be set: without any \
setting the data lies in the folder `data` where the command is run, in SQLite, and messages are \
kept as files.

A command's own option goes before the environment, and the environment before the file.

## The environment

| variable | meaning | default |
|---|---|---|
| `TIMESCALES_DATA_FOLDER` | the folder for the database, the mail and the logs; the same as \
`--data-folder` | `data` in the current folder |
| `TIMESCALES_DATABASE_URL` | the database; the same as `--database`. `sqlite:///path/to/file.db` \
or `postgresql://user:password@host/name` | `timescales.db` in the data folder |
| `TIMESCALES_STANDARD_DATASET_URL` | the database from which `timescales import \
standard-dataset` reads; the same as `--database-url` | none |
| `TIMESCALES_PROFILE` | the authority's profile, such as `leicestershire` | `profile` in the \
file, else the one that the store was set up with, else `statutory`. In a store with cases a \
change waits until `timescales rerun --rules` applies it |
"""
_FILE = """
## The file

`timescales.toml` in the data folder. An unknown key is refused (`settings_invalid`), so that a \
misspelt one is noticed.

```toml
profile = "leicestershire"
channel = "smtp"

[smtp]
host = "mail.council.example"
port = 587
sender = "timescales@council.example"
username = "timescales"

[contacts]
IRO-01 = "iro-01@council.example"
iro_manager = "iro-managers@council.example"
"team_manager:North" = "north-managers@council.example"

[service_areas]
North = "Children in care"
```

"""
# What the models cannot know of themselves.
_NOTES = {
    "calendar": """
What was fetched lies in `calendars` in the data folder, one file for each part of the United \
Kingdom and day: `calendars/england-and-wales/2026-11-23.json`. The files that come with the \
program stay as they are. No date moves by fetching: `timescales rerun --calendar` shows what \
would move and why, and with `--apply --reason TEXT` puts the newest files in force. A clock that \
ended before the day of a file keeps the calendar of its time. `timescales calendar add`, `batch` \
and `check` always use the newest files.
""",
}
_DEFAULTS = {
    "profile": "see above",
    "feeds": "`standard-dataset = 2`",
}
_HEADING = "| key | meaning | default |\n|---|---|---|\n"


def page() -> str:
    """The whole page, in Markdown."""
    keys = keys_of_the_file(Settings)
    parts = [_INTRODUCTION, *_secrets(), _FILE, _HEADING]
    sections = {name: _section(kind) for name, (kind, _) in keys.items()}
    for name, (_, field) in keys.items():
        section = sections[name]
        # A section without a key, such as that of a channel that needs none, is nothing to set.
        if section is None or section.model_fields:
            parts.append(_row(name, field))
    for name, section in sections.items():
        if section is not None and section.model_fields:
            parts.append(f"\nUnder `[{name}]`:\n\n{_HEADING}")
            parts += [_row(key, field) for key, field in section.model_fields.items()]
        parts.append(_NOTES.get(name, ""))
    return "".join(parts)


def _secrets() -> Iterator[str]:
    for channel, kind in every_channel().items():
        for key, variable in secrets_of(channel):
            about = _about(key, kind.settings.model_fields)
            yield f"| `{variable}` | {about} | `{key}` under `[{channel}]` |\n"


def _about(key: str, fields: Mapping[str, FieldInfo]) -> str:
    return (fields[key].description or "").rstrip(".")


def _row(name: str, field: FieldInfo) -> str:
    about = (field.description or "").rstrip(".")
    if name == "channel":
        about += " " + "; ".join(f"`{one.name}` {one.about}" for one in every_channel().values())
    return f"| `{name}` | {about} | {_default(name, field)} |\n"


def _default(name: str, field: FieldInfo) -> str:
    if name in _DEFAULTS:
        return _DEFAULTS[name]
    if field.is_required():
        return "needed"
    value = field.default
    if field.default_factory is not None or value is None or isinstance(value, SecretStr):
        return ""
    return f"`{str(value).lower()}`" if isinstance(value, bool) else f"`{_plain(value)}`"


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _section(kind: Any) -> type[BaseModel] | None:
    """The model of a section of keys; None for one value, and where the keys are free."""
    for part in (kind, *getattr(kind, "__args__", ())):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None
