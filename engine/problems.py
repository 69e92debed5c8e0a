"""What can be wrong with what the engine is asked to do.

For docs/reference/errors.md: what each code says, with … for what differs, and what to do. Where it
is raised stands the exact sentence.
"""

from collections.abc import Mapping

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "bad_number": (
        "n is not a whole number of at most seven digits.",
        "Write it in digits.",
    ),
    "case_has_another_number": (
        "No case has both this number and one of these references.",
        "Give the number or the reference alone.",
    ),
    "case_not_scheduled": (
        "The clocks of a case can no longer be worked out (…). The stored ones are kept.",
        "Look for an impossible date among its events, and correct or void the one that cannot be.",
    ),
    "case_of_no_child": (
        "One of these cases is a complaint, a foster carer's or an adopter's.",
        "Link the cases of children only: a complaint concerns a child, and is none.",
    ),
    "clock_gone": (
        "The events no longer set this clock.",
        "Bring the clocks up to date with: timescales rerun … --apply --reason TEXT",
    ),
    "clock_not_known": (
        "Nothing that was known then set this clock.",
        "Ask for a later --known-at, or leave it out.",
    ),
    "export_ahead": (
        "The day of the export lies in the future.",
        "Give the day on which the files were taken from the case system.",
    ),
    "doubt_settled": (
        "This doubt has been settled already.",
        "See which stand with: timescales checks list",
    ),
    "family_without_rules": (
        "The schedule … names the family …, which no rule has.",
        "Write in its file what stands before the first dot in the ids of its rules.",
    ),
    "links_unknown": (
        "Line … names a number that no case in the store has in that source.",
        "Check the source and the number, or import from that source first. Nothing was linked.",
    ),
    "links_unreadable": (
        "This is not a CSV file of links.",
        "Give each line the columns source, subject, other_source, other_subject, reason.",
    ),
    "period_backwards": (
        "The period ends before it begins.",
        "Give the earlier day as --from and the later one as --to.",
    ),
    "reason_missing": (
        "A change that is kept with its reason was asked for without one.",
        "Give one in a few words, without names; for a rerun, leave out the order to apply to see "
        "what would change.",
    ),
    "reference_too_short": (
        "This is too little of a reference to find anything by.",
        "Give at least its first … characters.",
    ),
    "report_not_written": (
        "The report could not be written to its folder.",
        "Close its files where they are open, and name a folder that you may write to with "
        "--folder.",
    ),
    "result_out_of_range": (
        "The result lies outside the years 1 to 9999.",
        "Check the number.",
    ),
    "rules_in_force_unreadable": (
        "The rules in force were kept by another version of the program, and this one cannot read "
        "them. Nothing has been changed.",
        "Go back to that version, or see what the rules of this one move with: timescales rerun "
        "--rules, and add --apply --reason TEXT.",
    ),
    "rules_of_then_unreadable": (
        "The rules of that time were kept by another version of the program, and this one cannot "
        "read them.",
        "Ask for a later --known-at, or leave it out.",
    ),
    "same_case_twice": (
        "Both references are those of one case.",
        "Give the references of two cases. Those that one case has been called by are listed with: "
        "timescales cases show REF",
    ),
    "same_id_other_content": (
        "An event with this source and id is known, and says something else.",
        "Send it under a new id, with corrects naming the earlier event.",
    ),
    "schedules_overlap": (
        "The schedules do not share out the rules: ….",
        "Name each family in one file of engine/schedules, and leave families as None in one.",
    ),
    "settings_invalid": (
        "timescales.toml, the key, and what is wrong there.",
        "See docs/reference/settings.md.",
    ),
    "several_cases": (
        "More than one case has a reference that begins like this.",
        "Give more of the reference.",
    ),
    "several_doubts": (
        "More than one doubt has an id that begins like this.",
        "Give more of the id.",
    ),
    "several_clocks": (
        "More than one clock has an id that begins like this.",
        "Give more of the id.",
    ),
    "several_returns": (
        "There are … returns here, and … can be right of one only.",
        "Import them one by one, or leave out ….",
    ),
    "source_of_no_child": (
        "The numbers of this source are not those of children.",
        "Leave it out: a complaint concerns a child, and is none.",
    ),
    "sources_contradict": (
        "… and … mean different children by the same numbers: more than one in ten of the birth "
        "dates or pupil numbers that both tell differ.",
        "See which cases with: timescales sources check … …; correct the source that is wrong, or "
        "link single cases with: timescales cases link A B --reason TEXT",
    ),
    "store_not_empty": (
        "The store already holds cases, and a demonstration would mix with them.",
        "Use another data folder or database for the demonstration.",
    ),
    "unknown_case": (
        "There is no case with this reference in the store.",
        "Copy a case reference from: timescales clocks list",
    ),
    "unknown_doubt": (
        "There is no doubt with this id.",
        "Copy an id from: timescales checks list",
    ),
    "unknown_clock": (
        "There is no clock with this id.",
        "Copy an id from: timescales clocks list",
    ),
    "unknown_family": (
        "No rule of the profile has an id that begins so.",
        "Give the first words of an id, such as lac or cp.conference; list the rules with: "
        "timescales rules list",
    ),
    "unknown_operation": (
        "There is no such operation.",
        "Use one of: ….",
    ),
    "unknown_schedule": (
        "There is no schedule of this name.",
        "Use one of: ….",
    ),
    "unknown_source": (
        "No case in the store has been told of by this source.",
        "Import from it first, or use one of those listed with: timescales sources list",
    ),
    "unknown_subject": (
        "There is no case with this number in the store.",
        "Check the number, or import the case first.",
    ),
}
