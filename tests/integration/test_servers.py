"""The throw-away servers are real, start under every account, and leave nothing behind."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from redis import Redis
from sqlalchemy import create_engine, text

from checkin.adapters.embedded_redis import wheel_binary
from tests.servers.account import Account, short_folder
from tests.servers.postgres import PostgresServer
from tests.servers.postgres_binaries import (
    installed_bin_dir,
    readable_copy,
    usable_bin_dir,
    wheel_bin_dir,
)
from tests.servers.redis import RedisServer, find_binary
from tests.servers.waiting import wait_until

ROOT = Path(__file__).parents[2]
IS_ROOT = os.geteuid() == 0
BIN_DIRS = [path for path in (installed_bin_dir(), wheel_bin_dir()) if path is not None]
SECONDS = 30.0

IMPORTS = """
import os, sys
from pathlib import Path
import psycopg
from tests.servers.postgres import PostgresServer
from tests.servers.redis import RedisServer
"""
# After the imports: an ordinary account may not be able to read this Python.
STEP_DOWN = """
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(int(sys.argv[2])); os.setuid(int(sys.argv[1]))
"""
ASK = """
with PostgresServer(Path(sys.argv[3])) as server:
    with psycopg.connect(server.url("postgres").replace("+psycopg", "")) as connection:
        print(os.geteuid(), (server.folder / "data").stat().st_uid)
        print(connection.execute("select version()").fetchone()[0])
"""
HOLD = """
with PostgresServer() as postgres, RedisServer() as redis:
    for server in (postgres, redis):
        print(server.pid, server.folder, flush=True)
    sys.stdin.read()
"""
SESSION = """
from pathlib import Path
import pytest

@pytest.mark.parametrize("number", range(8))
def test_one(postgres_server, redis_server, number, tmp_path_factory):
    folder = postgres_server.address.query["host"]
    with (Path(__file__).parent / "folders").open("a") as file:
        file.write(f"{folder} {Path(folder, 'pid').read_text().strip()}\\n")
        file.write(f"{redis_server.folder} {redis_server.pid}\\n")
"""


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def assert_gone(folder: Path, pid: int) -> None:
    """The server, its folder and the shells that minded it are gone."""
    assert not alive(pid)
    assert not folder.exists()
    wait_until(lambda: not mentioning(folder), SECONDS, f"end of what runs in {folder}")


def mentioning(folder: Path) -> list[str]:
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        # A process may end while it is looked at.
        with suppress(OSError):
            found.append(file.read_bytes().decode(errors="replace"))
    return [command for command in found if str(folder) in command]


def nobody() -> Account:
    entry = pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid)


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("bin_dir", BIN_DIRS, ids=str)
def test_postgres_answers_and_ends(bin_dir: Path) -> None:
    with PostgresServer(bin_dir) as server:
        server.create_database("first")
        with psycopg.connect(server.url("first").replace("+psycopg", "")) as connection:
            connection.execute("create table kept (id int)")
        server.create_database("second", template="first")
        engine = create_engine(server.url("second"))
        with engine.connect() as connected:
            assert "PostgreSQL" in connected.execute(text("select version()")).scalar_one()
            assert connected.execute(text("select count(*) from kept")).scalar_one() == 0
        server.drop_database("second")
        engine.dispose()
        pid = server.pid
        assert alive(pid)
        assert mentioning(server.folder)
    assert_gone(server.folder, pid)


@pytest.mark.parametrize("bin_dir", BIN_DIRS, ids=str)
def test_postgres_under_an_ordinary_account(bin_dir: Path) -> None:
    who = nobody() if IS_ROOT else Account(os.getuid(), os.getgid())
    account = who if IS_ROOT else None
    folder = short_folder(account)
    usable = usable_bin_dir(bin_dir, account, folder)
    program = (sys.executable, "-c", IMPORTS + STEP_DOWN + ASK)
    with running(*program, str(who.uid), str(who.gid), str(usable)) as process:
        printed, _ = process.communicate(timeout=SECONDS)
    shutil.rmtree(folder)
    assert process.returncode == 0
    assert printed.split()[:3] == [str(who.uid), str(who.uid), "PostgreSQL"]


def test_postgres_programs_in_a_closed_folder(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    bin_dir = readable_copy(BIN_DIRS[-1], None, closed / "installation")
    closed.chmod(0o700)
    with PostgresServer(bin_dir) as server:
        assert server.answers()


def test_postgres_says_why_it_does_not_start(tmp_path: Path) -> None:
    broken = readable_copy(BIN_DIRS[-1], None, tmp_path / "installation")
    (broken.parent / "share" / "postgres.bki").write_text("broken")
    server = PostgresServer(broken)
    with pytest.raises(RuntimeError, match="initdb failed:\n.+"):
        server.start()
    assert not server.folder.exists()


def test_servers_end_when_their_holder_is_killed() -> None:
    with running(sys.executable, "-c", IMPORTS + HOLD) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().split() for _ in range(2)]
        assert all(alive(int(pid)) for pid, _ in lines)
        process.send_signal(signal.SIGKILL)
    for pid, folder in lines:
        wait_until(lambda: not Path(folder).exists(), SECONDS, "removal")  # noqa: B023
        assert_gone(Path(folder), int(pid))


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_run_shares_one_postgres_and_leaves_nothing(tmp_path: Path, workers: str) -> None:
    (tmp_path / "test_session.py").write_text(SESSION)
    command = [sys.executable, "-m", "pytest", "-p", "tests.servers.plugin", "-n", workers]
    command += ["-c", os.devnull, "--rootdir", str(tmp_path), str(tmp_path)]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert "8 passed" in done.stdout, done.stdout + done.stderr
    seen = {tuple(line.split()) for line in (tmp_path / "folders").read_text().splitlines()}
    assert len(seen) <= 1 + max(1, int(workers))
    for folder, pid in seen:
        assert_gone(Path(folder), int(pid))


def test_fixtures_give_a_database_and_a_redis(postgres_url: str, redis_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        assert "PostgreSQL" in connection.execute(text("select version()")).scalar_one()
    engine.dispose()
    with Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0


@pytest.mark.parametrize("tcp", [False, True], ids=["socket", "tcp"])
@pytest.mark.parametrize("binary", [find_binary(), wheel_binary()], ids=str)
def test_redis_keeps_data_over_a_kill(binary: Path, tcp: bool) -> None:
    with RedisServer(tcp=tcp, binary=binary) as server:
        with Redis.from_url(server.url) as client:
            client.set("kept", "yes")
        first, url = server.pid, server.url
        server.kill()
        assert not alive(first)
        server.start()
        assert server.url == url
        with Redis.from_url(server.url) as client:
            assert client.get("kept") == b"yes"
        server.stop()
        server.start()
        with Redis.from_url(server.url) as client:
            assert client.get("kept") == b"yes"
        last = server.pid
    assert_gone(server.folder, last)


def test_redis_says_why_it_does_not_start(tmp_path: Path) -> None:
    broken = tmp_path / "server"
    broken.write_text("#!/bin/sh\necho no memory\nexit 1\n")
    broken.chmod(0o700)
    with pytest.raises(RuntimeError, match="no memory"):
        (server := RedisServer(binary=broken)).start()
    assert not server.folder.exists()
    wait_until(lambda: not mentioning(server.folder), SECONDS, "end of its keeper")
