"""Carriers between the service and the real one: they count, and they do things at a bad moment."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from checkin.usecases.ports import Carrier, Found, Handed


class PowerCut(BaseException):
    """The process is gone, at this very line."""


@dataclass
class Counting:
    """A carrier that takes everything, and counts what each number got."""

    sent: Counter[str] = field(default_factory=Counter)
    before: Callable[[str], None] = lambda number: None  # what happens before a text is taken
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send_text(self, number: str, body: str, message_id: int) -> Handed:
        """Count it."""
        return self._taken(number, f"SM{message_id:032x}")

    def place_call(self, number: str, call_id: int, *, voicemail: bool) -> Handed:
        """Count it."""
        return self._taken(number, f"CA{call_id:032x}")

    def recording(self, provider_id: str) -> bytes:
        """Nothing was said."""
        return b""

    def delete_recording(self, provider_id: str) -> None:
        """There is none."""

    def texts_to(self, number: str, since: datetime) -> list[Found]:
        """Nobody needs to look up what is known at once."""
        return []

    def calls_to(self, number: str, since: datetime) -> list[Found]:
        """Nobody needs to look up what is known at once."""
        return []

    def _taken(self, number: str, provider_id: str) -> Handed:
        self.before(number)
        with self._lock:
            self.sent[number] += 1
        return Handed(provider_id, "queued")


@dataclass
class Meddling:
    """The real carrier, with something happening before or after what is handed over.

    `before` and `after` are given the number of the attempt, from 1.
    """

    real: Carrier
    before: Callable[[int], None] = lambda nth: None
    after: Callable[[int], None] = lambda nth: None
    tried: int = 0

    def send_text(self, number: str, body: str, message_id: int) -> Handed:
        """Hand it on."""
        return self._handed(lambda: self.real.send_text(number, body, message_id))

    def place_call(self, number: str, call_id: int, *, voicemail: bool) -> Handed:
        """Hand it on."""
        return self._handed(lambda: self.real.place_call(number, call_id, voicemail=voicemail))

    def recording(self, provider_id: str) -> bytes:
        """Ask the real one."""
        return self.real.recording(provider_id)

    def delete_recording(self, provider_id: str) -> None:
        """Hand it on."""
        self.real.delete_recording(provider_id)

    def texts_to(self, number: str, since: datetime) -> list[Found]:
        """Ask the real one."""
        return self.real.texts_to(number, since)

    def calls_to(self, number: str, since: datetime) -> list[Found]:
        """Ask the real one."""
        return self.real.calls_to(number, since)

    def _handed(self, hand: Callable[[], Handed]) -> Handed:
        self.tried += 1
        nth = self.tried
        self.before(nth)
        handed = hand()
        self.after(nth)
        return handed
