"""Runs the migrations on the database that the settings name.

A table of one process at a time: on PostgreSQL an advisory lock makes a second release wait, and
a lock timeout keeps a migration from standing in the way of the live service.
"""

from alembic import context
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

import checkin.adapters.tables  # noqa: F401 - importing it fills the metadata
from checkin.adapters.sql.engine import connect_to
from checkin.settings import DatabaseSettings

ADVISORY_LOCK = 7_245_001  # any number, the same in every release of this service


def run(connection: Connection) -> None:
    """Run the migrations in one transaction on `connection`."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL lock_timeout = '5s'"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})"))
        context.run_migrations()


def main() -> None:
    """Use the connection a caller passed in, else the settings' database."""
    given = context.config.attributes.get("connection")
    if given is not None:
        run(given)
        return
    engine = connect_to(DatabaseSettings.load().database_url)
    with engine.connect() as connection:
        run(connection)
        connection.commit()
    engine.dispose()


main()
