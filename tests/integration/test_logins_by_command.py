"""The operator looks after logins: a new password, and another try, written down as done."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from checkin.adapters.passwords import ArgonPasswords
from checkin.adapters.sql.rows import AUDIT, COORDINATOR
from checkin.domain.decision import Decision, DutyChanged
from checkin.domain.policy import Policy
from checkin.domain.tries import Tries
from tests.builders import NOON
from tests.town.command import Command
from tests.town.database import fresh_sqlite

PASSWORD = "correct horse battery"
ADD = ("coordinators", "add", "cleo", "--name", "Cleo")
NEW = "a staple and a battery"


@pytest.fixture
def checkin(tmp_path: Path) -> Command:
    """The command on a fresh database."""
    return Command(fresh_sqlite(tmp_path), tmp_path)


def acts(checkin: Command) -> list[tuple[int | None, str]]:
    """Who did what, as the audit tells it, oldest first."""
    rows = checkin.rows(sa.select(AUDIT.coordinator_id, AUDIT.act).order_by(AUDIT.id))
    return [(by, act) for by, act in rows]


def test_a_new_password_is_set_and_ends_the_sessions_that_are_open(checkin: Command) -> None:
    checkin(*ADD, "--password-stdin", typed=PASSWORD)
    before = checkin.rows(sa.select(COORDINATOR.sessions))

    done = checkin("coordinators", "password", "CLEO", "--password-stdin", typed=NEW)
    short = checkin("coordinators", "password", "cleo", "--password-stdin", typed="too short")
    nobody = checkin("coordinators", "password", "dana", "--password-stdin", typed=NEW)

    assert (done.exit_code, short.exit_code, nobody.exit_code) == (0, 1, 1)
    assert "at least 12 characters" in short.stderr
    assert "nobody has this login" in nobody.stderr
    assert NEW not in done.stdout + done.stderr + nobody.stdout + nobody.stderr
    assert checkin.rows(sa.select(COORDINATOR.sessions)) > before
    (kept,) = checkin.rows(sa.select(COORDINATOR.password_hash))
    assert ArgonPasswords().match(NEW, kept[0])
    assert not ArgonPasswords().match(PASSWORD, kept[0])
    assert acts(checkin) == [(None, "staff_added"), (None, "password_set")]


def test_a_login_that_is_held_up_is_unlocked(checkin: Command) -> None:
    checkin(*ADD, "--password-stdin", typed=PASSWORD)
    with checkin.work() as work:
        work.door.keep_tries("cleo", Tries(12, NOON, NOON))
        work.apply(Decision((DutyChanged(1, tries=3),)), NOON, Policy())

    done = checkin("coordinators", "unlock", "Cleo")
    nobody = checkin("coordinators", "unlock", "dana")

    assert (done.exit_code, nobody.exit_code) == (0, 1)
    with checkin.work() as work:
        assert work.door.tries("cleo") is None
    assert checkin.rows(sa.select(COORDINATOR.desk_tries)) == [(0,)]
    assert acts(checkin)[1:] == [(None, "unlocked")]
