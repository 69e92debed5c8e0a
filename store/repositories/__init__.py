"""What can be asked of the store and written to it, one repository for each kind of thing.

Start at ``events.py`` (the log that all else follows from), ``clocks.py`` (what was worked out
from it), ``alerts.py`` (the ledger) and ``outbox.py`` (what is to be sent). A repository has a
connection inside a transaction and never commits: ``store.unit_of_work`` does.

May import ``domain`` and what lies in ``store`` beside this folder.
"""
