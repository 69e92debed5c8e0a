"""Files that are no return: none of them gives the store an event, and no command imports them.

``rule_files`` (with ``rule_file_errors``) reads the rulebook and the profiles, ``scenario_files``
the scenarios that people write to check it, and ``comparators`` what other authorities reached.

May import ``domain``, ``intake.files`` and what lies loose in ``intake``, and no format.
"""
