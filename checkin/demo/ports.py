"""Ports of this machine: the one wanted, or the next that nobody else has."""

import socket
from collections.abc import Callable
from dataclasses import dataclass

TRIES = 50


@dataclass(frozen=True, slots=True)
class Ports:
    """The ports of a demo: those wanted, or those found free."""

    web: int = 8000
    phones: int = 8100
    queue: int = 6390

    def found_free(self, tell: Callable[[str], None]) -> "Ports":
        """These, or the next free ones after them. Raises OSError."""
        return Ports(
            free_port(self.web, "the coordinators' page", tell),
            free_port(self.phones, "the page of phones", tell),
            free_port(self.queue, "the queue", tell),
        )


def free_port(wanted: int, what: str, tell: Callable[[str], None]) -> int:
    """`wanted` or the next free port after it; `tell` is told when it is another.

    Raises OSError when none of the next ones is free either.
    """
    for port in range(wanted, wanted + TRIES):
        if _free(port):
            if port != wanted:
                tell(f"port {wanted} is taken, so {what} is on {port}")
            return port
    raise OSError(f"no free port for {what} between {wanted} and {wanted + TRIES - 1}")


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
