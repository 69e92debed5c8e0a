"""What can be wrong with events, rules and what a profile chooses.

For docs/reference/errors.md: what each code says, with … for what differs, and what to do. Where it
is raised stands the exact sentence.
"""

from collections.abc import Mapping

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "bad_attribute": (
        "….… cannot be read.",
        "Give ….",
    ),
    "impossible_date": (
        "This cannot be read as a date, or there is no such day.",
        "Write dates as YYYY-MM-DD, for example 2024-12-20.",
    ),
    "missing_attribute": (
        "… needs …, which decides the dates that follow.",
        "Add … to the attributes.",
    ),
    "naive_time": (
        "The time has no offset from UTC.",
        "Write it with one, for example 2024-12-20T09:30:00+00:00, or give the date alone.",
    ),
    "rule_in_force_already": (
        "…/profile.yaml switches on …, which is not switched off.",
        "Leave it out: the rule is in force without it.",
    ),
    "rules_in_a_circle": (
        "These rules each wait for the other's date: ….",
        "Let one of them count from an event instead.",
    ),
    "rules_not_keepable": (
        "A rule says something that cannot be kept word for word.",
        "Write dates in conditions in quotation marks, and let what the profile varies count from "
        "something that the rule's own starts say.",
    ),
    "statute_loosened": (
        "…/profile.yaml, …: the law allows …, and this allows more, counts in another way, or "
        "leaves cases out.",
        "Allow at most what the law does, in the same unit and for every case.",
    ),
    "unknown_attribute": (
        "… has an attribute that it does not take.",
        "Leave it out. … takes: ….",
    ),
    "unknown_measure": (
        "There is no measure of this name.",
        "Use one of those that are listed, or an id from docs/reference/measures.md.",
    ),
    "unknown_reading": (
        "…/profile.yaml, …: the measure or rule has no such reading.",
        "Use one of those that its file names: ….",
    ),
    "unknown_rule": (
        "A command or a file of a profile names a rule that is not in the profile, or not at all.",
        "Correct the id, or add that rule. To list them: timescales rules list",
    ),
    "unknown_type": (
        "The engine has no event of this type.",
        "Use a type from docs/reference/events.md, or ask for the type to be added.",
    ),
}
