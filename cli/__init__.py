"""The command ``timescales``: what a person types, and how the answer is shown.

Start at ``main.py``. Each file in ``commands`` is one command or group; it asks ``engine`` and
computes nothing itself. A command imports what it needs when it runs, so that ``--help`` is quick.

- asked: ``common_options``; ``lazy_group`` and ``failures`` make every command begin and end
  alike; ``exit_codes`` says what scripts rely on.
- shown: ``output``, ``words``, ``clock_table``, ``rule_view``, ``import_summary``,
  ``calendar_changes``.
- ``wall_clock`` is the one place that asks what time it is; ``problems`` is what can be wrong with
  how a command is asked.

May import everything; nothing imports it but what makes the pages of ``docs/reference``.
"""
