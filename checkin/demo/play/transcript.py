"""What the phones and the page saw, line by line, and the failure of not seeing it."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

PATIENCE = 30.0  # seconds of the machine's own time until something must have been seen
LOOK = 0.1

Seen = TypeVar("Seen")


class NotSeen(Exception):
    """A step of the story did not happen; the message says which."""


class Transcript:
    """Prints the story as it happens, each line under the simulated time."""

    def __init__(self, console: Console, now: Callable[[], datetime], zone: str) -> None:
        self._console = console
        self._now = now
        self._zone = ZoneInfo(zone)

    def chapter(self, title: str) -> None:
        """A new part of the story begins."""
        self._console.print()
        self._console.print(title, style="bold")

    def line(self, who: str, what: str) -> None:
        """Something that `who` saw or did."""
        at = self._now().astimezone(self._zone).strftime("%a %H:%M")
        self._console.print(Text.assemble((f"{at}  ", "dim"), (f"{who:<21}", "cyan"), what))


def until(look: Callable[[], Seen | None], what: str, patience: float = PATIENCE) -> Seen:
    """What `look` finds, as soon as it does. Raises `NotSeen` if it finds nothing in time."""
    deadline = time.monotonic() + patience
    while True:
        found = look()
        if found is not None:
            return found
        if time.monotonic() > deadline:
            raise NotSeen(f"not seen within {patience:.0f} s: {what}")
        time.sleep(LOOK)
