"""The shapes of the control interface's JSON, and how the carrier's state is put into them."""

from typing import Any, TypedDict

from checkin.simulator.call.call import Call
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.handset import Handset
from checkin.simulator.carrier.prices import call_cost, minutes, text_cost
from checkin.simulator.message.message import Message
from checkin.simulator.recording.recording import Recording


class LineView(TypedDict):
    """One line of a call's transcript, as `call.transcript.Line` explains it."""

    who: str
    kind: str
    text: str
    language: str
    at: str


class CallView(TypedDict):
    """A call as its handset sees it: direction `in` (it rang here) or `out` (placed here).

    What is waited for: a key or word of a Gather, words of a Gather, or words to be recorded.
    `bridged_to` is the number of the person in conversation here. `minutes` and `cost` are those
    that are charged, `cost` an estimate.
    """

    sid: str
    parent_sid: str | None
    direction: str
    status: str
    other: str
    answered_by: str | None
    waiting_for_key: bool
    waiting_for_speech: bool
    recording: bool
    bridged_to: str | None
    created: str
    ended: str | None
    minutes: int
    cost: float
    transcript: list[LineView]


class TextView(TypedDict):
    """A text as its handset sees it: direction `in` (sent to it) or `out` (sent from it)."""

    sid: str
    direction: str
    other: str
    body: str
    segments: int
    cost: float
    encoding: str
    status: str
    error_code: int | None
    at: str


class RecordingView(TypedDict):
    """A recording that the carrier still holds: whose handset, and the words it stands for."""

    sid: str
    call_sid: str
    number: str
    status: str
    seconds: int | None
    words: str


class HandsetView(TypedDict):
    """A handset with how it behaves, and the call it is in or was in last.

    `segments`, `minutes` and `cost` are of all its texts and calls.
    """

    number: str
    owner: str
    role: str
    mode: str
    code: int
    faults: dict[str, Any] | None
    texts: int
    segments: int
    minutes: int
    cost: float
    call: CallView | None


def text_view(carrier: Carrier, message: Message) -> TextView:
    """A message in the words of the control interface."""
    inbound = message.direction == "inbound"
    return {
        "sid": message.sid,
        "direction": "out" if inbound else "in",
        "other": (message.to if inbound else message.from_) or "",
        "body": message.body,
        "segments": message.segments,
        "cost": text_cost(carrier.config, message),
        "encoding": message.encoding,
        "status": message.status,
        "error_code": message.error_code,
        "at": (message.sent or message.created).isoformat(),
    }


def call_view(carrier: Carrier, call: Call) -> CallView:
    """A call in the words of the control interface."""
    inbound = call.direction == "inbound"
    partner = call.partner
    return {
        "sid": call.sid,
        "parent_sid": call.parent_sid,
        "direction": "out" if inbound else "in",
        "status": str(call.status),
        "other": call.to if inbound else call.from_,
        "answered_by": call.answered_by,
        "waiting_for_key": call.gather is not None,
        "waiting_for_speech": call.gather is not None and call.gather.hears_words,
        "recording": call.taping is not None,
        "bridged_to": None if partner is None else partner.handset,
        "created": call.created.isoformat(),
        "ended": None if call.ended is None else call.ended.isoformat(),
        "minutes": minutes(call, carrier.now()),
        "cost": call_cost(carrier.config, call, carrier.now()),
        "transcript": _lines(call),
    }


def _lines(call: Call) -> list[LineView]:
    return [
        {
            "who": line.who,
            "kind": line.kind,
            "text": line.text,
            "language": line.language,
            "at": line.at.isoformat(),
        }
        for line in call.transcript
    ]


def recording_view(recording: Recording) -> RecordingView:
    """A recording in the words of the control interface."""
    return {
        "sid": recording.sid,
        "call_sid": recording.call_sid,
        "number": recording.number,
        "status": recording.status,
        "seconds": recording.seconds,
        "words": recording.words,
    }


def texts_of(carrier: Carrier, number: str) -> list[TextView]:
    """The thread of the handset `number`, oldest first."""
    with carrier.lock:
        return [
            text_view(carrier, message)
            for message in carrier.messages.values()
            if number == (message.from_ if message.direction == "inbound" else message.to)
        ]


def calls_of(carrier: Carrier, number: str) -> list[CallView]:
    """The calls of the handset `number`, oldest first; one not yet ringing is not seen there."""
    with carrier.lock:
        return [
            call_view(carrier, call)
            for call in carrier.calls.values()
            if call.handset == number and call.status != "queued"
        ]


def handset_view(carrier: Carrier, handset: Handset) -> HandsetView:
    """A handset in the words of the control interface."""
    calls = calls_of(carrier, handset.number)
    texts = texts_of(carrier, handset.number)
    return {
        "number": handset.number,
        "owner": handset.owner,
        "role": handset.role,
        "mode": str(handset.mode),
        "code": handset.code,
        "faults": handset.faults.as_json() if handset.faults else None,
        "texts": len(texts),
        "segments": sum(each["segments"] for each in texts),
        "minutes": sum(each["minutes"] for each in calls),
        "cost": round(sum(each["cost"] for each in [*texts, *calls]), 4),
        "call": calls[-1] if calls else None,
    }
