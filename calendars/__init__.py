"""Working-day arithmetic on dated snapshots of the United Kingdom's bank holidays.

Start at ``library.py`` (the calendars by name) and ``working_days.py`` (what can be counted).

- counting: ``day_table`` makes it fast, ``arrays`` does it for whole numpy arrays.
- what is known: ``snapshot`` reads the files in ``snapshots/`` and ``overrides/``, ``union`` puts
  the parts of the Kingdom together, ``holiday_file`` reads a person's own calendars.
- keeping it right: ``fetch``, ``feed`` (``feed_json`` and ``feed_ics`` read the two forms of it)
  and ``refresh`` take in what GOV.UK announces; ``announced`` knows what is told only in part;
  ``snapshot_check`` compares it with what the holidays library expects (``expected``).

May import the holidays library, icalendar and numpy, and nothing else of ours.
"""
