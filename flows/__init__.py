"""What Prefect shows and runs: a thin coat over ``engine``, with nothing of a case on it.

Start at ``work.py``: what each flow does, without Prefect. ``schedules`` makes the flow of every
schedule, ``rerun`` what they share; ``sweep``, ``digest``, ``dispatch``, ``import_files`` with
``inbox`` and ``measures`` are the others.

``parameters`` is what a form may ask, ``outcome`` and ``publishing`` what a run shows, ``context``
what it knows of itself, and ``safely`` keeps every case out of an error that Prefect would store.

May import everything but ``bench``.
"""
