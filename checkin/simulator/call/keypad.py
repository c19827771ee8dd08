"""What the person holding the handset does in a call."""

from checkin.simulator.call import dialing, interpreter, progress
from checkin.simulator.call.call import Call, CallStatus, NotPossible
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.twiml.voice import KEYS


def _ringing(carrier: Carrier, number: str) -> Call:
    call = dialing.live_call(carrier, number)
    if call is None or call.status is not CallStatus.RINGING or call.direction == "inbound":
        raise NotPossible("no call rings at this handset")
    return call


def _held(carrier: Carrier, number: str) -> Call:
    call = dialing.live_call(carrier, number)
    if call is None or call.status is not CallStatus.IN_PROGRESS:
        raise NotPossible("the handset is not in a call")
    return call


def answer(carrier: Carrier, number: str) -> Call:
    """Take up the call that rings. Every act here raises `NotPossible` out of its place."""
    with carrier.lock:
        call = _ringing(carrier, number)
        dialing.take(carrier, call, "human")
        return call


def decline(carrier: Carrier, number: str) -> Call:
    """Refuse the call that rings; the service sees a busy line."""
    with carrier.lock:
        call = _ringing(carrier, number)
        progress.end(carrier, call, CallStatus.BUSY)
        return call


def let_ring(carrier: Carrier, number: str) -> Call:
    """Do not take the call: it ends unanswered, at once."""
    with carrier.lock:
        call = _ringing(carrier, number)
        progress.end(carrier, call, CallStatus.NO_ANSWER)
        return call


def hang_up(carrier: Carrier, number: str) -> Call:
    """End the call the handset is in, or the one it is placing."""
    with carrier.lock:
        call = dialing.live_call(carrier, number)
        if call is None or (call.status is CallStatus.RINGING and call.direction != "inbound"):
            raise NotPossible("the handset is not in a call")
        placing = call.status is CallStatus.RINGING
        call.note("handset", "note", "hung up", carrier.now())
        progress.end(carrier, call, CallStatus.NO_ANSWER if placing else CallStatus.COMPLETED)
        return call


def press(carrier: Carrier, number: str, key: str) -> Call:
    """Press one key of 0-9, * and #.

    It ends the speech nested in the Gather that listens. Without one nobody hears it. Raises
    `ValueError` for what is no key.
    """
    if key not in KEYS:
        raise ValueError(f"no such key: {key}")
    with carrier.lock:
        call = _held(carrier, number)
        call.note("handset", "key", key, carrier.now())
        if call.gather is not None and call.gather.hears_keys:
            _hear(carrier, call, key)
        return call


def _hear(carrier: Carrier, call: Call, key: str) -> None:
    gather = call.gather
    if gather is None:
        return
    if key in gather.finish_on_key:
        interpreter.close_gather(carrier, call, key)
        return
    call.digits += key
    if len(call.digits) == gather.num_digits:
        interpreter.close_gather(carrier, call, "")
        return
    speaking = interpreter.LISTEN in call.pending
    if speaking and gather.barge_in:
        del call.pending[: call.pending.index(interpreter.LISTEN) + 1]
    if gather.barge_in or not speaking:
        interpreter.listen(carrier, call)


def keep_silent(carrier: Carrier, number: str) -> Call:
    """Press nothing until the Gather that listens gives up."""
    with carrier.lock:
        call = _held(carrier, number)
        if call.gather is None:
            raise NotPossible("nothing waits for a key")
        interpreter.close_gather(carrier, call, "")
        return call
