"""What the processes of one test run share: one PostgreSQL, and one migrated template in it.

The run's first process holds the rope (a named pipe) and never starts a server itself; the worker
that needs PostgreSQL first does, and the server ends when the first process does.
"""

import os
import secrets
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.servers.databases import Databases
from tests.servers.migrating import alembic, has_migrations
from tests.servers.postgres import PostgresServer
from tests.servers.waiting import turn, wait_until

_SECONDS = 30.0
# Removes the run's folder when the rope is let go, by death too.
_SWEEPER = '( read -r line <rope; rm -rf "$PWD" ) &'


@dataclass(frozen=True)
class Run:
    """One test run, by the folder its processes share; `held` is the rope's end, if ours."""

    folder: Path
    held: int | None = None

    @property
    def name(self) -> str:
        """A word of letters and digits that no other run has, for names on an outside server."""
        return (self.folder / "name").read_text()

    def postgres(self) -> Databases:
        """Return the run's PostgreSQL: `TEST_PG_URL` if set, else ours, started if not yet."""
        outside = os.environ.get("TEST_PG_URL")
        if outside:
            return Databases(outside)
        known = self.folder / "postgres"
        with turn(self.folder / "lock"):
            if not known.exists():
                self._start_postgres(known)
            return Databases(known.read_text().splitlines()[0])

    def template(self, server: Databases) -> str | None:
        """Return the name of a database at the newest migration, made once per run.

        None while the project has no migrations. Raises MigrationFailed.
        """
        if not has_migrations():
            return None
        name, made = f"template_{self.name}", self.folder / "template"
        with turn(self.folder / "lock"):
            if not made.exists():
                server.drop_database(name)
                server.create_database(name)
                alembic(server.url(name), "upgrade", "head")
                made.touch()
        return name

    def end(self) -> None:
        """Let go of the rope; return when the server and all folders are gone. Holder only."""
        if self.held is None:
            return
        outside, known = os.environ.get("TEST_PG_URL"), self.folder / "postgres"
        if outside and (self.folder / "template").exists():
            Databases(outside).drop_database(f"template_{self.name}")
        folders = [self.folder]
        if known.exists():
            folders.append(Path(known.read_text().splitlines()[1]))
        os.close(self.held)
        wait_until(lambda: not any(map(Path.exists, folders)), _SECONDS, "end of the servers")

    def _start_postgres(self, known: Path) -> None:
        server = PostgresServer()
        # Not to wait for a writer: a run whose first process has died must end, not hang.
        rope = os.open(self.folder / "rope", os.O_RDONLY | os.O_NONBLOCK)
        os.set_blocking(rope, True)
        server.start(rope)
        known.write_text(f"{server.url('postgres')}\n{server.folder}\n")


def begin_run() -> Run:
    """Begin a run in this process, which must call `end` on it."""
    folder = Path(tempfile.mkdtemp(prefix="checkin-run-"))
    (folder / "name").write_text(secrets.token_hex(4))
    os.mkfifo(folder / "rope")
    run = Run(folder, os.open(folder / "rope", os.O_RDWR))
    subprocess.run(
        ["/bin/sh", "-c", _SWEEPER],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        check=True,
    )
    return run
