"""The commands, one module each, named after what is typed: ``timescales clocks`` is ``clocks.py``.

Start at ``status.py``, a small one. A module gives a click command or group and is imported when
it is asked for; ``cli/main.py`` lists them. A command takes ``options`` (``cli.common_options``)
and what is its own, calls one function of ``engine``, and shows the answer as a table or, with
``--json``, as one document. ``imports`` makes its commands from the formats in ``intake``, and
``rerun`` has its schedules from ``engine/schedules``.

May import everything; what is slow to import, only inside a function.
"""
