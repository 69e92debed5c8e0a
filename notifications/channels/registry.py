"""The channels there are, by name."""

from pathlib import Path

from domain.errors import ProblemError
from notifications.channels.channel import Channel
from notifications.channels.maildir import MaildirChannel
from notifications.channels.smtp import SmtpChannel, SmtpSettings

CHANNELS = ("maildir", "smtp")


def make_channel(name: str, data_folder: Path, smtp: SmtpSettings | None = None) -> Channel:
    """The channel that the settings name.

    Raises ProblemError ``unknown_channel``, or ``smtp_not_set_up`` when its settings are missing.
    """
    if name == "maildir":
        return MaildirChannel(data_folder / "mail")
    if name != "smtp":
        raise ProblemError(
            "unknown_channel",
            "The settings name a channel that does not exist.",
            f"Use one of {', '.join(CHANNELS)}.",
        )
    if smtp is None:
        raise ProblemError(
            "smtp_not_set_up",
            "The channel is smtp, but no mail server is set up.",
            "Add host, port and sender under [smtp] in timescales.toml, or use maildir.",
        )
    return SmtpChannel(smtp)
