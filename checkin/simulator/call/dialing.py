"""Calls being placed: by the service to a handset, and by a handset to the service."""

from functools import partial

from checkin.simulator.call import flow, progress
from checkin.simulator.call.call import Call, CallStatus, NotPossible, StatusHook
from checkin.simulator.call.fetch import fetch
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.carrier.handset import Mode
from checkin.simulator.carrier.sid import new_sid


def place(carrier: Carrier, call: Call) -> None:
    """Store a call that the service created and dial it next."""
    with carrier.lock:
        carrier.calls[call.sid] = call
    carrier.soon(call.sid, partial(_initiate, carrier, call))


def call_in(carrier: Carrier, number: str, shows: str | None = None) -> Call:
    """The handset `number` calls the service, which is asked for TwiML at once.

    `shows` is what stands in place of a withheld number. Raises `NotPossible` when the handset is
    on a call already.
    """
    config = carrier.config
    hook = config.voice_status_url
    with carrier.lock:
        if live_call(carrier, number) is not None:
            raise NotPossible("the handset is on a call already")
        call = Call(
            sid=new_sid("CA"),
            from_=number if shows is None else shows,
            held_at=number,
            to=config.service_number,
            direction="inbound",
            created=carrier.now(),
            url=config.voice_url,
            fallback_url=config.voice_fallback_url,
            status=CallStatus.RINGING,
            status_hook=StatusHook(hook) if hook else None,
        )
        carrier.calls[call.sid] = call
    carrier.later(call.sid, 0, partial(_announce, carrier, call, call.turn))
    return call


def _announce(carrier: Carrier, call: Call, turn: int) -> None:
    """The service is asked in any case; a caller who has hung up meanwhile hears no answer."""
    ringing = {"CallStatus": str(CallStatus.RINGING)}
    document = fetch(carrier, call, call.url, call.method, ringing)
    carrier.soon(call.sid, partial(flow.begin, carrier, call, turn, document))


def live_call(carrier: Carrier, number: str) -> Call | None:
    """The call that rings at, or is held with, the handset `number`; None when it is free."""
    with carrier.lock:
        for call in reversed(carrier.calls.values()):
            if call.handset == number and call.status in ("ringing", "in-progress"):
                return call
    return None


def _initiate(carrier: Carrier, call: Call) -> None:
    with carrier.lock:
        if call.final:
            return
        progress.report(carrier, call, "initiated")
        mode = carrier.handset(call.to).mode
        engaged = live_call(carrier, call.to) is not None
        if mode is Mode.UNDELIVERABLE:
            carrier.soon(call.sid, partial(_end, carrier, call, CallStatus.FAILED))
        elif mode is Mode.BUSY or engaged:
            carrier.soon(call.sid, partial(_end, carrier, call, CallStatus.BUSY))
        else:
            carrier.soon(call.sid, partial(_ring, carrier, call, mode))


def _ring(carrier: Carrier, call: Call, mode: Mode) -> None:
    with carrier.lock:
        if call.final:
            return
        progress.ring(carrier, call)
        if mode is Mode.NO_ANSWER:
            carrier.soon(call.sid, partial(_end, carrier, call, CallStatus.NO_ANSWER))
        elif mode is Mode.VOICEMAIL:
            carrier.soon(call.sid, partial(_machine, carrier, call))
        else:
            limit = min(carrier.config.ring_seconds, call.ring_limit)
            carrier.unless_moved(call.sid, limit, partial(_ring_out, carrier, call, call.turn))


def _ring_out(carrier: Carrier, call: Call, turn: int) -> None:
    with carrier.lock:
        if call.turn == turn:
            progress.end(carrier, call, CallStatus.NO_ANSWER)


def _end(carrier: Carrier, call: Call, status: CallStatus) -> None:
    with carrier.lock:
        if not call.final:
            progress.end(carrier, call, status)


def _machine(carrier: Carrier, call: Call) -> None:
    with carrier.lock:
        if call.status is CallStatus.RINGING:
            call.note("handset", "note", "voicemail took the call", carrier.now())
            take(carrier, call, "machine_start")


def take(carrier: Carrier, call: Call, by: str) -> None:
    """A call that rings at a handset is taken up by a `human` or a machine (`machine_start`).

    Raises `NotPossible` when it does not ring.
    """
    with carrier.lock:
        detection = call.detection
        if detection is not None and detection.callback is None:
            call.answered_by = _detected(by, detection.mode)
        call.machine = by != "human"
        progress.connect(carrier, call)
        _cancel_others(carrier, call)
        carrier.soon(call.sid, partial(flow.start, carrier, call))
        if detection is not None and detection.callback is not None:
            carrier.soon(call.sid, partial(_detect, carrier, call, _detected(by, detection.mode)))


def _cancel_others(carrier: Carrier, call: Call) -> None:
    """Of several numbers that a Dial calls at once, the first to answer is the only one."""
    bridge = call.bridge
    if bridge is None:
        return
    bridge.taker = call
    for other in bridge.called:
        if other is not call and not other.final:
            progress.end(carrier, other, CallStatus.CANCELED)


def _detected(by: str, mode: str) -> str:
    waited = mode == "DetectMessageEnd" and by == "machine_start"
    return "machine_end_beep" if waited else by


def _detect(carrier: Carrier, call: Call, by: str) -> None:
    with carrier.lock:
        call.answered_by = by
        detection = call.detection
    if detection is None or detection.callback is None:
        return
    params = {
        "CallSid": call.sid,
        "AccountSid": carrier.config.account_sid,
        "AnsweredBy": by,
        "MachineDetectionDuration": "2000",
    }
    try:
        carrier.send(detection.callback, detection.callback_method, params, call.handset)
    except WebhookFailed as error:
        carrier.fail(error, detection.callback, call.sid)
