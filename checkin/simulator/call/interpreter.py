"""Running a call's TwiML, one verb per event."""

from collections.abc import Mapping
from functools import partial
from xml.etree.ElementTree import Element

from checkin.simulator.call.call import Call, CallStatus
from checkin.simulator.call.fetch import fetch, given
from checkin.simulator.call.parameters import gather_parameters
from checkin.simulator.call.progress import break_off, connect, end
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.twiml import voice
from checkin.simulator.twiml.document import Document

# Stands in a call's pending verbs where the speech nested in a Gather ends and silence begins.
LISTEN = Element("listen")


def start(carrier: Carrier, call: Call) -> None:
    """Run the TwiML a call begins with, or has been sent to from outside."""
    if call.twiml is None:
        go_to(carrier, call, call.url, call.method, {})
        return
    turn = call.turn
    _begin(carrier, call, turn, given(carrier, call, call.twiml))


def go_to(carrier: Carrier, call: Call, url: str, method: str, more: Mapping[str, str]) -> None:
    """Run the TwiML at `url`; an answer to a call that has moved on meanwhile is dropped."""
    with carrier.lock:
        if call.final:
            return
        turn = call.turn
    _begin(carrier, call, turn, fetch(carrier, call, url, method, more))


def _begin(carrier: Carrier, call: Call, turn: int, document: Document | None) -> None:
    with carrier.lock:
        if call.final or call.turn != turn:
            return
        if document is None:
            break_off(carrier, call)
            return
        if call.status is CallStatus.RINGING and not _refused(carrier, call, document):
            connect(carrier, call)
        if not call.final:
            call.document = document
            call.pending = list(document.verbs)
            go_on(carrier, call, 0)


def _refused(carrier: Carrier, call: Call, document: Document) -> bool:
    if not document.verbs or document.verbs[0].tag != "Reject":
        return False
    busy = document.verbs[0].get("reason") == "busy"
    end(carrier, call, CallStatus.BUSY if busy else CallStatus.NO_ANSWER)
    return True


def go_on(carrier: Carrier, call: Call, seconds: float) -> None:
    """Let the next verb follow in `seconds`; whatever else was to follow no longer does."""
    call.turn += 1
    carrier.later(call.sid, seconds, partial(_step, carrier, call, call.turn))


def _step(carrier: Carrier, call: Call, turn: int) -> None:
    with carrier.lock:
        if call.final or call.turn != turn or call.document is None:
            return
        if not call.pending:
            end(carrier, call, CallStatus.COMPLETED)
            return
        element = call.pending.pop(0)
        if element is LISTEN:
            listen(carrier, call)
            return
        try:
            _perform(carrier, call, voice.read_verb(element, call.document))
        except WebhookFailed as error:
            carrier.fail(error, call.document.url, call.sid)
            break_off(carrier, call)


def _perform(carrier: Carrier, call: Call, act: voice.Act) -> None:
    match act:
        case voice.Speak():
            for _ in range(act.times):
                now = carrier.now()
                call.note("service", act.kind, act.text, now, language=act.language)
            go_on(carrier, call, _duration(carrier, act))
        case voice.Rest():
            go_on(carrier, call, 0 if _hurried(carrier) else act.seconds)
        case voice.Gather():
            call.gather, call.digits = act, ""
            call.pending = [*act.nested, LISTEN, *call.pending]
            go_on(carrier, call, 0)
        case voice.GoTo():
            call.turn += 1
            run = partial(go_to, carrier, call, act.url, act.method, {})
            carrier.later(call.sid, 0, run)
        case voice.HangUp() | voice.Refuse():
            end(carrier, call, CallStatus.COMPLETED)


def _hurried(carrier: Carrier) -> bool:
    return carrier.config.words_per_second is None


def _duration(carrier: Carrier, act: voice.Speak) -> float:
    pace = carrier.config.words_per_second
    if pace is None:
        return 0
    once = len(act.text.split()) / pace if act.kind == "say" else voice.SILENT_PLAY_SECONDS
    return once * act.times


def listen(carrier: Carrier, call: Call) -> None:
    """Wait for a key for as long as the Gather does; a machine presses none."""
    if call.gather is None:
        return
    call.turn += 1
    give_up = partial(_give_up, carrier, call, call.turn)
    if call.machine:
        carrier.later(call.sid, 0, give_up)
    else:
        carrier.unless_moved(call.sid, call.gather.timeout, give_up)


def _give_up(carrier: Carrier, call: Call, turn: int) -> None:
    with carrier.lock:
        if call.turn == turn:
            close_gather(carrier, call, "")


def close_gather(carrier: Carrier, call: Call, finished_on: str) -> None:
    """End the Gather: its action gets the digits, or the next verb follows when there are none."""
    gather, digits = call.gather, call.digits
    if gather is None:
        return
    call.gather, call.digits = None, ""
    if LISTEN in call.pending:
        del call.pending[: call.pending.index(LISTEN) + 1]
    if not digits and not gather.action_on_empty:
        go_on(carrier, call, 0)
        return
    call.turn += 1
    more = gather_parameters(digits, finished_on)
    run = partial(go_to, carrier, call, gather.action, gather.method, more)
    carrier.later(call.sid, 0, run)
