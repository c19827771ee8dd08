"""Asking the service for a call's TwiML."""

from collections.abc import Mapping

from checkin.simulator.call.call import Call
from checkin.simulator.call.parameters import voice_parameters
from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.carrier.hook import Hook, ask
from checkin.simulator.twiml.document import Document, parse

# A call that asks this often goes round in circles.
MAX_FETCHES = 200


def fetch(
    carrier: Carrier, call: Call, url: str, method: str, more: Mapping[str, str]
) -> Document | None:
    """The TwiML at `url`, asked for with `more` beside the call's parameters.

    None, with the failure recorded, when there is none to be had.
    """
    with carrier.lock:
        call.fetches += 1
        params = {**voice_parameters(call, carrier.config.account_sid), **more}
    if call.fetches > MAX_FETCHES:
        carrier.fail(WebhookFailed(11215, "too many redirects"), url, call.sid)
        return None
    hook = Hook(url, method, call.fallback_url, call.fallback_method)
    return ask(carrier, hook, params, call.sid, call.handset)


def given(carrier: Carrier, call: Call, twiml: str) -> Document | None:
    """The TwiML that came with the call itself; None, with the failure recorded, if unusable."""
    try:
        return parse(twiml, call.url)
    except WebhookFailed as error:
        carrier.fail(error, call.url, call.sid)
        return None
