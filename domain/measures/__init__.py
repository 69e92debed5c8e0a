"""What the authority must publish. Each measure is one file in one of the folders here.

A file gives a function that yields the units of one case and a ``MEASURE`` that says in words
what it counts. It is found by being there: no list names it.

Start at ``measure.py`` (what one has to say) and ``record.py`` (what one is shown of a case).

- what is shown: ``case_files`` holds the cases that were loaded (``case_file``, ``duty``), and
  ``declared`` says how much of them a measure or report looks at. ``spells`` puts plans, reviews
  and times in care together, ``placements`` the placements.
- ways to count: ``counting``, ``answers``, ``health_checks``, ``lasting``, ``steps``.
- from units to figures: ``figures``, then ``indicators`` (one is an ``indicator``), with
  ``rating`` and ``spans``; ``listed`` gives the units themselves. ``recorded`` is what people add:
  comparators and colours. ``catalogue`` finds the measures; ``own_choices`` checks what a profile
  says of them.

May import every other room of ``domain`` but ``explaining``.
"""
