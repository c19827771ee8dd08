"""Backups of both databases: SQLite through its own backup, PostgreSQL through its own programs."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.engine import make_url

Environment = Mapping[str, str]
PARTS = ("", "-wal", "-shm")  # of a SQLite database
BEFORE = ".before"  # what stood where a backup was restored
DUMP = ("pg_dump", "--format=custom", "--no-owner")
RESTORE = (
    *("pg_restore", "--clean", "--if-exists", "--single-transaction", "--no-owner"),
    "--exit-on-error",
)


class CannotBackUp(Exception):
    """It could not be done; the message says why, and names nobody."""


def back_up(database_url: str, file: Path, environment: Environment) -> None:
    """Write all of the database to `file`, while it is in use. Only its owner can read it.

    `environment` is what PostgreSQL's programs are started with.
    """
    url = make_url(database_url)
    handle, made = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # 0600 at once
    os.close(handle)
    try:
        if url.get_backend_name() == "sqlite":
            _copy(_file(url), Path(made))
        else:
            _run(url, environment, *DUMP, f"--file={made}")
        os.replace(made, file)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise


def restore(
    database_url: str, file: Path, mark: Callable[[str], None], environment: Environment
) -> None:
    """Put the backup in place of the database, and have `mark` write into it, given its URL.

    A SQLite database is marked before it takes its place; what stood there is kept beside it.
    """
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        _run(url, environment, *RESTORE, str(file))
        mark(database_url)
        return
    target = _file(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    try:
        _copy(file, Path(made))
        mark(f"sqlite:///{made}")
        for part in PARTS:
            if (old := Path(f"{target}{part}")).exists():
                os.replace(old, f"{target}{BEFORE}{part}")
        os.replace(made, target)
    finally:
        for part in PARTS:
            Path(f"{made}{part}").unlink(missing_ok=True)


def _file(url: URL) -> Path:
    return Path(url.database or "")


def _copy(source: Path, target: Path) -> None:
    """All of one SQLite database into another, as of one moment."""
    if not source.is_file():
        raise CannotBackUp("there is no such SQLite database")
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as read,
            closing(sqlite3.connect(target)) as write,
        ):
            read.backup(write)
            (told,) = write.execute("PRAGMA quick_check").fetchone()
    except sqlite3.Error as error:
        raise CannotBackUp(f"SQLite: {error}") from None
    if told != "ok":
        raise CannotBackUp("what was copied is damaged: take another backup")


def _run(url: URL, environment: Environment, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's on the database; the password is not shown to others."""
    if shutil.which(program) is None:
        raise CannotBackUp(f"{program} is not installed here: install PostgreSQL's client programs")
    place = url.set(drivername="postgresql", password=None).render_as_string()
    secret = {"PGPASSWORD": url.password} if url.password else {}
    command = [program, f"--dbname={place}", *arguments]
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL's, found by its name
        command, env={**environment, **secret}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CannotBackUp(f"{program} ended with {done.returncode}; run it by hand to see why")
