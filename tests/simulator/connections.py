"""How often a connection to an address is tried, whether or not anybody listens there."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit


class Connections:
    """Hears of every connection this process tries; one such listener stays for the session."""

    def __init__(self) -> None:
        self._watched: dict[int, list[int]] = {}
        sys.addaudithook(self._heard)

    @contextmanager
    def to(self, url: str) -> Iterator[list[int]]:
        """The tries to connect to `url` meanwhile, one entry each."""
        port = urlsplit(url).port or 0
        tried = self._watched[port] = []
        try:
            yield tried
        finally:
            del self._watched[port]

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.connect" and isinstance(arguments[1], tuple):
            port = arguments[1][1]
            if port in self._watched:
                self._watched[port].append(port)
