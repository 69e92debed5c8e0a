"""Triggers that keep what must not be altered from being altered, whoever tries."""

from alembic import op


def refuse(table: str, *operations: str) -> None:
    """Refuse UPDATE or DELETE of any row of a table, with an error that says so."""
    message = f"rows of {table} are never altered or removed"
    if op.get_bind().dialect.name == "sqlite":
        for operation in operations:
            op.execute(
                f"CREATE TRIGGER {table}_no_{operation.lower()} BEFORE {operation} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
    )
    # TRUNCATE removes rows without firing the triggers for DELETE.
    op.execute(
        f"CREATE TRIGGER {table}_refuse BEFORE {' OR '.join(operations)} OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
