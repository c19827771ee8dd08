"""Waiting for a process of ours to reach a state, and waiting for a turn."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.01


def wait_until(reached: Callable[[], bool], seconds: float, what: str) -> None:
    """Return as soon as `reached()` is true.

    Raises TimeoutError naming `what` when it is still false after `seconds` seconds.
    """
    deadline = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {seconds:g} s")
        time.sleep(_PAUSE)


@contextmanager
def turn(file: Path) -> Iterator[None]:
    """Hold the lock on `file` (made if missing): one process at a time, freed by its death too."""
    with file.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
