"""The carrier, as the use cases see it: hand over a text or a call, and find out what became of it.

Creating is not idempotent at the carrier, so every attempt carries our own id for its callbacks,
and an attempt whose outcome is unknown is looked up before anything is sent again.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checkin.domain.carrier import Fate


@dataclass(frozen=True, slots=True)
class Handed:
    """The carrier has it: its id there, and the first status."""

    provider_id: str
    status: str


class NotHanded(Exception):
    """The carrier has not (or perhaps has) taken it; `fate` says what to do about it.

    Carries the carrier's error code, 0 if there was none, and never a number or a body.
    """

    def __init__(self, fate: Fate, code: int = 0) -> None:
        super().__init__(f"{fate.value} ({code})")
        self.fate = fate
        self.code = code


@dataclass(frozen=True, slots=True)
class Found:
    """A text or call that the carrier lists for a number."""

    provider_id: str
    status: str
    body: str  # empty for a call
    created_at: datetime


class NoRecording(Exception):
    """The carrier has no such recording: it was deleted, or is not ready yet."""


class Carrier(Protocol):
    """Hands texts and calls over. Every method may raise `NotHanded`."""

    def send_text(self, number: str, body: str, message_id: int) -> Handed:
        """Hand over one text; `message_id` comes back in its status callbacks."""

    def place_call(self, number: str, call_id: int, *, voicemail: bool) -> Handed:
        """Have the carrier ring `number` and ask us what to say for `call_id`.

        With `voicemail` it asks only once an answering machine listens.
        """

    def texts_to(self, number: str, since: datetime) -> list[Found]:
        """The texts to `number` created since then, newest first."""

    def calls_to(self, number: str, since: datetime) -> list[Found]:
        """The calls to `number` created since then, newest first."""

    def recording(self, provider_id: str) -> bytes:
        """The sound of a recording. Raises `NoRecording` if there is none."""

    def delete_recording(self, provider_id: str) -> None:
        """Have the carrier delete a recording; one that is gone already counts as deleted."""
