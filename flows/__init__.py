"""What Prefect runs and shows: each flow opens the installation, does one thing, and says how it
went, with nothing about a child in it.

Start at ``sweep.py``, the smallest: a flow, and ``work.py``, which does the same without Prefect.

- flows: ``schedules`` (one for each file in ``engine/schedules``, with ``rerun`` for what they
  share), ``sweep``, ``dispatch``, ``digest``, ``measures``, ``import_files`` (with ``inbox``).
- every flow: ``context`` (when it began, its id, the installation), ``safely`` (the border: no text
  of an error reaches Prefect), ``outcome`` and ``publishing`` (what it did, as pages).
- forms: ``parameters`` (what a person may fill in), ``problems`` (what can be wrong).

``deployments/plan.py`` says under which names people find them and when they run. May import
everything but ``cli``; only ``deployments`` imports it.
"""
