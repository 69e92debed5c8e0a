"""What is worked out anew each night, and whenever somebody asks: each schedule is one file here.

A file holds a ``SCHEDULE`` (``engine/schedule.py``) and is found by being there: no list names it.
The command, the forms in Prefect, ``deployments/prefect.yaml`` and the nightly runs come from it.

May import ``engine.schedule`` and nothing else.
"""
