"""From the events of a case and the rules in force to clocks, their states and their alerts.

Start at ``schedule.py``. For each rule ``starts`` finds where its clocks begin, ``endings`` what
ended each, and ``reckoning`` the date, in three steps: which limit, from where (``anchors``), what
date (``due_dates``). ``case_so_far`` is what has been worked out on the way. ``clock`` is the
result and ``reckoned`` the counting behind it; ``evidence`` keeps out the duties that a return
starts and cannot show as done, ``time_spent`` counts hours together over several stays, and
``remarks`` is what is said beside a clock. ``case_checks`` are the gates without a date, one a file
of ``gates``. ``states`` says what a clock is on a day, ``ladder`` whom to tell
and when, ``views`` how people and programs see it.

May import ``domain.case``, ``domain.rules`` and what lies loose in ``domain``.
"""
