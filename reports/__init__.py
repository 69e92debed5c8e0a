"""The reports that people made by hand: each is a list of tables, and each table a list of rows.

Start at ``made/`` (one file for each report, found by being there) and ``definition.py`` (what one
has to declare). A report is given ``findings``, which show it what it declared and nothing else,
and gives a ``report``: sentences and tables without a form.

- ``challenge``, ``complaints``, ``dashboard``, ``looked_after``, ``sources``: the tables, by
  subject.
- ``parts`` and ``periods``: what tables have in common. ``catalogue`` finds the reports.
- ``formats``: the forms that a report is written in.

May import ``domain``; never the store, which ``engine.reports`` reads for it.
"""
