"""Copies of databases."""

import shutil
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import make_url

_COPIES = count(1)


def copy_of(url: str) -> str:
    """The address of a copy of a database that nobody has open, beside it."""
    address, name = make_url(url), f"copy_{next(_COPIES)}"
    if address.drivername == "sqlite":
        file = Path(str(address.database))
        shutil.copy(file, file.with_name(name))
        return f"sqlite:///{file.with_name(name)}"
    maintenance = address.set(database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {address.database}".encode())
    return address.set(database=name).render_as_string(hide_password=False)
