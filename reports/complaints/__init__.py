"""The tables of the annual report on complaints, one idea a file.

Start at ``complaint.py``: one complaint and what followed it. ``volumes`` counts what came in,
``timeliness`` how long answers took, ``not_in_time`` why, ``outcomes`` what they found,
``escalation`` what went on, ``extensions`` what was given more time, ``informal`` what was settled
before, and ``still_open`` what waits.
"""
