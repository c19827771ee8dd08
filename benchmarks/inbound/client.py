"""A small HTTP client that keeps several connections busy from one thread."""

import selectors
import socket
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CONNECTIONS = 8
PATIENCE = 60.0  # seconds without any answer
END_OF_HEAD = b"\r\n\r\n"


@dataclass(slots=True)
class Connection:
    """One connection with at most one request under way; it is made anew when it was closed."""

    address: tuple[str, int]
    socket: socket.socket
    received: bytes = b""

    def ask(self, request: bytes) -> None:
        """Send one request."""
        self.received = b""
        self.socket.sendall(request)

    def answer(self) -> tuple[int, bytes] | None:
        """Take what has arrived: status and body when the answer is whole, None before that."""
        part = self.socket.recv(65536)
        self.received += part
        head, end, body = self.received.partition(END_OF_HEAD)
        if not part:
            raise ConnectionError("the server hung up within an answer")
        if not end or len(body) < _length(head):
            return None
        return int(head[9:12]), body


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


def ask_all(
    address: tuple[str, int], requests: Sequence[bytes], mark: bytes = b"<Message"
) -> Counter[tuple[int, bool]]:
    """Send all requests; how many answers had which status, and the mark in them or not.

    Raises TimeoutError or ConnectionError when answers stay away.
    """
    answers: Counter[tuple[int, bool]] = Counter()
    waiting = iter(requests)
    with selectors.DefaultSelector() as selector:
        for _ in range(min(CONNECTIONS, len(requests))):
            connection = Connection(address, socket.create_connection(address, PATIENCE))
            connection.ask(next(waiting))
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        while selector.get_map():
            ready = selector.select(PATIENCE)
            if not ready:
                raise TimeoutError("the server does not answer")
            for key, _ in ready:
                for status, body in _turn(selector, key.data, waiting):
                    answers[status, mark in body] += 1
    return answers


def _turn(
    selector: selectors.BaseSelector, connection: Connection, waiting: Iterator[bytes]
) -> Iterator[tuple[int, bytes]]:
    """Read from a connection; after a whole answer send the next request, or close it."""
    answer = connection.answer()
    if answer is None:
        return
    yield answer
    request = next(waiting, None)
    if request is None:
        selector.unregister(connection.socket)
        connection.socket.close()
    else:
        connection.ask(request)
