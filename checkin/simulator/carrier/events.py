"""What is still to happen: events with due times, in lanes that each keep their order."""

import heapq
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count


@dataclass(order=True)
class Event:
    """One thing to do at `due` seconds; `order` breaks ties in the order of adding."""

    due: float
    order: int
    run: Callable[[], None] = field(compare=False)


class Lane:
    """A heap of events of which one runs at a time."""

    def __init__(self) -> None:
        self.waiting: list[Event] = []
        self.changed = threading.Condition()
        self.turn = threading.RLock()

    def add(self, event: Event) -> None:
        """Put an event in its place and wake who waits for one."""
        with self.changed:
            heapq.heappush(self.waiting, event)
            self.changed.notify_all()

    def first(self) -> Event | None:
        """The event that is due first, left where it is."""
        with self.changed:
            return self.waiting[0] if self.waiting else None

    def take(self, until: float) -> Event | None:
        """Remove and return the first event if it is due by `until`."""
        with self.changed:
            if self.waiting and self.waiting[0].due <= until:
                return heapq.heappop(self.waiting)
            return None


class EventQueue:
    """Events of one key run in due order, one at a time; different keys may run side by side.

    With `clock` None, time is that of the last event run: nothing waits, all is deterministic.
    """

    def __init__(self, clock: Callable[[], float] | None = None, lanes: int = 1) -> None:
        self._clock = clock
        self._reached = 0.0
        self._order = count()
        self.lanes = [Lane() for _ in range(lanes)]

    def time(self) -> float:
        """Seconds on the queue's clock."""
        return self._reached if self._clock is None else self._clock()

    def add(self, key: str, delay: float, run: Callable[[], None]) -> None:
        """Run `run` after `delay` seconds, in order with the other events of `key`."""
        lane = self.lanes[zlib.crc32(key.encode()) % len(self.lanes)]
        lane.add(Event(self.time() + delay, next(self._order), run))

    def run_due(self, lane: Lane, until: float) -> bool:
        """Run the lane's first event if it is due by `until`; tell whether there was one."""
        with lane.turn:
            event = lane.take(until)
            if event is None:
                return False
            self._reached = max(self._reached, event.due)
            event.run()
            return True

    def step(self) -> bool:
        """Run the one event that is due first, however far off; False when there is none."""
        waiting = [(event, lane) for lane in self.lanes if (event := lane.first())]
        if not waiting:
            return False
        first, lane = min(waiting, key=lambda pair: pair[0])
        return self.run_due(lane, first.due) or self.step()

    def settle(self) -> int:
        """Run every event, and those they cause, until none is left; return how many ran."""
        ran = 0
        while self.step():
            ran += 1
        for lane in self.lanes:
            with lane.turn:  # an event that another thread took is over once its turn is free
                pass
        return ran + self.settle() if any(lane.first() for lane in self.lanes) else ran
