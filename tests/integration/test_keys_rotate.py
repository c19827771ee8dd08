"""Everything that can be sealed anew is, on both databases; the ledger keeps its keys."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography.fernet import Fernet
from sqlmodel import SQLModel

import checkin.adapters.tables  # noqa: F401 - importing it fills the metadata
from checkin.adapters.cipher import CannotOpen, Cipher
from checkin.adapters.sql.resealing import LEDGER, RESEALED
from checkin.adapters.sql.rows import (
    CONSENT,
    COORDINATOR,
    ESCALATION,
    ESCALATION_EVENT,
    LINE,
    MEMBER,
    MESSAGE,
)
from checkin.adapters.tables.contact import Direction
from checkin.cli.opened import opened_fields
from checkin.domain.escalation import EscalationKind, EscalationState, Level
from checkin.domain.importing.enrolment import COLUMNS
from checkin.settings import StorageSettings
from tests.builders import NOON
from tests.town.command import SECRET, Command

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
ANA = "+12125550101,Ana,en,America/New_York,text,weekly,Tue 10:00,form 1,yes,grief; work"


@pytest.fixture
def rotating(database_url: str, tmp_path: Path) -> Command:
    """The command with a new key, on a database in which the old one has sealed everything."""
    older = Command(database_url, tmp_path, OLD)
    assert older.imports(ANA, header=",".join(COLUMNS)).exit_code == 0
    with older.work() as work:
        insert_the_others(work.connection, older.cipher)
    return Command(database_url, tmp_path, NEW, OLD)


def insert_the_others(connection: sa.Connection, cipher: Cipher) -> None:
    """A text, a coordinator with a second factor, and a note in an escalation's timeline."""
    line_id, member_id = connection.execute(sa.select(MEMBER.line_id, MEMBER.id)).one()
    text = {"line_id": line_id, "direction": Direction.IN, "body": cipher.seal("I am fine")}
    staff = {"login": "cleo", "name": cipher.seal("Cleo"), "password_hash": "x", "language": "en"}
    staff |= {"secret": cipher.seal("JBSWY3DPEHPK3PXP")}
    risen = {
        "member_id": member_id,
        "kind": EscalationKind.SILENCE,
        "level": Level.YELLOW,
        "rank": 2,
        "state": EscalationState.OPEN,
        "opened_at": NOON,
    }
    rows = (
        (MESSAGE, text | {"segments": 1, "status": "received", "created_at": NOON}),
        (COORDINATOR, staff | {"active": True, "created_at": NOON}),
        (ESCALATION, risen),
    )
    for columns, values in rows:
        connection.execute(sa.insert(columns.id.table).values(values))
    note = {"escalation_id": 1, "at": NOON, "what": "resolved"}
    for said in (cipher.seal("we spoke"), None):
        connection.execute(sa.insert(ESCALATION_EVENT.id.table).values({**note, "note": said}))


def opened_with(command: Command, key: str) -> list[str]:
    """What this key alone opens, over all columns but the ledger's."""
    cipher, found = Cipher([key], SECRET), []
    for column in RESEALED:
        for (sealed,) in command.rows(sa.select(column).where(column.isnot(None))):
            try:
                found.append(cipher.open(sealed))
            except CannotOpen:
                continue
    return sorted(found)


EVERYTHING = sorted(
    ["+12125550101", "Ana", "grief; work", "I am fine", "Cleo", "JBSWY3DPEHPK3PXP", "we spoke"]
)  # of which the old key has sealed every one


def test_every_sealed_column_is_known() -> None:
    sealed = {
        str(column)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, sa.Text)
    }

    assert sealed == {str(column) for column in (*RESEALED, LEDGER)}


def test_everything_but_the_ledger_is_sealed_with_the_newest_key(rotating: Command) -> None:
    assert opened_with(rotating, OLD) == EVERYTHING
    ledger = rotating.rows(sa.select(CONSENT.evidence))

    done = rotating("keys", "rotate")

    assert done.exit_code == 0
    assert done.output.startswith("7 values sealed anew, 0 had the newest key already\n2 of the")
    assert "keep the older keys in CHECKIN_DATA_KEYS" in done.output
    assert opened_with(rotating, NEW) == EVERYTHING
    assert opened_with(rotating, OLD) == []
    assert rotating.rows(sa.select(CONSENT.evidence)) == ledger


def test_a_second_run_has_nothing_to_do(rotating: Command) -> None:
    rotating("keys", "rotate")
    before = rotating.rows(sa.select(LINE.number))

    done = rotating("keys", "rotate")

    assert done.output.startswith("0 values sealed anew, 7 had the newest key already\n")
    assert rotating.rows(sa.select(LINE.number)) == before


def test_a_run_that_was_stopped_is_finished_by_the_next(rotating: Command) -> None:
    with opened_fields(StorageSettings(**rotating.storage)) as fields:
        assert fields.rows() == 9
        fields.reseal("member.name", 0)

    done = rotating("keys", "rotate")

    assert done.output.startswith("6 values sealed anew, 1 had the newest key already\n")
    assert opened_with(rotating, NEW) == EVERYTHING


def test_what_no_key_opens_is_told_and_left_as_it_is(rotating: Command) -> None:
    lost = Command(rotating.database_url, rotating.folder, NEW)

    done = lost("keys", "rotate")

    assert done.exit_code == 1
    assert "message.body: no data key opens the rows with the ids 1\n" in done.output
    assert "consent.evidence: no data key opens the rows with the ids 1, 2\n" in done.output
    assert opened_with(rotating, OLD) == EVERYTHING


def test_without_older_rows_in_the_ledger_the_older_keys_may_go(
    database_url: str, tmp_path: Path
) -> None:
    done = Command(database_url, tmp_path, NEW, OLD)("keys", "rotate")

    assert done.exit_code == 0
    assert "they may go" in done.output
