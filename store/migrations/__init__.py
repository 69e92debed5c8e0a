"""How a store of an earlier version becomes one of this version, run by Alembic.

Each file in ``versions`` is one step, in the order of their numbers; a step that was released is
never changed. ``env`` runs them in the transaction that ``store.schema`` gives it, and ``guards``
makes the triggers that keep the log and the ledger from being altered.

Steps import nothing of ours but the column types and the guards.
"""
