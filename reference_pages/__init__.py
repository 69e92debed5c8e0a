"""The pages of docs/reference that are made from the program itself. Not shipped with it.

Start at ``__main__.py``. A page is a module beside it with ``page() -> str``, found by being
there: ``events.py`` makes docs/reference/events.md. ``make docs`` writes them all anew, and
tests/conventions/test_reference_pages.py says when one is stale.

May import everything but ``bench``; nothing but the tests imports it.
"""
