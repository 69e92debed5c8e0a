"""What can be wrong when a synthetic authority is asked for.

For docs/reference/errors.md: what each code says, with … for what differs, and what to do. Where it
is raised stands the exact sentence.
"""

from collections.abc import Mapping

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "export_day_out_of_range": (
        "The made-up returns can be written for days from 1 April 2022 to 31 March 2090.",
        "Choose another day with --as-of.",
    ),
}
