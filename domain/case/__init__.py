"""What happened in one case, before any rule is asked.

Start at ``events.py`` (one fact) and ``history.py`` (the facts in order). ``event_types`` says
which facts there are and what each may carry, ``corrections`` what still stands, ``editions`` what
a source that is read whole tells now, ``periods`` and ``stays`` the times that facts open and
close, ``assignments`` who is responsible.

Where several sources tell of a case, ``agreement`` makes one of the ``agreed_facts`` of what they
tell twice: ``same_facts`` says how near two facts must be for that, ``told_periods`` which periods
are one, and ``trust`` whose word counts.
"""
