"""A carrier that takes everything at once."""

from datetime import datetime
from itertools import count

from checkin.usecases.ports import Found, Handed


class NoCarrier:
    """`Carrier` that counts what it is given and does nothing with it."""

    def __init__(self) -> None:
        self.taken = 0
        self._ids = count(1)

    def send_text(self, number: str, body: str, message_id: int) -> Handed:
        """Take one text."""
        self.taken += 1
        return Handed(f"SM{next(self._ids):032x}", "queued")

    def place_call(self, number: str, call_id: int, *, voicemail: bool) -> Handed:
        """Take one call."""
        self.taken += 1
        return Handed(f"CA{next(self._ids):032x}", "queued")

    def recording(self, provider_id: str) -> bytes:
        """Nothing was said."""
        return b""

    def delete_recording(self, provider_id: str) -> None:
        """There is none."""

    def texts_to(self, number: str, since: datetime) -> list[Found]:
        """Nothing is listed."""
        return []

    def calls_to(self, number: str, since: datetime) -> list[Found]:
        """Nothing is listed."""
        return []
