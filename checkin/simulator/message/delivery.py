"""A message's way out: queued, sending, sent, and delivered or not."""

from collections.abc import Callable
from functools import partial

from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.carrier.handset import Mode
from checkin.simulator.message.message import Message
from checkin.simulator.message.parameters import status_parameters
from checkin.simulator.message.segments import segments_of

OPTED_OUT = 21610
# A callback that is to come late comes after all that follow it at the usual pace.
LATE_STEPS = 3
LEAST_STEP_SECONDS = 0.05


def dispatch(carrier: Carrier, message: Message) -> None:
    """Store a new outbound message and set it on its way."""
    with carrier.lock:
        carrier.messages[message.sid] = message
    first = _enqueue if message.status == "accepted" else _sending
    carrier.soon(message.sid, partial(first, carrier, message))


def _enqueue(carrier: Carrier, message: Message) -> None:
    with carrier.lock:
        if message.final:
            return
        message.from_ = message.from_ or carrier.config.service_number
        message.segments = segments_of(message.body).count
        _move(carrier, message, "queued", partial(_sending, carrier, message))


def _sending(carrier: Carrier, message: Message) -> None:
    with carrier.lock:
        if message.final:
            return
        _move(carrier, message, "sending", partial(_sent, carrier, message))


def _sent(carrier: Carrier, message: Message) -> None:
    with carrier.lock:
        handset = carrier.handset(message.to)
        stopped = handset.mode is Mode.STOPPED
        lost = handset.mode is Mode.UNDELIVERABLE and handset.code == OPTED_OUT
        if stopped or lost:
            message.error_code = OPTED_OUT
            _move(carrier, message, "failed", None)
            return
        message.sent = carrier.now()
        _move(carrier, message, "sent", partial(_arrive, carrier, message))


def _arrive(carrier: Carrier, message: Message) -> None:
    with carrier.lock:
        handset = carrier.handset(message.to)
        if handset.mode is Mode.UNDELIVERABLE:
            message.error_code = handset.code
            _move(carrier, message, "undelivered", None)
        else:
            _move(carrier, message, "delivered", None)


def _move(carrier: Carrier, message: Message, status: str, then: Callable[[], None] | None) -> None:
    message.move(status, carrier.now())
    report(carrier, message)
    if then is not None:
        carrier.soon(message.sid, then)


def report(carrier: Carrier, message: Message) -> None:
    """Let the service know the message's present status, if it asked to."""
    faults = carrier.faults_for(message.to)
    if message.status_callback is None or faults.drop_callbacks:
        return
    delay = faults.callback_delay_seconds
    if faults.reorder_callbacks and message.status == "sent":
        delay += LATE_STEPS * max(carrier.config.delay_seconds, LEAST_STEP_SECONDS)
    params = status_parameters(message, carrier.config.account_sid)
    carrier.later(message.sid, delay, partial(_call_back, carrier, message, params))


def _call_back(carrier: Carrier, message: Message, params: dict[str, str]) -> None:
    url = message.status_callback or ""
    try:
        carrier.send(url, message.status_method, params, message.to)
    except WebhookFailed as error:
        carrier.fail(error, url, message.sid)
