"""The commands, one module each, named after what is typed: ``timescales clocks`` is ``clocks.py``.

A module gives a click command or group and is imported when it is asked for.
"""
