"""The shapes of the control interface's JSON, and how the carrier's state is put into them."""

from typing import Any, TypedDict

from checkin.simulator.call.call import Call
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.handset import Handset
from checkin.simulator.message.message import Message


class LineView(TypedDict):
    """One line of a call's transcript, as `call.transcript.Line` explains it."""

    who: str
    kind: str
    text: str
    language: str
    at: str


class CallView(TypedDict):
    """A call as its handset sees it: direction `in` (it rang here) or `out` (placed here)."""

    sid: str
    direction: str
    status: str
    other: str
    answered_by: str | None
    waiting_for_key: bool
    created: str
    ended: str | None
    transcript: list[LineView]


class TextView(TypedDict):
    """A text as its handset sees it: direction `in` (sent to it) or `out` (sent from it)."""

    sid: str
    direction: str
    other: str
    body: str
    segments: int
    encoding: str
    status: str
    error_code: int | None
    at: str


class HandsetView(TypedDict):
    """A handset with how it behaves, and the call it is in or was in last."""

    number: str
    owner: str
    role: str
    mode: str
    code: int
    faults: dict[str, Any] | None
    texts: int
    call: CallView | None


def text_view(message: Message) -> TextView:
    """A message in the words of the control interface."""
    inbound = message.direction == "inbound"
    return {
        "sid": message.sid,
        "direction": "out" if inbound else "in",
        "other": (message.to if inbound else message.from_) or "",
        "body": message.body,
        "segments": message.segments,
        "encoding": message.encoding,
        "status": message.status,
        "error_code": message.error_code,
        "at": (message.sent or message.created).isoformat(),
    }


def call_view(call: Call) -> CallView:
    """A call in the words of the control interface."""
    inbound = call.direction == "inbound"
    lines: list[LineView] = [
        {
            "who": line.who,
            "kind": line.kind,
            "text": line.text,
            "language": line.language,
            "at": line.at.isoformat(),
        }
        for line in call.transcript
    ]
    return {
        "sid": call.sid,
        "direction": "out" if inbound else "in",
        "status": str(call.status),
        "other": call.to if inbound else call.from_,
        "answered_by": call.answered_by,
        "waiting_for_key": call.gather is not None,
        "created": call.created.isoformat(),
        "ended": None if call.ended is None else call.ended.isoformat(),
        "transcript": lines,
    }


def texts_of(carrier: Carrier, number: str) -> list[TextView]:
    """The thread of the handset `number`, oldest first."""
    with carrier.lock:
        return [
            text_view(message)
            for message in carrier.messages.values()
            if number == (message.from_ if message.direction == "inbound" else message.to)
        ]


def calls_of(carrier: Carrier, number: str) -> list[CallView]:
    """The calls of the handset `number`, oldest first; one not yet ringing is not seen there."""
    with carrier.lock:
        return [
            call_view(call)
            for call in carrier.calls.values()
            if call.handset == number and call.status != "queued"
        ]


def handset_view(carrier: Carrier, handset: Handset) -> HandsetView:
    """A handset in the words of the control interface."""
    calls = calls_of(carrier, handset.number)
    return {
        "number": handset.number,
        "owner": handset.owner,
        "role": handset.role,
        "mode": str(handset.mode),
        "code": handset.code,
        "faults": handset.faults.as_json() if handset.faults else None,
        "texts": len(texts_of(carrier, handset.number)),
        "call": calls[-1] if calls else None,
    }
