"""What can be wrong with bank holidays, their feed, and a question about working days.

For docs/reference/errors.md: what each code says, with … for what differs, and what to do. Where it
is raised stands the exact sentence.
"""

from collections.abc import Mapping

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "date_outside_calendar": (
        "The calendars cover … to … only.",
        "Check the year of the date and the number of days.",
    ),
    "day_zero": (
        "When the start counts as day 1 there is no day 0.",
        "Use 1 or more to count forwards, -1 or less to count backwards.",
    ),
    "feed_address_invalid": (
        "The address of the bank holidays feed is not a web address.",
        "Write feed under [calendar] in timescales.toml with https:// before it.",
    ),
    "feed_calendar_unreadable": (
        "The answer of the bank holidays feed is an .ics calendar that cannot be read, or was cut "
        "short.",
        "Try again later. If it stays so, look at the address of the feed in a browser.",
    ),
    "feed_division_unknown": (
        "The bank holidays feed is an .ics calendar, and neither its address nor its name says of "
        "which one part of the Kingdom.",
        "Nothing was stored. Under [calendar] in timescales.toml, set as feed an address that "
        "ends in england-and-wales.ics, scotland.ics or northern-ireland.ics, as GOV.UK's do, or "
        "https://www.gov.uk/bank-holidays.json, which has all three.",
    ),
    "feed_ends_earlier": (
        "The feed's bank holidays of … end in …; those up to … were already announced.",
        "Nothing of them was stored. The answer may have been cut short: try again later.",
    ),
    "feed_not_json": (
        "The answer of the bank holidays feed can be read neither as JSON nor as an .ics "
        "calendar; it may have been cut short.",
        "Try again later. If it stays so, look at the address of the feed in a browser: a proxy "
        "may answer in its place.",
    ),
    "feed_redirected": (
        "The address of the bank holidays feed sends to another address.",
        "Check that address, and if it is right set it as feed under [calendar] in "
        "timescales.toml.",
    ),
    "feed_refused": (
        "The bank holidays feed answered with an error (status …).",
        "Try again later. If it stays so, check the feed under [calendar] in timescales.toml, and "
        "that this machine reaches it.",
    ),
    "feed_removes_past_holiday": (
        "The feed no longer lists … as a bank holiday of …, and that day is past: what has been "
        "counted cannot be uncounted.",
        "Nothing of that part of the Kingdom was stored. Look at "
        "https://www.gov.uk/bank-holidays, and try again later.",
    ),
    "feed_too_large": (
        "The answer of the bank holidays feed is far too large to be one.",
        "Try again later. If it stays so, check the feed under [calendar] in timescales.toml, and "
        "that this machine reaches it.",
    ),
    "feed_too_slow": (
        "The bank holidays feed took too long to answer.",
        "Try again later. If it stays so, check the feed under [calendar] in timescales.toml, and "
        "that this machine reaches it.",
    ),
    "feed_unexpected": (
        "The answer of the bank holidays feed cannot be right: ….",
        "Nothing was stored. Look at https://www.gov.uk/bank-holidays, and try again later.",
    ),
    "feed_unreachable": (
        "The bank holidays feed cannot be reached, or it broke off.",
        "Try again later. If it stays so, check the feed under [calendar] in timescales.toml, and "
        "that this machine reaches it.",
    ),
    "holiday_file_not_a_date": (
        "In the file of holidays, calendar …, entry … is not a date from … to ….",
        "Write every date as year-month-day, for example 2026-12-25.",
    ),
    "holiday_file_not_json": (
        "The file of holidays is not JSON: line …, column ….",
        'Write the file as {"our-calendar": ["2026-12-25", "2026-12-28"]}.',
    ),
    "holiday_file_repeated_calendar": (
        "The file of holidays gives the same calendar twice.",
        "Put all its dates into one list.",
    ),
    "holiday_file_unreadable": (
        "The file of holidays cannot be read.",
        "Check its path, that you may open it, and that it is saved as UTF-8.",
    ),
    "holiday_file_wrong_shape": (
        "The file of holidays does not give a list of dates for each calendar.",
        'Write the file as {"our-calendar": ["2026-12-25", "2026-12-28"]}.',
    ),
    "snapshot_missing": (
        "The bank holidays that come with the program are not there.",
        "Install the program again.",
    ),
    "snapshot_not_stored": (
        "The new snapshot of the bank holidays cannot be written.",
        "Check that the data folder has room and that you may write to it.",
    ),
    "snapshot_of_today": (
        "The newest snapshot of … is of …, and the feed says something else now.",
        "A stored snapshot is never changed. Refresh again on a later day.",
    ),
    "snapshot_unreadable": (
        "A stored snapshot of the bank holidays cannot be read.",
        "Look in calendars under the data folder: each file is named after the day it was taken "
        "and holds what `timescales calendar refresh` wrote. Put the file back from a copy.",
    ),
    "unknown_calendar": (
        "There is no calendar of that name.",
        "Use one of ….",
    ),
}
