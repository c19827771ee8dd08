"""The verb Dial: others are called for the caller, and the first to take it is connected."""

from functools import partial

from checkin.simulator.call import dialing, progress
from checkin.simulator.call.bridge import Bridge
from checkin.simulator.call.call import Call, CallStatus, Detection, StatusHook
from checkin.simulator.call.flow import act_on
from checkin.simulator.call.parameters import dial_parameters
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.carrier.sid import new_sid
from checkin.simulator.twiml.acts import Callee, Dial

STAR = "*"
NO_WHISPER = "<Response/>"
GREETING = "Please leave a message after the tone."


def dial(carrier: Carrier, call: Call, act: Dial) -> None:
    """Call everybody at once.

    Raises `WebhookFailed`: 13201 in what a callee hears, 13214 for a caller id that is neither
    the service's number nor one of this call's.
    """
    if call.bridge is not None:
        raise WebhookFailed(13201, "Dial: Cannot Dial out from a Dial Call Segment")
    shown = act.caller_id or call.from_
    if shown not in (carrier.config.service_number, call.from_, call.to):
        raise WebhookFailed(13214, f"Dial: Invalid callerId value: {shown!r}")
    call.bridge = bridge = Bridge(act, call)
    call.turn += 1
    call.at_end.append(partial(_caller_left, carrier, bridge))
    bridge.called = [_drafted(carrier, bridge, callee, shown) for callee in act.callees]
    for child in bridge.called:
        dialing.place(carrier, child)


def _drafted(carrier: Carrier, bridge: Bridge, callee: Callee, shown: str) -> Call:
    hook = callee.status and StatusHook(callee.status, callee.status_method, callee.events)
    detection = callee.detection and Detection(
        callee.detection, callee.detected, callee.detected_method
    )
    child = Call(
        sid=new_sid("CA"),
        from_=shown,
        to=callee.number,
        direction="outbound-dial",
        created=carrier.now(),
        url=callee.url or "",
        method=callee.method,
        twiml=None if callee.url else NO_WHISPER,
        status_hook=hook or None,
        detection=detection or None,
        ring_limit=bridge.act.timeout,
        parent_sid=bridge.caller.sid,
        bridge=bridge,
    )
    child.when_done = partial(_join, carrier, bridge, child)
    child.at_end.append(partial(_callee_left, carrier, bridge, child))
    return child


def _join(carrier: Carrier, bridge: Bridge, child: Call) -> None:
    """The two hear each other from now on."""
    caller = bridge.caller
    if caller.status is CallStatus.RINGING:
        progress.connect(carrier, caller)
    child.when_done = None
    child.turn += 1
    bridge.joined = carrier.now()
    for call in (caller, child):
        call.note("carrier", "note", "connected", carrier.now())
    if child.machine:
        caller.note("other", "speech", GREETING, carrier.now())
    limit = partial(_time_is_up, carrier, bridge)
    carrier.unless_moved(caller.sid, bridge.act.time_limit, limit)


def press_star(carrier: Carrier, call: Call, key: str) -> None:
    """The caller ends the Dial with a star, if it lets them."""
    bridge = call.bridge
    if bridge is not None and bridge.caller is call and bridge.act.hangup_on_star and key == STAR:
        _hang_up(carrier, bridge)


def part(carrier: Carrier, call: Call) -> None:
    """The call is sent elsewhere from outside, and leaves the Dial it is in."""
    bridge = call.bridge
    if bridge is None:
        return
    if bridge.caller is call:
        call.bridge = None
        _hang_up(carrier, bridge)
        return
    call.when_done, call.at_end = None, []
    _over(carrier, bridge)


def _callee_left(carrier: Carrier, bridge: Bridge, child: Call) -> None:
    others_ring = bridge.taker is None and any(not each.final for each in bridge.called)
    if not others_ring and bridge.last.final:
        _over(carrier, bridge)


def _caller_left(carrier: Carrier, bridge: Bridge) -> None:
    """Whoever still rings is canceled; whoever took the call is hung up."""
    if bridge.caller.bridge is bridge:
        _hang_up(carrier, bridge)


def _time_is_up(carrier: Carrier, bridge: Bridge) -> None:
    with carrier.lock:
        _caller_left(carrier, bridge)


def _hang_up(carrier: Carrier, bridge: Bridge) -> None:
    for child in bridge.called:
        if child.status is CallStatus.IN_PROGRESS:
            progress.end(carrier, child, CallStatus.COMPLETED)
        elif not child.final:
            progress.end(carrier, child, CallStatus.CANCELED)


def _over(carrier: Carrier, bridge: Bridge) -> None:
    """The Dial has ended: its action is told how, or the caller's next verb follows."""
    caller = bridge.caller
    still = caller.bridge is bridge
    for call in (caller, *bridge.called):
        call.bridge = None if call.bridge is bridge else call.bridge
    if still:
        act_on(carrier, caller, bridge.act.action, bridge.act.method, dial_parameters(bridge))
