"""Reads timescales.toml and the environment, and says in plain words what cannot be used.

Only this module imports pydantic-settings, which no command needs that reads no settings.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import SecretStr, ValidationError, create_model
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from domain.errors import ProblemError
from notifications.catalogue import every_channel

# Said on the command line or in the environment, since the file lies in the data folder.
_NOT_IN_THE_FILE = frozenset({"data_folder", "database_url", "channels"})
# What pydantic found, in words for the person who wrote the file.
_WORDS = {
    "bool_type": "is not true or false",
    "float_type": "is not a number",
    "greater_than": "is not more than {gt:g}",
    "greater_than_equal": "is less than {ge}",
    "int_type": "is not a whole number",
    "list_type": "is not a list in square brackets",
    "less_than_equal": "is more than {le}",
    "missing": "is needed and is not there",
    "string_type": "is not a text in quotation marks",
}
# Where one value stands and a section of keys is wanted.
_NOT_A_SECTION = {"dict_type", "model_type", "model_attributes_type"}


class _Environment(PydanticBaseSettingsSource):
    """The environment: the profile, and the secrets of those channels that the file sets up."""

    def __init__(
        self, made: type[BaseSettings], environment: Mapping[str, str], in_file: Mapping[str, Any]
    ) -> None:
        super().__init__(made)
        self._environment = environment
        self._in_file = in_file

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """What the environment says of one key of the file, if anything."""
        found: Any = None
        if field_name == "profile":
            found = self._environment.get("TIMESCALES_PROFILE")
        elif isinstance(self._in_file.get(field_name), dict):
            found = {
                key: value
                for key, variable in secrets_of(field_name)
                if (value := self._environment.get(variable))
            }
        return found, field_name, False

    def __call__(self) -> dict[str, Any]:
        """Everything that it says; what is empty counts as not said."""
        said = {
            name: self.get_field_value(field, name)[0]
            for name, field in self.settings_cls.model_fields.items()
        }
        return {name: value for name, value in said.items() if value}


def read_settings_file(
    settings: type[Any], file: Path, environment: Mapping[str, str]
) -> dict[str, Any]:
    """What the file and the environment say, by the fields of ``settings``.

    Raises ProblemError ``settings_invalid``, which repeats no value.
    """
    keys = keys_of_the_file(settings)

    class Sources(BaseSettings):
        model_config = SettingsConfigDict(extra="forbid", strict=True)

        @classmethod
        def settings_customise_sources(
            cls, settings_cls: type[BaseSettings], *_: object, **__: object
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            in_file = TomlConfigSettingsSource(settings_cls, file)
            return _Environment(settings_cls, environment, in_file.toml_data), in_file

    try:
        found = create_model("File", __base__=Sources, **keys)()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _invalid(file, f"it cannot be read ({error})") from None
    except OSError as error:
        raise _invalid(file, f"it cannot be read ({error.strerror})") from None
    except ValidationError as error:
        raise _invalid(file, _in_words(error)) from None
    sections = {name: getattr(found, name) for name in every_channel()}
    own = {name: getattr(found, name) for name in keys if name not in sections}
    return own | {"channels": {name: one for name, one in sections.items() if one is not None}}


def keys_of_the_file(settings: type[Any]) -> dict[str, Any]:
    """What the file may say at its top: the fields of ``settings``, and a section a channel."""
    hints = get_type_hints(settings, include_extras=True)
    keys: dict[str, Any] = {}
    for each in fields(settings):
        if each.name in _NOT_IN_THE_FILE:
            continue
        field = FieldInfo.from_annotation(hints[each.name])
        if each.default_factory is not MISSING:
            field.default_factory = each.default_factory
        else:
            field.default = each.default
        keys[each.name] = (hints[each.name], field)
    for name, kind in every_channel().items():
        about = (kind.settings.__doc__ or "").splitlines()[0]
        keys[name] = (kind.settings | None, FieldInfo(default=None, description=about))
    return keys


def secrets_of(channel: str) -> Iterator[tuple[str, str]]:
    """The keys of a channel's section that the environment may give, with their variables."""
    kind = every_channel().get(channel)
    for key, field in kind.settings.model_fields.items() if kind else ():
        if SecretStr in (field.annotation, *getattr(field.annotation, "__args__", ())):
            yield key, f"TIMESCALES_{channel}_{key}".upper()


def _in_words(error: ValidationError) -> str:
    """The first thing that is wrong. A misspelt key is missing too, and goes before that."""
    rank = {"extra_forbidden": 0, "missing": 2}
    errors = error.errors(include_url=False, include_input=False)
    first = min(errors, key=lambda one: rank.get(one["type"], 1))
    *above, key = (
        _named(part) for part in first["loc"] if part != "[key]" and not isinstance(part, int)
    )
    where = f"[{'.'.join(above)}] {key}" if above else key
    if first["type"] == "extra_forbidden":
        return f"there is no setting {where}"
    if first["type"] in _NOT_A_SECTION:
        return f"{where} is a section of its own, with [{key}] above its keys"
    context = first.get("ctx", {})
    if first["type"] == "value_error":
        return f"{where} {context['error']}"
    return f"{where} {_WORDS.get(first['type'], 'cannot be used').format(**context)}"


def _named(part: str) -> str:
    """A key as it was written; one that would break the line is written otherwise."""
    return part if part.isprintable() else repr(part)


def _invalid(file: Path, what: str) -> ProblemError:
    return ProblemError(
        "settings_invalid", f"{file.name}: {what}.", "See docs/reference/settings.md."
    )
