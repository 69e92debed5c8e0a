"""The core: from the events of a case and the rules to dates, their reasons and the figures.

Pure: no database, no wall clock, no orchestrator; today is an argument. Start at
``clocks/schedule.py``, the one function that everything else serves. A room imports only from
the rooms before it, and what lies loose here is used by all of them.

- ``case``: what happened in one case, in order: events, history, periods.
- ``rules``: what a rule file may say, a profile, and the rules in force.
- ``clocks``: from the two to clocks, their states and their alerts.
- ``explaining``: why a date is what it is, in words.
- ``measures``: the figures that are published, one file each.
- ``rulebook/`` and ``profiles/``: the rules themselves, one file each, and what authorities vary.
- loose: days, counting, errors and problems, references, wording, and the base of what files say
  (``parts``).

May import ``calendars``, pydantic and pendulum.
"""
