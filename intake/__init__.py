"""From files of others to events, and an account of every row.

Start at ``return_format.py``: a package here that declares a ``FORMAT`` is a format that the
program reads, and ``catalogue`` finds it. In each, ``reader.py`` is where reading begins and
``problems.py`` what can be wrong. A format imports from no other.

- ``ssda903``, ``cin_census``, ``annex_a``: the returns to the DfE and Ofsted's lists.
- ``standard_dataset``: the live feed from a case system.
- ``complaints``, ``event_files``: the register, and events one by one.
- ``files``: reading CSV, XML, Excel and YAML that may be damaged or hostile, for all of them, and
  what stands in one cell of a table.
- ``other_files``: what is no return and gives the store no events: rules, scenarios, comparators.
- loose: ``reading`` and ``accounting`` (what a reader hands back, and the sum of its rows),
  ``whole_tables`` (what can be taken back), ``gaps`` and ``refused_rows`` (what may be missing),
  ``pupils`` (pupil numbers, which are never stored), ``event_ids`` and ``keys`` (names), ``days``,
  ``days_in_names`` and ``several_editions`` (files of several years or days in one command),
  ``one_event``, ``lost_zeros``, ``care_codes``, ``evidence_groups`` and ``overlaps`` (what several
  formats share), ``problems`` (what can be wrong with any file), ``progress``.

May import ``domain``. What is slow to import waits until something is read.
"""
