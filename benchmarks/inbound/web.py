"""A web server process to be measured."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import tree_cpu

SETTINGS = ("--worker-class", "gthread", "--workers", "2", "--threads", "4")
PATIENCE = 120.0  # seconds until it answers
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Web:
    """A running server: where it answers, and the CPU time it has used."""

    address: tuple[str, int]
    pid: int

    def cpu(self) -> float:
        """CPU seconds so far of its processes."""
        return tree_cpu(self.pid)


@contextmanager
def serving(application: str, environment: Mapping[str, str], log: Path) -> Iterator[Web]:
    """gunicorn with `application`, for as long as the block lasts; its words go to the file `log`.

    Raises RuntimeError with them when it does not come up.
    """
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listening, log.open("wb") as words:
        command = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{listening.fileno()}"]
        process = subprocess.Popen(
            [*command, *SETTINGS, application],
            env=dict(environment),
            cwd=ROOT,
            stderr=words,
            pass_fds=[listening.fileno()],
        )
        try:
            web = Web(listening.getsockname(), process.pid)
            _wait(process, web, log)
            yield web
        finally:
            process.terminate()
            process.wait()


def _wait(process: "subprocess.Popen[bytes]", web: Web, log: Path) -> None:
    """Return when the server has given any answer at all."""
    deadline = time.monotonic() + PATIENCE
    with socket.create_connection(web.address) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        connection.settimeout(0.2)
        while time.monotonic() < deadline and process.poll() is None:
            try:
                if connection.recv(1):
                    return
            except TimeoutError:
                continue
    raise RuntimeError(f"gunicorn did not start:\n{log.read_text()}")
