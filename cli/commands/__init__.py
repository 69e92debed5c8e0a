"""The commands, one module each, named after the command.

Start at ``status.py``, a small one: a command takes ``options`` (``cli.common_options``) and what is
its own, opens the installation, calls one function of ``engine`` and shows the answer, as a table or
with ``--json`` as one document. It works nothing out. ``cli/main.py`` lists them; a group, such as
``clocks``, is one module too. ``imports`` makes its commands from the formats in ``intake``, and
``rerun`` takes its schedules from ``engine/schedules``.

May import everything but each other's insides; what is slow to import, only inside a function.
"""
