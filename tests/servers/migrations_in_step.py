"""`python -m tests.servers.migrations_in_step`: models and migrations agree, there and back.

On SQLite and on PostgreSQL: up to the newest, nothing left to migrate, down to nothing, up again.
"""

import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.servers.migrating import MigrationFailed, alembic, has_migrations
from tests.servers.postgres import open_postgres

_DATABASE = "checkin_migrations_in_step"
_STEPS = (("upgrade", "head"), ("check",), ("downgrade", "base"), ("upgrade", "head"))


def fault(url: str) -> str:
    """Run all steps on the empty database at `url`; return what went wrong, or nothing."""
    try:
        for step in _STEPS:
            alembic(url, *step)
    except MigrationFailed as error:
        return str(error)
    return ""


def main() -> int:
    """Check both databases at once, print one line for each; return the exit code."""
    if not has_migrations():
        sys.stdout.write("no migrations/env.py\n")
        return 1
    with tempfile.TemporaryDirectory() as folder, open_postgres() as server:
        server.drop_database(_DATABASE)
        server.create_database(_DATABASE)
        urls = [f"sqlite:///{Path(folder) / 'step.db'}", server.url(_DATABASE)]
        with ThreadPoolExecutor() as pool:
            faults = list(pool.map(fault, urls))
        server.drop_database(_DATABASE)
    for kind, found in zip(("SQLite", "PostgreSQL"), faults, strict=True):
        sys.stdout.write(f"{kind}: {found or 'migrations in step'}\n")
    return 1 if any(faults) else 0


if __name__ == "__main__":
    sys.exit(main())
