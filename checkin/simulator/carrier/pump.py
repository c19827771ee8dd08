"""Runs events when they fall due by the machine's clock."""

import logging
import threading

from checkin.simulator.carrier.events import EventQueue, Lane

log = logging.getLogger(__name__)


class Pump:
    """One thread per lane of each queue, from `start` to `stop`."""

    def __init__(self, *queues: EventQueue) -> None:
        self._stopping = threading.Event()
        self._lanes = [lane for queue in queues for lane in queue.lanes]
        self._threads = [
            threading.Thread(target=self._serve, args=(queue, lane), daemon=True)
            for queue in queues
            for lane in queue.lanes
        ]

    def start(self) -> None:
        """Begin to run events."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Stop after the events now running; those still waiting never run."""
        self._stopping.set()
        for lane in self._lanes:
            with lane.changed:
                lane.changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _serve(self, queue: EventQueue, lane: Lane) -> None:
        while not self._stopping.is_set():
            try:
                ran = queue.run_due(lane, queue.time())
            except Exception:  # one bad event must not silence the lane
                log.exception("an event of the simulated carrier failed")
                ran = True
            if not ran:
                self._wait(queue, lane)

    def _wait(self, queue: EventQueue, lane: Lane) -> None:
        with lane.changed:
            first = lane.first()
            pause = None if first is None else first.due - queue.time()
            if not self._stopping.is_set() and (pause is None or pause > 0):
                lane.changed.wait(pause)
