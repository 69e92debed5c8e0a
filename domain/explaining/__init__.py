"""Why a date is what it is, in plain sentences, from the reckoning that made it.

Start at ``explanation.py``. ``starting_in_words`` says what began the clock, ``counting_in_words``
how the date was counted, ``evidence_in_words`` which sources tell its start and its end,
``other_readings`` what another reading would give and what is printed elsewhere,
``extensions_in_words`` what was agreed, ``standing_in_words`` how it stands on a day,
``calendars_in_words`` whose bank holidays were left out, and ``source_words`` what it rests on.

May import every other room of ``domain`` but ``measures``.
"""
