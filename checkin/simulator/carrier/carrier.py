"""The carrier: its messages, calls, handsets, failures, and what is still to happen."""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime

from checkin.simulator.call.call import Call
from checkin.simulator.carrier.events import EventQueue
from checkin.simulator.carrier.failure import Failure, WebhookFailed
from checkin.simulator.carrier.faults import Faults
from checkin.simulator.carrier.handset import Handset
from checkin.simulator.carrier.webhook import Answer, Webhooks
from checkin.simulator.config import Config
from checkin.simulator.message.message import Message
from checkin.simulator.recording.parameters import media_url
from checkin.simulator.recording.recording import Recording
from checkin.simulator.twiml.acts import Act


class Carrier:
    """Everything the carrier knows, in memory.

    Whoever reads or changes it holds `lock`; nobody holds it while a webhook is on its way.
    `events` are what happens by itself. `timers` are what happens when a person does nothing for
    long enough; without them (None) nobody's patience ever ends unless it is said. `perform` does
    what a verb asks of a call. `address` is where the carrier itself listens.
    """

    def __init__(
        self,
        config: Config,
        now: Callable[[], datetime],
        perform: "Callable[[Carrier, Call, Act], None]",
        events: EventQueue,
        timers: EventQueue | None = None,
    ) -> None:
        self.config = config
        self.now = now
        self.perform = perform
        self.address = ""
        self.events = events
        self.timers = timers
        self.lock = threading.RLock()
        self.messages: dict[str, Message] = {}
        self.calls: dict[str, Call] = {}
        self.recordings: dict[str, Recording] = {}
        self.handsets = {
            each.number: Handset(each.number, each.owner, each.role) for each in config.handsets
        }
        self.failures: list[Failure] = []
        self.faults = Faults()
        self.webhooks = Webhooks(config.auth_token)
        self.closed = threading.Event()

    def handset(self, number: str) -> Handset:
        """The handset with this number; an unknown number gets one that nobody has named."""
        with self.lock:
            return self.handsets.setdefault(number, Handset(number, "", "other"))

    def faults_for(self, number: str) -> Faults:
        """The faults of this handset, or those set for all when it has none of its own."""
        return self.handset(number).faults or self.faults

    def later(self, key: str, delay: float, run: Callable[[], None]) -> None:
        """Let `run` happen `delay` seconds from now, in order with the others of `key`."""
        self.events.add(key, delay, run)

    def soon(self, key: str, run: Callable[[], None]) -> None:
        """Let `run` happen after the carrier's usual delay."""
        self.later(key, self.config.delay_seconds, run)

    def unless_moved(self, key: str, seconds: float, run: Callable[[], None]) -> None:
        """Let `run` happen when a person has kept still for `seconds`."""
        if self.timers is not None:
            self.timers.add(key, seconds, run)

    def media_url(self, recording: Recording) -> str:
        """Where a recording's sound can be had."""
        return media_url(self.address, self.config.account_sid, recording.sid)

    def fail(self, error: WebhookFailed, url: str, sid: str) -> None:
        """Put a failure about `sid` in the debugger's list."""
        with self.lock:
            self.failures.append(Failure(self.now(), error.code, error.message, url, sid))

    def send(self, url: str, method: str, params: Mapping[str, str], number: str) -> Answer:
        """Send a webhook about the handset `number`, doubled if its faults say so.

        Raises `WebhookFailed`.
        """
        copies = 2 if self.faults_for(number).duplicate_webhooks else 1
        return self.webhooks.send(url, method, params, copies)
