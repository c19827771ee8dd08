"""The command says what is missing in one message, and adds coordinators."""

from pathlib import Path

import click
import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from checkin import bootstrap
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import COORDINATOR, LINE, RECOVERY_CODE
from checkin.cli import main
from checkin.settings import Settings
from checkin.usecases.staff import log_in
from tests.builders import NOON
from tests.town.command import Command
from tests.town.database import fresh_sqlite, migrate
from tests.town.settings import settings

PASSWORD = "correct horse battery"
ADD = ("coordinators", "add", "cleo", "--name", "Cleo")
NEEDS_DATABASE = (
    ("members", "export"),
    ("keys", "rotate"),
    ("consent", "verify"),
    ("consent", "proof", "+12125550101"),
    ("coordinators", "reset-second-factor", "cleo"),
    ("coordinators", "password", "cleo", "--password-stdin"),
    ("coordinators", "unlock", "cleo"),
    ("audit", "verify"),
    ("audit", "export", "audit.csv"),
    (*ADD, "--password-stdin"),
)


@pytest.fixture
def checkin(database_url: str, tmp_path: Path) -> Command:
    """The command on a fresh database."""
    return Command(database_url, tmp_path)


def paths(command: click.Command, *before: str) -> list[tuple[str, ...]]:
    """Every command there is, as it is typed."""
    if not isinstance(command, click.Group):
        return [before]
    inner = command.commands.items()
    return [before, *(path for name, part in inner for path in paths(part, *before, name))]


@pytest.mark.parametrize("path", paths(main), ids=" ".join)
def test_every_command_says_what_it_does(path: tuple[str, ...]) -> None:
    done = CliRunner().invoke(main, [*path, "--help"])

    assert done.exit_code == 0
    assert done.output.startswith(f"Usage: {' '.join(('checkin', *path))}")
    assert "..." not in done.output.partition("Commands:")[2]


@pytest.mark.parametrize("arguments", NEEDS_DATABASE)
def test_every_missing_setting_is_named_in_one_message(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    checkin = Command(fresh_sqlite(tmp_path), tmp_path)

    done = checkin(*arguments, CHECKIN_SECRET_KEY=None, CHECKIN_ORGANISATION="nowhere.toml")

    assert (done.exit_code, done.stdout) == (3, "")
    assert "CHECKIN_SECRET_KEY: is missing" in done.stderr
    assert "CHECKIN_ORGANISATION: the file cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", NEEDS_DATABASE)
@pytest.mark.parametrize("revision", [None, "0001"])
def test_a_database_behind_the_program_is_told_what_to_run(
    tmp_path: Path, arguments: tuple[str, ...], revision: str | None
) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    if revision:
        engine = connect_to(url)
        migrate(engine, revision)
        engine.dispose()

    done = Command(url, tmp_path)(*arguments, typed=PASSWORD)

    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == "Error: the database is not migrated; run: alembic upgrade head\n"


def test_a_database_not_migrated_is_told_so_on_postgresql_too(
    postgres_url: str, tmp_path: Path
) -> None:
    checkin = Command(postgres_url, tmp_path)
    with checkin.work() as work:
        work.connection.execute(sa.text("DROP TABLE alembic_version"))

    done = checkin("members", "export")

    assert (done.exit_code, "alembic upgrade head" in done.stderr) == (3, True)


def test_a_database_that_is_newer_than_the_program_may_be_used(checkin: Command) -> None:
    with checkin.work() as work:
        work.connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))

    assert checkin("members", "export").exit_code == 0


