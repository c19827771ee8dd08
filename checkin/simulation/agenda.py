"""Virtual time: a heap of what happens when. Time passes only from one event to the next."""

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

Act = Callable[[], None]


class Agenda:
    """What is still to happen, in order; of two at one moment, the one planned first."""

    def __init__(self, begins: datetime) -> None:
        self.now = begins
        self._coming: list[tuple[datetime, int, Act]] = []
        self._numbers = count()

    def at(self, moment: datetime, act: Act) -> None:
        """Plan `act`; what lies in the past happens at once."""
        heapq.heappush(self._coming, (max(moment, self.now), next(self._numbers), act))

    def after(self, delay: timedelta, act: Act) -> None:
        """Plan `act` for so much later."""
        self.at(self.now + delay, act)

    def run_until(self, end: datetime) -> None:
        """Let everything happen up to `end`; it is `end` afterwards, or later if it was."""
        while self._coming and self._coming[0][0] <= end:
            moment, _, act = heapq.heappop(self._coming)
            self.now = max(self.now, moment)
            act()
        self.now = max(self.now, end)
