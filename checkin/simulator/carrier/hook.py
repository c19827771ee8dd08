"""Where the carrier asks for TwiML, and how it falls back."""

from collections.abc import Mapping
from dataclasses import dataclass

from checkin.simulator.carrier.carrier import Carrier
from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.twiml.document import Document, read_document


@dataclass(frozen=True)
class Hook:
    """A URL with its method, and the URL to ask when the first fails."""

    url: str
    method: str = "POST"
    fallback_url: str | None = None
    fallback_method: str = "POST"


def ask(
    carrier: Carrier, hook: Hook, params: Mapping[str, str], sid: str, number: str
) -> Document | None:
    """The TwiML the service answers about `sid`, from the fallback when the first URL fails.

    The fallback is told ErrorCode and ErrorUrl. Every failure is recorded; None when no URL gave
    usable TwiML. Source: Twilio docs, availability and reliability of webhooks.
    """
    try:
        return read_document(carrier.send(hook.url, hook.method, params, number))
    except WebhookFailed as error:
        carrier.fail(error, hook.url, sid)
        if hook.fallback_url is None:
            return None
        told = {**params, "ErrorCode": str(error.code), "ErrorUrl": hook.url}
    try:
        return read_document(carrier.send(hook.fallback_url, hook.fallback_method, told, number))
    except WebhookFailed as error:
        carrier.fail(error, hook.fallback_url, sid)
        return None
