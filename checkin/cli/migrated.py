"""Whether the database is there and has the tables that this program knows."""

from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from checkin.cli.errors import CannotRun, database_away

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def refuse_unless_migrated(engine: Engine) -> None:
    """End the command when the database is away, or older than this program.

    A newer one may pass: migrations work with the code that is live.
    """
    try:
        with engine.connect() as connection:
            there = MigrationContext.configure(connection).get_current_revision()
    except DBAPIError:
        raise database_away() from None
    scripts = ScriptDirectory(str(MIGRATIONS))
    known = {script.revision for script in scripts.walk_revisions()}
    head = scripts.get_current_head()
    if there is None or (there != head and there in known):
        raise CannotRun("the database is not migrated; run: alembic upgrade head")
