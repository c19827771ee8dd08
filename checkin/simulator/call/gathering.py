"""The verb Gather: waiting for keys and words."""

from functools import partial

from checkin.simulator.call.call import Call
from checkin.simulator.call.flow import act_on, go_on
from checkin.simulator.call.parameters import gather_parameters, speech_parameters
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.twiml.acts import Gather
from checkin.simulator.twiml.voice import LISTEN


def gather(carrier: Carrier, call: Call, act: Gather) -> None:
    """Say what is nested in the Gather, then wait."""
    call.gather, call.digits = act, ""
    call.pending = [*act.nested, LISTEN, *call.pending]
    go_on(carrier, call, 0)


def listen(carrier: Carrier, call: Call) -> None:
    """Wait for as long as the Gather does after what was last heard; a machine says nothing."""
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
            stay_silent(carrier, call)


def hear_key(carrier: Carrier, call: Call, key: str) -> None:
    """A key is pressed while the Gather listens; it ends the speech nested in it."""
    act = call.gather
    if act is None or not act.hears_keys:
        return
    if key in act.finish_on_key:
        _close(carrier, call, key)
        return
    call.digits += key
    if len(call.digits) == act.num_digits:
        _close(carrier, call, "")
        return
    speaking = LISTEN in call.pending
    if speaking and act.barge_in:
        _hush(call)
    if act.barge_in or not speaking:
        listen(carrier, call)


def hear_words(carrier: Carrier, call: Call, words: str, confidence: float) -> None:
    """Words are said while the Gather listens; after keys they count for nothing."""
    act = call.gather
    if act is None or not act.hears_words or call.digits:
        return
    if LISTEN in call.pending and not act.barge_in:
        return
    _leave(call)
    params = speech_parameters(words, confidence, act.language)
    act_on(carrier, call, act.action, act.method, params)


def stay_silent(carrier: Carrier, call: Call) -> None:
    """Nothing more is said or pressed: the Gather ends with what it has."""
    _close(carrier, call, "")


def _close(carrier: Carrier, call: Call, finished_on: str) -> None:
    act, digits = call.gather, call.digits
    if act is None:
        return
    _leave(call)
    wanted = bool(digits) or act.action_on_empty
    params = gather_parameters(digits, finished_on)
    act_on(carrier, call, act.action if wanted else None, act.method, params)


def _leave(call: Call) -> None:
    call.gather, call.digits = None, ""
    _hush(call)


def _hush(call: Call) -> None:
    if LISTEN in call.pending:
        del call.pending[: call.pending.index(LISTEN) + 1]
