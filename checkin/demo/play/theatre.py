"""The stage as the story uses it: phones, the page, and time that goes on to what is due."""

import re
from collections.abc import Callable
from datetime import datetime

import requests

from checkin.demo import people
from checkin.demo.play.page import Page
from checkin.demo.play.phone import Phone
from checkin.demo.play.transcript import NotSeen, Transcript, until
from checkin.demo.stage import Stage
from checkin.simulator.client import SimulatorClient

JUMPS = 40  # more than the story needs: a story that stands still ends here
OVERDUE = re.compile(r"^checkin_outbox_(oldest_seconds|unsettled) ([1-9]\S*)", re.MULTILINE)


class Theatre:
    """Everything the story touches."""

    def __init__(self, stage: Stage, transcript: Callable[..., Transcript]) -> None:
        self.stage = stage
        self.carrier = SimulatorClient(stage.phones)
        self.transcript = transcript(self.now)
        self.page = Page(stage.web, self.transcript)
        self.phones = [
            Phone(self.carrier.handset(number), owner, self.transcript)
            for number, owner in people.PHONES.items()
        ]
        self.ana, self.ben, self.cleo, self.juana, self.shared = self.phones

    def now(self) -> datetime:
        """The simulated moment."""
        return datetime.fromisoformat(self.carrier.now())

    def quiet(self) -> None:
        """Wait until everything that is due has been done. Raises `NotSeen`."""

        def look() -> bool | None:
            metrics = requests.get(f"{self.stage.web}/metrics", timeout=10).text
            ready = requests.get(f"{self.stage.web}/readyz", timeout=10).json()
            return True if ready["clock"] and not OVERDUE.search(metrics) else None

        until(look, "everything that is due is done")

    def goes_on_until(self, seen: Callable[[], object], what: str) -> None:
        """Let time go on, from one thing due to the next, until `seen`. Raises `NotSeen`."""
        for _ in range(JUMPS):
            self.quiet()
            if self._soon(seen):
                return
            self.carrier.jump("next")
        raise NotSeen(f"time went on and on without {what}")

    def _soon(self, seen: Callable[[], object]) -> bool:
        """Whether it is seen now or within a moment of the machine's own time."""
        try:
            until(lambda: seen() or None, "", patience=3.0)
        except NotSeen:
            return False
        return True
