"""A throw-away PostgreSQL: made in a temporary folder, on a Unix socket, fast and forgetful."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import URL

from tests.servers.account import ordinary_account, short_folder, stepping_down
from tests.servers.databases import Databases
from tests.servers.leash import Leash
from tests.servers.postgres_binaries import find_bin_dir, usable_bin_dir
from tests.servers.waiting import wait_until

_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "200",
    "shared_buffers": "64MB",
    # Shared memory as files in the data folder: nothing is left behind by a kill.
    "dynamic_shared_memory_type": "mmap",
    "timezone": "UTC",
    "jit": "off",
}
_SECONDS = 30.0


class PostgresServer(Databases):
    """A PostgreSQL of our own, from entering the context (or `start`) until leaving it.

    `bin_dir` is the folder of its programs (found if not given). Started by root it runs under an
    ordinary account. It ends with this process in every case, also when that is killed.
    """

    def __init__(self, bin_dir: Path | None = None) -> None:
        account = ordinary_account()
        self._bin_dir = bin_dir or find_bin_dir()
        self._account = account
        self._leash = Leash(short_folder(account), "QUIT", account)
        self.folder = self._leash.folder
        super().__init__(
            URL.create(
                "postgresql", "postgres", database="postgres", query={"host": str(self.folder)}
            )
        )

    @property
    def pid(self) -> int:
        """The number of the server's first process."""
        return self._leash.pid

    def start(self, rope: int | None = None) -> None:
        """Make the data folder and start; return when connections are taken.

        With `rope` the server lives until that is let go (see `Leash.start`). Raises RuntimeError
        with PostgreSQL's own words when it does not come up.
        """
        try:
            programs = usable_bin_dir(self._bin_dir, self._account, self.folder)
            self._initdb(programs)
        except BaseException:
            shutil.rmtree(self.folder)
            raise
        self._leash.start(self._command(programs), rope)
        wait_until(lambda: self._leash.ended or self.answers(), _SECONDS, "start of PostgreSQL")
        if self._leash.ended:
            said = self._leash.log()
            self.stop()
            raise RuntimeError(f"PostgreSQL did not start:\n{said}")

    def stop(self) -> None:
        """Stop at once and remove everything; a second call does nothing."""
        self._leash.end()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _initdb(self, programs: Path) -> None:
        made = subprocess.run(
            [str(programs / "initdb"), "-D", str(self.folder / "data"), "-U", "postgres"]
            + ["-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"],
            capture_output=True,
            text=True,
            cwd=self.folder,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            check=False,
            **stepping_down(self._account),
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")

    def _command(self, programs: Path) -> list[str]:
        command = [str(programs / "postgres"), "-D", str(self.folder / "data")]
        command += ["-k", str(self.folder)]
        return command + [f"--{name}={value}" for name, value in _SETTINGS.items()]


@contextmanager
def open_postgres() -> Iterator[Databases]:
    """Yield the server that `TEST_PG_URL` names, else one of our own that ends with the block."""
    outside = os.environ.get("TEST_PG_URL")
    if outside:
        yield Databases(outside)
        return
    with PostgresServer() as server:
        yield server
