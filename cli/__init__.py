"""The program ``timescales``: what a person asks for at a terminal.

Start at ``main.py`` (the program and its list of commands, each imported only when it is asked
for) and at ``commands/``, where each command is one module.

- every command: ``common_options`` (the day, the database, the data folder, JSON; what a command
  is handed as ``options``), ``failures`` (how it ends when something is wrong), ``exit_codes``,
  ``wall_clock`` (the one place that asks what time it is).
- showing: ``output`` (data on standard output, everything else on standard error), ``words``,
  ``clock_table``, ``rule_view``, ``import_summary``, ``calendar_changes``.
- ``lazy_group`` imports commands late; ``problems`` is what can be wrong with how one is asked.

May import everything; what is slow to import, only inside a function. Nothing imports it but the
tests and what makes the pages of docs/reference.
"""
