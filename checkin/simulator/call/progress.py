"""A call from state to state, each reported to the service as it asked."""

from functools import partial

from checkin.simulator.call.call import Call, CallStatus, StatusHook
from checkin.simulator.call.parameters import progress_parameters
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.failure import WebhookFailed

SIP_CODES = {
    CallStatus.COMPLETED: 200,
    CallStatus.BUSY: 486,
    CallStatus.NO_ANSWER: 487,
    CallStatus.CANCELED: 487,
    CallStatus.FAILED: 404,
}
APPLICATION_ERROR = "We are sorry, an application error has occurred. Goodbye."


def ring(carrier: Carrier, call: Call) -> None:
    """The phone at the other end begins to ring."""
    with carrier.lock:
        call.move(CallStatus.RINGING, carrier.now())
        report(carrier, call, "ringing")


def connect(carrier: Carrier, call: Call) -> None:
    """The call is taken up. Raises `NotPossible` when it is not ringing."""
    with carrier.lock:
        call.move(CallStatus.IN_PROGRESS, carrier.now())
        report(carrier, call, "answered")


def end(carrier: Carrier, call: Call, status: CallStatus) -> None:
    """The call is over in a final state. Raises `NotPossible` when it already was."""
    with carrier.lock:
        call.move(status, carrier.now())
        call.sip_code = SIP_CODES[status]
        report(carrier, call, "completed")
        waiting, call.at_end = call.at_end, []
        for follow in waiting:
            follow()


def break_off(carrier: Carrier, call: Call) -> None:
    """End a call whose TwiML cannot be had: the caller hears that an application error occurred."""
    with carrier.lock:
        if call.final:
            return
        call.note("carrier", "say", APPLICATION_ERROR, carrier.now(), language="en-US")
        if call.status is CallStatus.RINGING:
            connect(carrier, call)
        end(carrier, call, CallStatus.COMPLETED)


def report(carrier: Carrier, call: Call, event: str) -> None:
    """Let the service know a progress event, if it asked for this one."""
    hook = call.status_hook
    faults = carrier.faults_for(call.handset)
    if hook is None or event not in hook.events or faults.drop_callbacks:
        return
    params = progress_parameters(call, event, carrier.config.account_sid, carrier.now())
    call.sequence += 1
    run = partial(_call_back, carrier, call, hook, params)
    carrier.later(call.sid, faults.callback_delay_seconds, run)


def _call_back(carrier: Carrier, call: Call, hook: StatusHook, params: dict[str, str]) -> None:
    try:
        carrier.send(hook.url, hook.method, params, call.handset)
    except WebhookFailed as error:
        carrier.fail(error, hook.url, call.sid)
