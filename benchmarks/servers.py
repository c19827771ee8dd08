"""The servers and databases that everybody is measured on."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from benchmarks.installation import NO_REDIS, Installation
from tests.servers.databases import Databases
from tests.servers.migrating import alembic
from tests.servers.postgres import PostgresServer
from tests.servers.redis import RedisServer

DURABLE = ("fsync", "synchronous_commit", "full_page_writes")


class DurablePostgres(PostgresServer):
    """The tests' server, but it writes to the disk at each commit, as one in service does."""

    def _command(self, programs: Path) -> list[str]:
        # Of a setting that is given twice the last one holds.
        return [*super()._command(programs), *(f"--{name}=on" for name in DURABLE)]


@dataclass(frozen=True)
class Ground:
    """A PostgreSQL server and a folder for everything else."""

    postgres: Databases
    folder: Path
    names: list[str] = field(default_factory=list)  # of the databases made on PostgreSQL

    def installation(self, name: str, *, postgres: bool, redis_url: str = NO_REDIS) -> Installation:
        """A new installation on a database of its own, at the newest migration."""
        url = self.empty(name, postgres=postgres)
        alembic(url, "upgrade", "head")
        return Installation(url, self.folder / name, redis_url)

    def empty(self, name: str, *, postgres: bool) -> str:
        """The address of a new and empty database."""
        if not postgres:
            return f"sqlite:///{self.folder / name}.db"
        self.drop(name)
        self.names.append(name)
        self.postgres.create_database(f"bench_{name}")
        return self.postgres.url(f"bench_{name}")

    def drop(self, name: str) -> None:
        """Remove the PostgreSQL database `name`, if there is one."""
        self.postgres.drop_database(f"bench_{name}")

    @contextmanager
    def tidied(self) -> Iterator["Ground"]:
        """Itself; after the block no database is left on a server that is not ours."""
        try:
            yield self
        finally:
            for name in self.names:
                self.drop(name)

    def postgres_line(self) -> str:
        """The server's version, and whether it is as careful as one in service."""
        plain = make_url(self.postgres.url("postgres")).set(drivername="postgresql")
        with psycopg.connect(plain.render_as_string(hide_password=False)) as connection:
            told = [f"{name} {_shown(connection, name)}" for name in ("server_version", "fsync")]
        return f"PostgreSQL: {', '.join(told)}"


def _shown(connection: psycopg.Connection, name: str) -> str:
    row = connection.execute("SELECT current_setting(%s)", (name,)).fetchone()
    return str(row[0]) if row else "unknown"


@contextmanager
def open_ground() -> Iterator[Ground]:
    """A PostgreSQL (`TEST_PG_URL` if set, else our own) and a folder, gone after the block."""
    outside = os.environ.get("TEST_PG_URL")
    with tempfile.TemporaryDirectory(prefix="checkin-bench-") as folder:
        if outside:
            with Ground(Databases(outside), Path(folder)).tidied() as ground:
                yield ground
            return
        with DurablePostgres() as server:
            yield Ground(server, Path(folder))


@contextmanager
def open_redis() -> Iterator[str]:
    """The address of the Redis that `TEST_REDIS_URL` names, else of one of our own."""
    outside = os.environ.get("TEST_REDIS_URL")
    if outside:
        yield outside
        return
    with RedisServer() as server:
        yield server.url
