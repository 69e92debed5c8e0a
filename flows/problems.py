"""What can be wrong when a flow is started by hand.

For docs/reference/errors.md: what each code says, with … for what differs, and what to do. Where it
is raised stands the exact sentence.
"""

from collections.abc import Mapping

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "inbox_folder_missing": (
        "There is no such folder in the inbox, or it is empty.",
        "Put the files into a folder inside inbox in the data folder, and give its name.",
    ),
}
