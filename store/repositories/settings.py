"""What the engine has been told to remember, such as the profile."""

from sqlalchemy import Connection, select

from store.mapping import insert_into
from store.tables import SettingRow, table_of

_setting = table_of(SettingRow)


class Settings:
    """Named values, each a text."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str | None:
        """The value of a setting, or None when it has none."""
        return self._connection.scalar(select(_setting.c.value).where(_setting.c.key == key))

    def set(self, key: str, value: str) -> None:
        """Give a setting its value."""
        statement = insert_into(self._connection, _setting).values(key=key, value=value)
        self._connection.execute(
            statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
        )
