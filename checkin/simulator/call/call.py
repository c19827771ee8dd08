"""One voice call, in or out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from xml.etree.ElementTree import Element

from checkin.simulator.call.bridge import Bridge
from checkin.simulator.call.transcript import Line
from checkin.simulator.recording.recording import Recording
from checkin.simulator.twiml.acts import Gather, Record
from checkin.simulator.twiml.document import Document


class CallStatus(StrEnum):
    """The states of a call, in Twilio's words."""

    QUEUED = "queued"
    RINGING = "ringing"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    FAILED = "failed"
    CANCELED = "canceled"


# What each state may turn into; the last five are final.
NEXT: dict[CallStatus, frozenset[CallStatus]] = {
    CallStatus.QUEUED: frozenset(set(CallStatus) - {CallStatus.QUEUED}),
    CallStatus.RINGING: frozenset(set(CallStatus) - {CallStatus.QUEUED, CallStatus.RINGING}),
    CallStatus.IN_PROGRESS: frozenset({CallStatus.COMPLETED, CallStatus.FAILED}),
    CallStatus.COMPLETED: frozenset(),
    CallStatus.BUSY: frozenset(),
    CallStatus.NO_ANSWER: frozenset(),
    CallStatus.FAILED: frozenset(),
    CallStatus.CANCELED: frozenset(),
}


class NotPossible(RuntimeError):
    """The call is not in a state in which this can happen."""


@dataclass(frozen=True)
class StatusHook:
    """Where the progress of a call is reported, and which events of it."""

    url: str
    method: str = "POST"
    events: frozenset[str] = frozenset({"completed"})


@dataclass(frozen=True)
class Detection:
    """Answering machine detection: `mode` is Enable or DetectMessageEnd.

    With `callback` the result goes there and the first TwiML is asked for without waiting.
    """

    mode: str
    callback: str | None = None
    callback_method: str = "POST"


@dataclass
class Taping:
    """A Record under way, and how many seconds were spoken."""

    act: Record
    recording: Recording
    seconds: float = 0.0


@dataclass
class Call:
    """What the carrier keeps of a call, and where its TwiML stands.

    `turn` counts the steps of the call; an event made for an earlier turn does nothing. `held_at`
    is the handset's number when the call shows another or none. `kept_ringing` tells that a Dial
    has let it ring until somebody takes the other end. `when_done` is what follows when
    its TwiML has run out, None meaning its end; `at_end` is called when it is over.
    """

    sid: str
    from_: str
    to: str
    direction: str
    created: datetime
    url: str
    method: str = "POST"
    twiml: str | None = None
    fallback_url: str | None = None
    fallback_method: str = "POST"
    status: CallStatus = CallStatus.QUEUED
    status_hook: StatusHook | None = None
    detection: Detection | None = None
    ring_limit: float = 60.0
    machine: bool = False
    answered_by: str | None = None
    updated: datetime = field(init=False)
    started: datetime | None = None
    ended: datetime | None = None
    sip_code: int | None = None
    sequence: int = 0
    turn: int = 0
    fetches: int = 0
    document: Document | None = None
    pending: list[Element] = field(default_factory=list)
    gather: Gather | None = None
    digits: str = ""
    taping: Taping | None = None
    bridge: Bridge | None = None
    parent_sid: str | None = None
    held_at: str | None = None
    kept_ringing: bool = False
    when_done: Callable[[], None] | None = None
    at_end: list[Callable[[], None]] = field(default_factory=list)
    transcript: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.updated = self.created

    @property
    def handset(self) -> str:
        """The number of the end that is not the service."""
        return self.held_at or (self.from_ if self.direction == "inbound" else self.to)

    @property
    def partner(self) -> "Call | None":
        """The call of the person at the other end, while two are in conversation."""
        return None if self.bridge is None else self.bridge.across(self)

    @property
    def final(self) -> bool:
        """Whether the call is over."""
        return not NEXT[self.status]

    @property
    def seconds(self) -> int:
        """How long the call was connected, by the simulated clock; 0 when it never was."""
        if self.started is None or self.ended is None:
            return 0
        return max(0, int((self.ended - self.started).total_seconds()))

    def move(self, status: CallStatus, at: datetime) -> None:
        """Take the next state. Raises `NotPossible` when the call cannot go there from here."""
        if status not in NEXT[self.status]:
            raise NotPossible(f"a call that is {self.status} cannot become {status}")
        self.status = status
        self.updated = at
        self.turn += 1
        if status is CallStatus.IN_PROGRESS:
            self.started = at
        elif not NEXT[status]:
            self.ended = at
            self.gather = None
            self.pending = []

    def note(self, who: str, kind: str, text: str, at: datetime, **more: Any) -> None:
        """Add a line to the transcript."""
        self.transcript.append(Line(who, kind, text, at, **more))
