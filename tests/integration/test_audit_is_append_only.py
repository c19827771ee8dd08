"""The audit is append-only by the database's own refusal; a database with people in it migrates."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import AUDIT, AUDIT_HEAD, COORDINATOR
from tests.builders import NOON
from tests.integration import schema
from tests.town.database import fresh_sqlite

REFUSAL = "append-only"
EVERYWHERE = (
    "UPDATE audit SET act = 'login'",
    "UPDATE audit SET id = id + 1",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE id = 1",
)
SQLITE = (
    "UPDATE OR REPLACE audit SET act = 'login'",
    "INSERT INTO audit SELECT * FROM audit WHERE true ON CONFLICT (id) DO UPDATE SET act = 'login'",
)
POSTGRES = (
    "TRUNCATE audit",
    "UPDATE audit SET act = 'login' WHERE false",
    "INSERT INTO audit SELECT * FROM audit ON CONFLICT (id) DO UPDATE SET act = 'login'",
)


def fill(engine: Engine) -> None:
    """One row, as the page would write it."""
    row = {"at": NOON, "act": "taken", "about": "escalation", "about_id": 1, "reason": ""}
    with engine.begin() as connection:
        insert = sa.insert(AUDIT.id.table)
        connection.execute(insert.values(**row, prev_hash="0" * 64, hash="1" * 64))


def kept(engine: Engine) -> list[tuple[object, ...]]:
    """The whole audit."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.select(AUDIT.id.table))]


def assert_refused(engine: Engine, statement: str) -> None:
    before = kept(engine)
    with pytest.raises(DBAPIError, match=REFUSAL), engine.begin() as connection:
        connection.execute(sa.text(statement))
    assert kept(engine) == before


def test_no_row_can_be_changed_or_deleted_in_any_way(engine: Engine) -> None:
    fill(engine)

    for statement in EVERYWHERE + (SQLITE if engine.dialect.name == "sqlite" else POSTGRES):
        assert_refused(engine, statement)

    fill(engine)
    assert len(kept(engine)) == 2


def test_no_row_can_be_replaced_by_another_with_its_id(tmp_path: Path) -> None:
    engine = connect_to(fresh_sqlite(tmp_path))
    fill(engine)

    assert_refused(
        engine,
        "INSERT OR REPLACE INTO audit SELECT id, at, coordinator_id, 'login', about, about_id,"
        " member_id, reason, prev_hash, hash FROM audit",
    )


def test_whoever_was_there_before_is_a_coordinator_without_a_second_factor(
    empty_engine: Engine,
) -> None:
    schema.upgrade(empty_engine, "0008")
    with empty_engine.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO coordinator (login, name, password_hash, language, active, created_at)"
                " VALUES ('cleo', 'x', 'x', 'en', true, '2026-01-05 08:00:00')"
            )
        )

    schema.upgrade(empty_engine)

    columns = (COORDINATOR.role, COORDINATOR.secret, COORDINATOR.secret_step, COORDINATOR.sessions)
    with empty_engine.connect() as connection:
        assert connection.execute(sa.select(*columns)).one() == ("coordinator", None, 0, 0)
        assert connection.execute(sa.select(AUDIT_HEAD.count, AUDIT_HEAD.hash)).one() == (
            0,
            "0" * 64,
        )
