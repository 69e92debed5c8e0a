"""The use cases: one function for each thing that can be done, whoever asks for it.

Command, flow, form and page call the same functions here. Start at ``workspace.py`` (what every use
case works with) and ``settings.py`` (where that comes from).

- in: ``return_files`` reads what a command is given, return by return, and ``lost_zeros`` looks at
  its numbers; ``loading`` and ``importing`` store what a reader found. Of what is read whole,
  ``editions`` keeps what each table tells now, ``kept_back`` what it may lack, and ``removals``
  takes back what its source no longer tells. ``joining`` makes one case of those that are one child
  (``births`` is one thing to know them by), ``recalculate`` works the cases out again.
- out: ``sweep`` raises the alerts, ``withdrawals`` takes wrong ones back, ``standing`` is what each
  person has to see to, ``digests`` makes the morning's, in ``working_hours``; ``outbox`` and
  ``dispatch`` send them, ``messages`` and ``parcels`` say in what form.
- again: ``rerun``, ``calendar_rerun`` and ``rules_rerun``, with ``rules_in_force`` and
  ``unfinished``; ``calendar_refresh`` fetches bank holidays. Each schedule is a file in
  ``schedules/``, ``schedule`` is what one is, and ``schedule_catalogue`` finds them.
- asked: ``queries``, ``explaining``, ``case_checks``, ``measures``, ``published_measures``,
  ``reports``, ``status``.
- aside: ``scenarios`` and ``calendar_batch`` run files, ``demo`` loads the county; ``progress``,
  ``garbage_collection`` and ``kill_points`` serve the others.

May import ``calendars``, ``domain``, ``store``, ``intake``, ``notifications``, ``reports`` and
``demo``; no orchestrator, no command line, no terminal.
"""
