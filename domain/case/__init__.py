"""What happened in one case, before any rule is asked.

Start at ``events.py`` (one fact) and ``history.py`` (the facts in order). ``event_types`` says
which facts there are and what each may carry, ``corrections`` what still stands, ``editions`` what
stands of a source that is read whole, ``periods`` and ``stays`` the times that facts open and
close, ``assignments`` who is responsible.
"""
