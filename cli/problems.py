"""What can be wrong with what a command is given.

For docs/reference/errors.md: what each code says, with … for what differs, and what to do. Where it
is raised stands the exact sentence.
"""

from collections.abc import Mapping

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "data_folder_unusable": (
        "The data folder is not there and cannot be made.",
        "Name a folder that you may write to with --data-folder.",
    ),
}
