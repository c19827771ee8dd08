"""Engines for the two databases, and everything in which they differ.

SQLite runs in WAL mode and takes its write lock at BEGIN: a transaction that read first and
wanted to write later would be refused at once while another writes. PostgreSQL locks rows.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.sql.dml import ReturningInsert

CONNECT = 5  # seconds until a server that does not answer counts as away
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=30000")
READ_ONLY = {"sqlite_begin": "deferred"}
MOMENT = len("2026-11-22 09:00:00.000000")
RETRYABLE = {"40P01", "40001", "55P03"}  # deadlock, serialization, lock not available


def connect_to(url: str) -> Engine:
    """An engine for `url`. A SQLite file's folder is made if it is missing."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(url, parsed.database)
    return sa.create_engine(
        url,
        pool_size=8,
        max_overflow=16,
        pool_pre_ping=True,
        connect_args={"connect_timeout": CONNECT},
    )


def _sqlite(url: str, file: str | None) -> Engine:
    if file and file != ":memory:":
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).touch(mode=0o600)  # its owner's alone; what lies beside it gets the same
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
    return _insert_once(connection.dialect.name, table, *returning)


@cache
def _insert_once(dialect: str, table: sa.Table, *returning: sa.Column[Any]) -> ReturningInsert[Any]:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing().returning(*returning)


def insert_many(
    connection: Connection,
    table: sa.Table,
    rows: Sequence[dict[str, Any]],
    *returning: sa.Column[Any],
    **same: object,
) -> list[Any]:
    """Insert `rows`, passing over those already there; the rows that went in come back.

    What is the same in all of them is given by name, once.
    """
    if not rows:
        return []
    names = (tuple(rows[0]), tuple(same))
    statement = _insert_many(connection.dialect.name, table, names, returning)
    return list(connection.execute(statement, listing(connection, rows) | same).all())


@cache
def _insert_many(
    dialect: str,
    table: sa.Table,
    names: tuple[tuple[str, ...], tuple[str, ...]],
    returning: tuple[sa.Column[Any], ...],
) -> ReturningInsert[Any]:
    values = listed(dialect, *(table.c[name] for name in names[0]))
    values |= {name: sa.bindparam(name, type_=table.c[name].type) for name in names[1]}
    # Without the WHERE SQLite would read ON CONFLICT as the ON of a join.
    rows = sa.select(*values.values()).where(sa.literal_column("true"))
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    made = insert(table).from_select(list(values), rows)
    return made.on_conflict_do_nothing().returning(*returning)


def listed(dialect: str, *columns: sa.Column[Any]) -> dict[str, sa.ColumnElement[Any]]:
    """Values for `columns`, row by row, out of the one parameter that `listing` makes.

    A statement over any number of rows so stays the same, and is prepared once.
    """
    rows = sa.bindparam("listing", type_=sa.Text)
    if dialect == "postgresql":
        shape = (sa.column(column.name, column.type) for column in columns)
        table = sa.func.json_to_recordset(sa.cast(rows, postgresql.JSON)).table_valued(*shape)
        named = table.render_derived(name="listed", with_types=True)
        return {column.name: named.c[column.name] for column in columns}
    value = sa.func.json_each(rows).table_valued("value", name="listed").c.value
    return {
        column.name: sa.type_coerce(sa.func.json_extract(value, f"$.{column.name}"), column.type)
        for column in columns
    }


def listing(connection: Connection, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """`rows` as the parameter that `listed` reads."""
    on_postgres = connection.dialect.name == "postgresql"
    return {"listing": json.dumps(rows, default=datetime.isoformat if on_postgres else _stored)}


@lru_cache(maxsize=4096)  # the slots of many members are the same moments
def _stored(moment: datetime) -> str:
    """A moment as SQLite keeps it."""
    return moment.astimezone(UTC).isoformat(" ", "microseconds")[:MOMENT]


def elapsed(
    dialect: str, start: sa.ColumnElement[Any], end: sa.ColumnElement[Any]
) -> sa.ColumnElement[float]:
    """The seconds from one moment to another; unknown while one of them is."""
    if dialect == "postgresql":
        return sa.cast(sa.extract("epoch", end - start), sa.Double)
    days = sa.func.julianday(end) - sa.func.julianday(start)
    return sa.func.round(days * 86_400, 3)  # a day as a fraction is not exact


def may_retry(error: OperationalError) -> bool:
    """Whether the database only asks to try the same transaction again."""
    code = getattr(error.orig, "sqlstate", None)
    return code in RETRYABLE or "database is locked" in str(error.orig)