@pytest.mark.parametrize("arguments", NEEDS_DATABASE)
def test_a_database_that_is_away_is_told_in_one_line(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    away = Command("postgresql+psycopg://127.0.0.1:1/checkin", tmp_path)

    done = away(*arguments, typed=PASSWORD)

    assert (done.exit_code, len(done.stderr.splitlines())) == (3, 1)
    assert "the database cannot be reached (DATABASE_URL)" in done.stderr


@pytest.mark.parametrize(
    ("typed", "options"),
    [(f"{PASSWORD}\n", ("--password-stdin",)), (f"{PASSWORD}\n{PASSWORD}\n", ())],
)
def test_a_coordinator_who_was_added_can_log_in(
    checkin: Command, tmp_path: Path, typed: str, options: tuple[str, ...]
) -> None:
    done = checkin(*ADD, "--phone", "(212) 555-0103", *options, typed=typed)

    assert done.exit_code == 0
    assert PASSWORD not in done.output
    services = bootstrap.services(service(checkin, tmp_path))
    try:
        assert log_in(services, "cleo", PASSWORD) is not None
        assert log_in(services, "cleo", "another password") is None
    finally:
        services.close()
    ((sealed,),) = checkin.rows(
        sa.select(LINE.number).join_from(
            LINE.id.table, COORDINATOR.id.table, COORDINATOR.line_id == LINE.id
        )
    )
    assert checkin.cipher.open(sealed) == "+12125550103"


def service(checkin: Command, folder: Path) -> Settings:
    """The settings that the command was given."""
    given = {"secret_key": checkin.storage["secret_key"], "data_keys": checkin.data_keys}
    return settings(folder, checkin.database_url, **given)


@pytest.mark.parametrize(
    ("options", "typed", "code", "why"),
    [
        (("--password-stdin",), "too short\n", 1, "at least 12 characters"),
        (("--password-stdin",), "", 1, "at least 12 characters"),
        (("--password-stdin", "--phone", "12"), f"{PASSWORD}\n", 2, "--phone"),
        ((), f"{PASSWORD}\nanother password\n", 1, "do not match"),
    ],
)
def test_a_coordinator_who_cannot_be_added_is_not(
    checkin: Command, options: tuple[str, ...], typed: str, code: int, why: str
) -> None:
    done = checkin(*ADD, *options, typed=typed)

    assert done.exit_code == code
    assert why in done.output
    assert checkin.rows(sa.select(COORDINATOR.id)) == []


def test_a_login_is_given_once(checkin: Command) -> None:
    added = checkin(*ADD, "--password-stdin", typed=PASSWORD)
    again = checkin(*ADD, "--password-stdin", typed="another password")

    assert (added.exit_code, again.exit_code) == (0, 1)
    assert "this login is taken" in again.stderr
    assert "not paged" in added.stdout
    assert len(checkin.rows(sa.select(COORDINATOR.id))) == 1


@pytest.mark.parametrize("role", [None, "coordinator", "supervisor", "auditor", "admin"])
def test_a_role_is_given_with_the_login(checkin: Command, role: str | None) -> None:
    options = ("--role", role) if role else ()

    done = checkin(*ADD, *options, "--password-stdin", typed=PASSWORD)

    assert done.exit_code == 0
    assert checkin.rows(sa.select(COORDINATOR.role)) == [(role or "coordinator",)]


def test_an_auditor_is_not_paged(checkin: Command) -> None:
    phone = ("--role", "auditor", "--phone", "+12125550103")

    done = checkin(*ADD, *phone, "--password-stdin", typed=PASSWORD)

    assert (done.exit_code, "this role is not paged" in done.stderr) == (1, True)


def test_a_second_factor_that_was_lost_is_reset_by_the_operator(checkin: Command) -> None:
    checkin(*ADD, "--password-stdin", typed=PASSWORD)
    with checkin.work() as work:
        work.door.offer(1, "JBSWY3DPEHPK3PXP")
        work.door.confirm(1, 7, NOON)
        work.door.keep_codes(1, ["abcd-efgh-jkmn"])
    before = checkin.rows(sa.select(COORDINATOR.sessions))

    done = checkin("coordinators", "reset-second-factor", "CLEO")
    nobody = checkin("coordinators", "reset-second-factor", "dana")

    assert (done.exit_code, nobody.exit_code) == (0, 1)
    assert "nobody has this login" in nobody.stderr
    assert checkin.rows(sa.select(COORDINATOR.secret, COORDINATOR.secret_since)) == [(None, None)]
    assert checkin.rows(sa.select(RECOVERY_CODE.id)) == []
    assert checkin.rows(sa.select(COORDINATOR.sessions)) > before
