"""What can be wrong when the engine is started.

For docs/reference/errors.md: what each code says, with … for what differs, and what to do. Where it
is raised stands the exact sentence.
"""

from collections.abc import Mapping

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "already_running": (
        "The engine is running already on this data folder.",
        "Use the one that runs, or stop it first with Ctrl-C in its window.",
    ),
    "port_in_use": (
        "Another program uses port ….",
        "Stop that program, or choose another port with --port.",
    ),
    "prefect_not_started": (
        "Prefect did not start.",
        "Its own words are in … in the data folder's logs.",
    ),
}
