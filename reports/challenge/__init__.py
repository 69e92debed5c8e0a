"""The tables of the monthly challenge pack.

``overdue`` is about duties of every kind: what has run out of time and what is going to.
``children`` lists the cases that the meeting asks about one by one.
"""
