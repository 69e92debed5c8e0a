"""What is remembered: the event log, the clocks, the ledger of alerts, the outbox.

Start at ``database.py`` (opening it, and transactions) and ``unit_of_work.py`` (all that can be
done in one). The same code serves SQLite and PostgreSQL.

- ``tables``: what each table holds. ``migrations``: how a store of an earlier version becomes one
  of this; ``schema`` runs them.
- ``repositories``: one for each kind of thing kept, the only place with SQL. ``mapping`` carries
  their records to rows and back, ``types`` their values; ``living`` reads each case as the one that
  it lives as, ``numbers`` gives a source's number its reference; ``filters`` is what can be
  searched by.
- ``records``: what is kept besides the domain's own types. ``engines`` opens either database, and
  ``problems`` says what goes wrong with one.

May import ``domain`` and SQLAlchemy, SQLModel and Alembic.
"""
