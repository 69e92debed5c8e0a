"""What the authority must publish. Each measure is one file in one of the folders here.

A file gives a function that yields the units of one case and a ``MEASURE`` that says in words
what it counts. It is found by being there: no list names it.
"""
