"""A gate before a server's socket: whoever comes is kept waiting until it opens."""

import socket
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self


class Gate:
    """Stands at `door`, a Unix socket, and leads to `server`, another one, once it is open."""

    def __init__(self, server: str, door: Path) -> None:
        self.door = door
        self.knocked = threading.Event()  # somebody has come
        self._server = server
        self._open = threading.Event()
        self._listener = socket.socket(socket.AF_UNIX)
        self._ends: list[socket.socket] = [self._listener]

    def opens(self) -> None:
        """Let in who waits, and who comes."""
        self._open.set()

    def __enter__(self) -> Self:
        self._listener.bind(str(self.door))
        self._listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.set()
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                guest, _ = self._listener.accept()
                self._ends.append(guest)
                self.knocked.set()
                threading.Thread(target=self._lead, args=(guest,), daemon=True).start()

    def _lead(self, guest: socket.socket) -> None:
        self._open.wait()
        server = socket.socket(socket.AF_UNIX)
        self._ends.append(server)
        with suppress(OSError):
            server.connect(self._server)
            back = threading.Thread(target=_carry, args=(server, guest), daemon=True)
            back.start()
            _carry(guest, server)


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
