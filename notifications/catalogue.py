"""Every channel there is, found by its file in ``notifications/channels``."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import notifications.channels
from domain.errors import ProblemError
from notifications.channel import Channel, ChannelKind, ChannelSettings


@cache
def every_channel() -> dict[str, ChannelKind]:
    """Every channel by its name, in the order of the names."""
    prefix = f"{notifications.channels.__name__}."
    found: dict[str, ChannelKind] = {}
    for module in pkgutil.iter_modules(notifications.channels.__path__, prefix):
        kind: ChannelKind = import_module(module.name).CHANNEL
        found[kind.name] = kind
    return dict(sorted(found.items()))


def make_channel(
    name: str, data_folder: Path, sections: Mapping[str, ChannelSettings] | None = None
) -> Channel:
    """The channel that the settings name. Raises the ProblemErrors of ``section_of``."""
    return section_of(name, sections).make(data_folder)


def section_of(name: str, sections: Mapping[str, ChannelSettings] | None = None) -> ChannelSettings:
    """The section of the channel that the settings name, or what holds where it has none.

    Raises ProblemError ``unknown_channel``, or ``<name>_not_set_up`` (such as
    ``smtp_not_set_up``) when it cannot do without its section.
    """
    known = every_channel()
    if name not in known:
        raise ProblemError(
            "unknown_channel",
            "The settings name a channel that does not exist.",
            f"Use one of {', '.join(known)}.",
        )
    kind, given = known[name], (sections or {}).get(name)
    if given is None:
        if any(key.is_required() for key in kind.settings.model_fields.values()):
            code = f"{name}_not_set_up"
            raise ProblemError(code, *kind.problems[code])
        given = kind.settings()
    return given
