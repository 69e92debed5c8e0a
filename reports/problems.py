"""What can be wrong when a report is asked for.

For docs/reference/errors.md: what each code says, with … for what differs, and what to do. Where it
is raised stands the exact sentence.
"""

from collections.abc import Mapping

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "unknown_report": (
        "There is no report of this name.",
        "Use one of: ….",
    ),
}
