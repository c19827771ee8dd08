"""What the person holding the handset does in a call."""

from checkin.simulator.call import connecting, dialing, gathering, progress, taping
from checkin.simulator.call.call import Call, CallStatus, NotPossible
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.twiml.attributes import KEYS


def _ringing(carrier: Carrier, number: str) -> Call:
    call = dialing.live_call(carrier, number)
    if call is None or call.status is not CallStatus.RINGING or call.direction == "inbound":
        raise NotPossible("no call rings at this handset")
    return call


def held(carrier: Carrier, number: str) -> Call:
    """The call that the handset is in. Raises `NotPossible`."""
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


def ring_and_hang_up(carrier: Carrier, number: str, shows: str | None = None) -> Call:
    """Call the service and hang up before it has answered: it is asked, and never heard."""
    with carrier.lock:
        dialing.call_in(carrier, number, shows)
        return hang_up(carrier, number)


def press(carrier: Carrier, number: str, key: str) -> Call:
    """Press one key of 0-9, * and #, which the one hears who listens at the other end.

    Raises `ValueError` for what is no key.
    """
    if key not in KEYS:
        raise ValueError(f"no such key: {key}")
    with carrier.lock:
        call = held(carrier, number)
        call.note("handset", "key", key, carrier.now())
        if call.partner is not None:
            call.partner.note("other", "key", key, carrier.now())
        connecting.press_star(carrier, call, key)
        taping.hear_key(carrier, call, key)
        gathering.hear_key(carrier, call, key)
        return call


def keep_silent(carrier: Carrier, number: str) -> Call:
    """Say and press nothing until the Gather or Record that listens gives up."""
    with carrier.lock:
        call = held(carrier, number)
        if call.gather is None and call.taping is None:
            raise NotPossible("nothing waits for a key or a word")
        taping.stay_silent(carrier, call)
        gathering.stay_silent(carrier, call)
        return call
