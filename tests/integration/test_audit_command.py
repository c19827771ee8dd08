"""`checkin audit`: the chain is checked, and taken out as a file for its owner alone."""

import csv
from pathlib import Path

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.rows import AUDIT_HEAD
from checkin.domain.audit import About, Act, Done, Reason
from tests.builders import NOON
from tests.town.command import Command


@pytest.fixture
def checkin(database_url: str, tmp_path: Path) -> Command:
    """The command on a database with three rows in its audit."""
    command = Command(database_url, tmp_path)
    for number in (1, 2, 3):
        with command.work() as work:
            done = Done(number, Act.SEEN, About.MEMBER, 7, 7, Reason.TRAINING)
            work.audit.add(done, NOON)
    return command


def tampers(checkin: Command, *statements: str) -> None:
    """Somebody who owns the database changes it, triggers or not."""
    with checkin.work() as work:
        if work.connection.dialect.name == "postgresql":
            work.connection.execute(sa.text("ALTER TABLE audit DISABLE TRIGGER ALL"))
        else:
            for act in ("update", "delete"):
                work.connection.execute(sa.text(f"DROP TRIGGER audit_refuses_{act}"))
        for statement in statements:
            work.connection.execute(sa.text(statement))


def test_what_nobody_has_touched_holds(checkin: Command) -> None:
    done = checkin("audit", "verify")

    assert (done.exit_code, done.output) == (0, "3 rows: all of it holds\n")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE audit SET reason = 'asked' WHERE id = 2", "row 2: changed\n"),
        ("UPDATE audit SET act = 'else' WHERE id = 2", "row 2: changed\n"),
        ("DELETE FROM audit WHERE id = 2", "row 3: unlinked\nthe last rows are missing"),
        ("DELETE FROM audit WHERE id = 3", "the last rows are missing"),
        ("DELETE FROM audit", "the last rows are missing"),
    ],
)
def test_what_was_changed_is_named_by_its_id(checkin: Command, statement: str, said: str) -> None:
    tampers(checkin, statement)

    done = checkin("audit", "verify")

    assert done.exit_code == 3
    assert done.stdout.startswith(said)
    assert "THE AUDIT DOES NOT HOLD" in done.stderr


def test_a_file_of_it_holds_every_row_and_is_its_owners_alone(
    checkin: Command, tmp_path: Path
) -> None:
    file = tmp_path / "audit.csv"

    done = checkin("audit", "export", str(file))

    assert (done.exit_code, done.output) == (0, f"written: {file}, 4 rows\n")
    assert file.stat().st_mode & 0o777 == 0o600
    with file.open(newline="") as stream:
        head, *rows = csv.reader(stream)
    assert head[:8] == ["id", "at", "by", "act", "about", "about_id", "member_id", "reason"]
    assert [row[2:8] for row in rows] == [
        *([str(by), "seen", "member", "7", "7", "training"] for by in (1, 2, 3)),
        ["", "exported", "audit", "", "", ""],
    ]
    assert [row[8] for row in rows[1:]] == [row[9] for row in rows[:-1]]
    ((count, last),) = checkin.rows(sa.select(AUDIT_HEAD.count, AUDIT_HEAD.hash))
    assert (count, last) == (4, rows[-1][9])


def test_a_file_that_cannot_be_written_is_told(checkin: Command, tmp_path: Path) -> None:
    done = checkin("audit", "export", str(tmp_path / "nowhere" / "audit.csv"))

    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
