"""Engines for the two databases, and everything in which they differ.

SQLite runs in WAL mode and takes its write lock at BEGIN: a transaction that read first and
wanted to write later would be refused at once while another writes. PostgreSQL locks rows.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.sql.dml import ReturningInsert

PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000")
READ_ONLY = {"sqlite_begin": "deferred"}
RETRYABLE = {"40P01", "40001", "55P03"}  # deadlock, serialization, lock not available


def connect_to(url: str) -> Engine:
    """An engine for `url`. A SQLite file's folder is made if it is missing."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url, parsed.database)
    return sa.create_engine(url, pool_size=8, max_overflow=16, pool_pre_ping=True)


def _sqlite(url: str, file: str | None) -> Engine:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # BEGIN is ours to send, not the driver's
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        deferred = options.get("sqlite_begin") == READ_ONLY["sqlite_begin"]
        connection.exec_driver_sql("BEGIN" if deferred else "BEGIN IMMEDIATE")

    return engine


def insert_once(
    connection: Connection, table: sa.Table, *returning: sa.Column[Any]
) -> ReturningInsert[Any]:
    """`INSERT ... ON CONFLICT DO NOTHING RETURNING`: no row comes back for one already there."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing().returning(*returning)
    return sqlite.insert(table).on_conflict_do_nothing().returning(*returning)


def insert_many(
    connection: Connection,
    table: sa.Table,
    rows: Sequence[dict[str, Any]],
    *returning: sa.Column[Any],
) -> list[Any]:
    """Insert `rows`, passing over those already there; the rows that went in come back."""
    if not rows:
        return []
    statement = insert_once(connection, table, *returning)
    return list(connection.execute(statement, list(rows)).all())


def may_retry(error: OperationalError) -> bool:
    """Whether the database only asks to try the same transaction again."""
    code = getattr(error.orig, "sqlstate", None)
    return code in RETRYABLE or "database is locked" in str(error.orig)
