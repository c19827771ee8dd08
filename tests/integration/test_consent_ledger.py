"""The consent ledger is append-only by the database's own refusal, whoever asks and however."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from checkin.adapters.sql.engine import connect_to, insert_once
from checkin.adapters.sql.rows import CONSENT, LINE, WORDING_SHOWN
from checkin.domain.consent import Action, Medium, Purpose
from tests.builders import NOON
from tests.integration import schema
from tests.town.database import fresh_sqlite

REFUSAL = "append-only"
UNCHAINED = 10  # columns that the ledger had before it was a chain
TEXTS = (
    "UPDATE wording_shown SET text = 'other'",
    "UPDATE wording_shown SET hash = 'other'",
    "DELETE FROM wording_shown",
)
TEXTS_SQLITE = (
    "INSERT OR REPLACE INTO wording_shown VALUES ('a', 'text', 'key', 'en', 'other', '{}')",
    "REPLACE INTO wording_shown SELECT hash, medium, key, 'fr', text, filled FROM wording_shown",
    "INSERT INTO wording_shown SELECT * FROM wording_shown WHERE true"
    " ON CONFLICT (hash) DO UPDATE SET text = 'other'",
)
TEXTS_POSTGRES = (
    "TRUNCATE wording_shown",
    "INSERT INTO wording_shown SELECT * FROM wording_shown"
    " ON CONFLICT (hash) DO UPDATE SET text = 'other'",
)
EVERYWHERE = (
    "UPDATE consent SET action = 'revoked'",
    "UPDATE consent SET evidence = ''",
    "UPDATE consent SET id = id + 1",
    "DELETE FROM consent",
    "DELETE FROM consent WHERE id = 1",
)
SQLITE = (
    "UPDATE OR REPLACE consent SET action = 'revoked'",
    "UPDATE OR IGNORE consent SET action = 'revoked'",
    "INSERT INTO consent SELECT * FROM consent WHERE true"
    " ON CONFLICT (id) DO UPDATE SET action = 'revoked'",
)
POSTGRES = (
    "TRUNCATE consent",
    "TRUNCATE line CASCADE",
    "UPDATE consent SET action = 'revoked' WHERE false",
    "WITH gone AS (DELETE FROM consent RETURNING id) SELECT count(*) FROM gone",
    "INSERT INTO consent SELECT * FROM consent ON CONFLICT (id) DO UPDATE SET action = 'revoked'",
)


@pytest.fixture
def ledger(engine: Engine) -> Engine:
    """A database with one event in the ledger."""
    fill(engine)
    return engine


def fill(engine: Engine) -> None:
    """Write one event of one line."""
    line = {"fingerprint": "f", "number": "sealed", "stopped": False, "misunderstood": 0}
    event = {
        "purpose": Purpose.CHECKIN_TEXT,
        "action": Action.CONFIRMED,
        "medium": Medium.TEXT,
        "evidence": "sealed",
        "wording": "invitation",
        "language": "en",
        "occurred_at": NOON,
    }
    with engine.begin() as connection:
        new = sa.insert(LINE.id.table).returning(LINE.id)
        line_id = connection.execute(new, line | {"dialable": True, "created_at": NOON}).scalar()
        connection.execute(sa.insert(CONSENT.id.table), event | {"line_id": line_id})


def kept(engine: Engine) -> list[tuple[object, ...]]:
    """The whole ledger."""
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.select(CONSENT.id.table))]


def assert_refused(engine: Engine, statement: str) -> None:
    """The database refuses `statement` in its own words, and the ledger stays as it is."""
    before = kept(engine)
    with pytest.raises(DBAPIError, match=REFUSAL), engine.begin() as connection:
        connection.execute(sa.text(statement))
    assert kept(engine) == before


def ways(engine: Engine) -> tuple[str, ...]:
    """Every way to change or lose an event that this database knows."""
    return EVERYWHERE + (SQLITE if engine.dialect.name == "sqlite" else POSTGRES)


def test_an_event_can_be_written_and_the_next_one_too(ledger: Engine) -> None:
    fill_again = sa.text(
        "INSERT INTO consent (line_id, purpose, action, medium, evidence, wording, language,"
        " occurred_at) SELECT line_id, purpose, 'revoked', medium, evidence, wording, language,"
        " occurred_at FROM consent"
    )

    with ledger.begin() as connection:
        connection.execute(fill_again)

    assert [row[4] for row in kept(ledger)] == [Action.CONFIRMED, Action.REVOKED]


def test_no_event_can_be_changed_or_deleted_in_any_way(ledger: Engine) -> None:
    for statement in ways(ledger):
        assert_refused(ledger, statement)


def test_no_event_can_be_replaced_by_another_with_its_id(tmp_path: Path) -> None:
    engine = connect_to(fresh_sqlite(tmp_path))
    fill(engine)

    assert_refused(
        engine,
        "INSERT OR REPLACE INTO consent SELECT id, line_id, member_id, purpose, 'revoked', medium,"
        " evidence, wording, language, occurred_at, wording_hash, evidence_digest, prev_hash, hash"
        " FROM consent",
    )


def test_the_line_of_an_event_cannot_be_deleted_from_under_it(ledger: Engine) -> None:
    with pytest.raises(DBAPIError), ledger.begin() as connection:
        connection.execute(sa.text("DELETE FROM line"))

    assert len(kept(ledger)) == 1


def test_the_refusal_is_there_again_after_down_and_up(engine: Engine) -> None:
    schema.downgrade(engine)
    schema.upgrade(engine)
    fill(engine)

    for statement in ways(engine):
        assert_refused(engine, statement)


def test_the_step_that_refuses_can_be_taken_back_with_the_events_kept(ledger: Engine) -> None:
    before = kept(ledger)

    schema.downgrade(ledger, "0003")
    schema.upgrade(ledger)

    assert [row[:UNCHAINED] for row in kept(ledger)] == [row[:UNCHAINED] for row in before]
    assert_refused(ledger, "DELETE FROM consent")


def test_no_text_that_was_shown_can_be_changed_or_deleted_in_any_way(engine: Engine) -> None:
    texts = sa.select(WORDING_SHOWN.hash.table)
    shown = {"hash": "a", "medium": "text", "key": "key", "language": "en", "text": "Hi {name}"}
    with engine.begin() as connection:
        new = insert_once(connection, WORDING_SHOWN.hash.table, WORDING_SHOWN.hash)
        came = [connection.execute(new, shown | {"filled": "{}"}).scalar() for _ in range(2)]
        before = connection.execute(texts).all()

    for statement in TEXTS + (TEXTS_SQLITE if engine.dialect.name == "sqlite" else TEXTS_POSTGRES):
        with pytest.raises(DBAPIError, match=REFUSAL), engine.begin() as connection:
            connection.execute(sa.text(statement))

    assert came == ["a", None]
    with engine.connect() as connection:
        assert connection.execute(texts).all() == before
