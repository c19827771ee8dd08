"""Running a call's TwiML, one verb per event."""

from collections.abc import Mapping
from functools import partial

from checkin.simulator.call.call import Call, CallStatus
from checkin.simulator.call.fetch import fetch, given
from checkin.simulator.call.progress import break_off, connect, end
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.twiml import voice
from checkin.simulator.twiml.acts import Act, Dial
from checkin.simulator.twiml.attributes import SCHEMA, strangers
from checkin.simulator.twiml.document import Document


def start(carrier: Carrier, call: Call) -> None:
    """Run the TwiML a call begins with, or has been sent to from outside."""
    if call.twiml is None:
        go_to(carrier, call, call.url, call.method, {})
        return
    turn = call.turn
    begin(carrier, call, turn, given(carrier, call, call.twiml))


def go_to(carrier: Carrier, call: Call, url: str, method: str, more: Mapping[str, str]) -> None:
    """Run the TwiML at `url`; an answer to a call that has moved on meanwhile is dropped."""
    with carrier.lock:
        if call.final:
            return
        turn = call.turn
    begin(carrier, call, turn, fetch(carrier, call, url, method, more))


def begin(carrier: Carrier, call: Call, turn: int, document: Document | None) -> None:
    """Run TwiML that was asked for in an earlier `turn`; without any the call is broken off."""
    with carrier.lock:
        if call.final or call.turn != turn:
            return
        if document is None:
            break_off(carrier, call)
        elif not _refused(carrier, call, document):
            call.document = document
            call.pending = list(document.verbs)
            go_on(carrier, call, 0)


def _refused(carrier: Carrier, call: Call, document: Document) -> bool:
    if call.status is not CallStatus.RINGING or not document.verbs:
        return False
    if document.verbs[0].tag != "Reject":
        return False
    busy = document.verbs[0].get("reason") == "busy"
    end(carrier, call, CallStatus.BUSY if busy else CallStatus.NO_ANSWER)
    return True


def go_on(carrier: Carrier, call: Call, seconds: float) -> None:
    """Let the next verb follow in `seconds`; whatever else was to follow no longer does."""
    call.turn += 1
    carrier.later(call.sid, seconds, partial(_step, carrier, call, call.turn))


def act_on(
    carrier: Carrier, call: Call, action: str | None, method: str, more: Mapping[str, str]
) -> None:
    """Go on with what a verb's `action` answers; without one the next verb follows.

    The action of a verb that ended with the call is still told, and its answer is ignored.
    """
    if call.final:
        if action is not None:
            carrier.later(call.sid, 0, partial(_tell, carrier, call, action, method, more))
    elif action is None:
        go_on(carrier, call, 0)
    else:
        call.turn += 1
        carrier.later(call.sid, 0, partial(go_to, carrier, call, action, method, more))


def _tell(carrier: Carrier, call: Call, action: str, method: str, more: Mapping[str, str]) -> None:
    fetch(carrier, call, action, method, more)


def hurried(carrier: Carrier) -> bool:
    """Whether speech takes no time."""
    return carrier.config.words_per_second is None


def _step(carrier: Carrier, call: Call, turn: int) -> None:
    with carrier.lock:
        if call.final or call.turn != turn or call.document is None:
            return
        if not call.pending:
            _run_out(carrier, call)
            return
        element = call.pending.pop(0)
        _warn(carrier, call, strangers(element))
        try:
            act = voice.read_verb(element, call.document)
            _answer_for(carrier, call, act)
            carrier.perform(carrier, call, act)
        except WebhookFailed as error:
            carrier.fail(error, call.document.url, call.sid)
            break_off(carrier, call)


def _run_out(carrier: Carrier, call: Call) -> None:
    if call.when_done is not None:
        call.when_done()
    elif call.status is CallStatus.RINGING and call.kept_ringing:
        end(carrier, call, CallStatus.NO_ANSWER)
    else:
        if call.status is CallStatus.RINGING:
            connect(carrier, call)
        end(carrier, call, CallStatus.COMPLETED)


def _answer_for(carrier: Carrier, call: Call, act: Act) -> None:
    """A verb answers the call, save a Dial that lets it ring until somebody else does."""
    if call.status is not CallStatus.RINGING:
        return
    if isinstance(act, Dial) and act.answer_on_bridge:
        call.kept_ringing = True
    else:
        connect(carrier, call)


def _warn(carrier: Carrier, call: Call, attributes: list[str]) -> None:
    """Unknown attributes are told, and otherwise ignored."""
    url = call.document.url if call.document else ""
    for attribute in attributes:
        told = f"Schema validation warning: unknown attribute: {attribute}"
        carrier.fail(WebhookFailed(SCHEMA, told), url, call.sid)
