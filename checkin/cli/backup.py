"""`checkin backup` and `checkin restore`: all of the database, out and in again."""

from pathlib import Path

import click
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from checkin.adapters.backups import CannotBackUp, back_up
from checkin.adapters.backups import restore as put_back
from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.pulse import SqlPulse
from checkin.adapters.time import system_now
from checkin.cli.errors import CannotRun, NotDone, NotReadable
from checkin.cli.opened import opened_engine
from checkin.settings import DatabaseSettings, SettingsError
from checkin.settings.inherited import environment
from checkin.usecases.health import CLOCK_LATE

FILE = click.Path(path_type=Path, dir_okay=False)
NOW = """Nothing but pages leaves until the stops since then are known:
  alembic upgrade head
  checkin suppressions replay
  checkin suppressions release"""


@click.command(short_help="Write all of the database to a file.")
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write all of the database to FILE while the service runs. Only its owner can read it.

    The data keys, the secret key and the organisation's file are not in it: keep them elsewhere.
    """
    settings = _settings()
    with opened_engine(settings) as engine, engine.begin() as connection:
        SqlPulse(connection).backed_up(system_now())
    try:
        back_up(settings.database_url, file, environment())
    except CannotBackUp as error:
        raise CannotRun(str(error)) from None
    except OSError as error:
        raise NotReadable(f"{file} cannot be written: {error.strerror}") from None
    click.echo(f"written: {file}")


@click.command(short_help="Put a backup in place of the database.")
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Give up what the database holds now.")
def restore(file: Path, replace: bool) -> None:
    """Put the backup FILE in place of the database, with every process of the service stopped.

    A restored database sends nothing but pages to coordinators until those are known who have
    texted STOP since the backup: `checkin suppressions` says how.
    """
    settings = _settings()
    _refuse_if_used(settings.database_url, replace=replace)
    try:
        put_back(settings.database_url, file, _mark, environment())
    except CannotBackUp as error:
        raise CannotRun(str(error)) from None
    except OSError as error:
        raise NotReadable(f"{file} cannot be restored: {error.strerror}") from None
    except DBAPIError:
        raise CannotRun(f"{file} is no backup of this program") from None
    click.echo(f"restored: {file}\n{NOW}")


def _mark(database_url: str) -> None:
    engine = connect_to(database_url)
    try:
        with engine.begin() as connection:
            since = SqlPulse(connection).restored(system_now())
    finally:
        engine.dispose()
    click.echo(f"the backup is of {since:%Y-%m-%d %H:%M} UTC")


def _refuse_if_used(database_url: str, *, replace: bool) -> None:
    """End the command where the clock runs, or where something is that nobody has given up."""
    engine = connect_to(database_url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("clock_pass"):
                return
            beat = SqlPulse(connection).last_beat()
    except DBAPIError:
        raise CannotRun("the database cannot be reached (DATABASE_URL)") from None
    finally:
        engine.dispose()
    if beat is not None and system_now() - beat < CLOCK_LATE:
        raise NotDone("the clock still runs: stop web, worker and clock, wait two minutes")
    if not replace:
        raise NotDone("the database holds something already; with --replace it is given up")


def _settings() -> DatabaseSettings:
    try:
        return DatabaseSettings.load()
    except SettingsError as error:
        raise CannotRun(str(error)) from None
