"""Why a date is what it is, in plain sentences, from the reckoning that made it.

Start at ``explanation.py``. ``starting_in_words`` says what began the clock, ``counting_in_words``
how the date was counted, ``evidence_in_words`` which sources tell its start and its end,
``other_readings`` what another reading would give, and ``source_words`` what the duty rests on.

May import every other room of ``domain`` but ``measures``.
"""
