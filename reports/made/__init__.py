"""The reports that can be made. Each file here is one report, and gives it as ``REPORT``.

It is found by being there: no list names it. What it says is made up of parts of ``reports``.
"""
