"""A ledger from before the chain is chained by the migration, and goes on from there."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel.sql.sqltypes import UTCDateTime

from checkin.adapters.sql.engine import connect_to
from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from tests.builders import NOON
from tests.integration import schema
from tests.town.command import Command

MOMENT = UTCDateTime()
ANA, BEN = "+12125550101", "+12125550102"
NEW = ConsentEvent(1, None, Purpose.ALL, Action.REVOKED, Medium.TEXT, "message 1", "stopped", "en")
LINE = sa.text(
    "INSERT INTO line (fingerprint, number, dialable, stopped, misunderstood, created_at)"
    " VALUES (:print, :number, :yes, :no, 0, :now)"
).bindparams(sa.bindparam("now", type_=MOMENT))
ROW = sa.text(
    "INSERT INTO consent (line_id, purpose, action, medium, evidence, wording, language,"
    " occurred_at) VALUES (:line, :purpose, 'imported', 'import', :evidence, '', 'en', :now)"
).bindparams(sa.bindparam("now", type_=MOMENT))


@pytest.fixture
def older(empty_engine: Engine, empty_url: str, tmp_path: Path) -> Iterator[Command]:
    """The command on a database at `0004`, with two lines that each have some events."""
    checkin = Command(empty_url, tmp_path)
    schema.upgrade(empty_engine, "0004")
    with empty_engine.begin() as connection:
        for number in (ANA, BEN):
            its = {"print": checkin.cipher.fingerprint(number), "yes": True, "no": False}
            line = its | {"number": checkin.cipher.seal(number), "now": NOON}
            connection.execute(LINE, line)
        for nth in range(5):
            its = {"line": nth % 2 + 1, "purpose": ("checkin_text", "checkin_call")[nth // 3]}
            evidence = checkin.cipher.seal(f"form {nth}")
            now = NOON + timedelta(seconds=nth, microseconds=nth * 100_000)
            connection.execute(ROW, its | {"evidence": evidence, "now": now})
    yield checkin


def test_every_event_is_chained_and_the_next_ones_go_on(
    older: Command, empty_engine: Engine
) -> None:
    schema.upgrade(empty_engine)
    with older.work() as work:
        work.record([NEW], NOON + timedelta(days=1))

    whole = older("consent", "verify")
    content = json.loads(older("consent", "proof", ANA, "--out", "-").stdout)

    assert whole.output == "2 lines, 6 events: all of it holds\n"
    assert [event["chained"] for event in content["events"]] == ["later"] * 3 + ["when written"]
    assert [event["evidence"] for event in content["events"]] == [
        "form 0",
        "form 2",
        "form 4",
        "message 1",
    ]
    assert content["head"]["count"] == 4


@pytest.mark.parametrize(
    "statement", ["UPDATE consent SET action = 'granted'", "DELETE FROM consent"]
)
def test_the_database_refuses_changes_again_afterwards(
    older: Command, empty_engine: Engine, statement: str
) -> None:
    schema.upgrade(empty_engine)

    with pytest.raises(DBAPIError, match="append-only"), empty_engine.begin() as connection:
        connection.execute(sa.text(statement))


def test_a_row_from_before_that_is_changed_afterwards_is_named(
    older: Command, empty_engine: Engine
) -> None:
    schema.upgrade(empty_engine)
    with empty_engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("ALTER TABLE consent DISABLE TRIGGER ALL"))
        else:
            connection.execute(sa.text("DROP TRIGGER consent_refuses_update"))
        connection.execute(sa.text("UPDATE consent SET action = 'granted' WHERE id = 3"))

    done = older("consent", "verify")

    assert done.exit_code == 3
    assert done.stdout.startswith("line 1: event 3: changed\n")


def test_many_lines_are_chained_in_parts(tmp_path: Path) -> None:
    url = schema.sqlite_file(tmp_path)
    engine = connect_to(url)
    schema.upgrade(engine, "0004")
    with engine.begin() as connection:
        lines = [
            {"print": f"{n}", "number": "x", "yes": True, "no": False, "now": NOON}
            for n in range(6000)
        ]
        connection.execute(LINE, lines)
        for purpose in ("checkin_text", "checkin_call"):
            rows = [{"line": n, "purpose": purpose, "evidence": "x"} for n in range(1, 6001)]
            connection.execute(ROW, [row | {"now": NOON} for row in rows])

    schema.upgrade(engine)
    engine.dispose()

    done = Command(url, tmp_path)("consent", "verify")
    assert done.output.endswith("6000 lines, 12000 events: all of it holds\n")
