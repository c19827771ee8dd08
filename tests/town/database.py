"""Databases for tests, at the newest migration."""

import atexit
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from checkin.adapters.sql.engine import connect_to

ROOT = Path(__file__).parents[2]


def migrate(engine: Engine, target: str = "head") -> None:
    """Bring the database of `engine` to `target`."""
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.set_main_option("script_location", str(ROOT / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, target)


@lru_cache(maxsize=1)
def _migrated() -> Path:
    """A migrated SQLite file to copy from, one for each process of the run."""
    folder = Path(tempfile.mkdtemp(prefix="checkin-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "template.db"
    engine = connect_to(f"sqlite:///{file}")
    migrate(engine)
    engine.dispose()
    return file


def fresh_sqlite(folder: Path) -> str:
    """The URL of a new SQLite file in `folder`, at the newest migration."""
    shutil.copy(_migrated(), folder / "checkin.db")
    return f"sqlite:///{folder / 'checkin.db'}"
