"""The databases of one PostgreSQL server: making them, dropping them, their addresses."""

import psycopg
from psycopg import sql
from sqlalchemy import URL, make_url

# From this version on copying the files of a template is a choice, and the faster one here.
_CHOOSES_STRATEGY = 150000


class Databases:
    """A running PostgreSQL, known by the address of a database it can be managed from."""

    def __init__(self, address: str | URL) -> None:
        self.address = make_url(address).set(drivername="postgresql+psycopg")

    def url(self, database: str) -> str:
        """Return the SQLAlchemy address of `database` on this server, existing or not."""
        return self.address.set(database=database).render_as_string(hide_password=False)

    def create_database(self, name: str, template: str | None = None) -> None:
        """Create the database `name`, empty or as a copy of `template` (which nobody may use).

        Raises psycopg.errors.DuplicateDatabase when there is one of that name.
        """
        with self._connect() as connection:
            statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
            if template is not None:
                statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
            if connection.info.server_version >= _CHOOSES_STRATEGY:
                statement += sql.SQL(" STRATEGY file_copy")
            connection.execute(statement)

    def drop_database(self, name: str) -> None:
        """Drop the database `name` if it exists, cutting off whoever is connected to it."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        with self._connect() as connection:
            connection.execute(statement.format(sql.Identifier(name)))

    def answers(self) -> bool:
        """Tell whether the server takes connections now."""
        try:
            with self._connect():
                return True
        except psycopg.OperationalError:
            return False

    def _connect(self) -> psycopg.Connection:
        address = self.address.set(drivername="postgresql")
        plain = address.render_as_string(hide_password=False)
        return psycopg.connect(plain, autocommit=True, connect_timeout=10)
