"""The ways out of the engine. Each is one file here, found by being there: no list names it.

Start at ``maildir.py``, the simplest. A file gives its settings (the section of timescales.toml
that has its name), the class that hands messages over, and a ``CHANNEL`` that says what can go
wrong, in words. How to add one: docs/how-to/add-a-channel.md.

May import ``domain`` and the modules of ``notifications``, and no other channel. What is slow to
import is imported where it is needed, since every command reads the settings.
"""
