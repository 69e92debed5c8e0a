"""What every table shares."""

from collections.abc import Sequence
from enum import Enum
from typing import Any, cast

import sqlalchemy
from sqlalchemy import Index, MetaData, Table, text
from sqlalchemy.orm import class_mapper, registry
from sqlmodel import SQLModel

# Constraints get names, so that a later migration can change them on both databases.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel, registry=registry(metadata=MetaData(naming_convention=_NAMES))):
    """The root of the store's tables, with a registry of their own."""


def table_of(model: type[Base]) -> Table:
    """The table behind a model, for Core statements."""
    return cast(Table, class_mapper(model).local_table)


def words(enum: type[Enum]) -> Any:
    """A column type for the words of an enum, kept as text."""
    return sqlalchemy.Enum(
        enum,
        native_enum=False,
        length=16,
        values_callable=lambda kind: [word.value for word in kind],
    )


def partial_index(name: str, columns: Sequence[str], where: str) -> Index:
    """An index that holds only the rows that meet a condition.

    A query uses it only when it repeats ``where`` to the letter, or implies it.
    """
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))
