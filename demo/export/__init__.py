"""The synthetic county as the returns and registers that an authority sends or keeps.

Start at ``writing.py``: every file of the export, and the truth about them. Nothing here counts as
the engine does: ``walking`` goes from one day to the next, so that the two can be compared.

- what a return sees: ``children_in_care``, ``protected_children``, ``complaints``, ``placements``,
  ``years``, ``pupil_numbers``.
- the files: ``ssda903_tables`` with ``ssda903_xml``, ``cin_census``, ``annex_a_lists`` with
  ``annex_a``, ``standard_dataset_tables``, ``complaints_register``; ``tables`` and ``csv_files``
  serve.
- the truth: ``truth``, ``duties``, and a ``*_truth`` module for each return.
- faults put in on purpose: ``faults``, and a ``*_faults`` module for each return but the standard
  dataset, which has none.
"""
