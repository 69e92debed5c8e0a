"""The steps from one version of the store to the next, in the order of their numbers.

A step that was released is never changed: stores out there have already taken it.
"""
