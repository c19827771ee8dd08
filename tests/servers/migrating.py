"""Alembic on a given database, as an operator runs it."""

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]


class MigrationFailed(RuntimeError):
    """An Alembic command ended with an error; the message holds what it printed."""


def has_migrations() -> bool:
    """Tell whether the project has migrations to run."""
    return (_ROOT / "migrations" / "env.py").exists()


def alembic(database_url: str, *arguments: str) -> None:
    """Run `alembic` with `arguments` on the database at `database_url`.

    Raises MigrationFailed.
    """
    done = subprocess.run(
        [sys.executable, "-m", "alembic", *arguments],
        cwd=_ROOT,
        env=os.environ | {"DATABASE_URL": database_url},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stdout + done.stderr
        raise MigrationFailed(f"alembic {' '.join(arguments)}:\n{said}")
