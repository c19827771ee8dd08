"""Reading `<Dial>` and `<Number>`. Source: Twilio docs, TwiML Voice: Dial, Number."""

import re
from xml.etree.ElementTree import Element

from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.twiml.acts import Callee, Dial
from checkin.simulator.twiml.attributes import SCHEMA, flag, link, method, number, words
from checkin.simulator.twiml.document import Document, text_of

MAX_NUMBERS = 10
DEFAULT_RING = 30
DEFAULT_LIMIT = 4 * 60 * 60
E164 = re.compile(r"\+[1-9]\d{6,14}")
PUNCTUATION = re.compile(r"[\s().-]")
NORTH_AMERICAN = re.compile(r"1?([2-9]\d{9})")
EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})
DETECTIONS = frozenset({"Enable", "DetectMessageEnd"})


def read_dial(element: Element, document: Document) -> Dial:
    """What a `<Dial>` asks for. `record`, `ringTone` and `sendDigits` are ignored.

    Raises `WebhookFailed`: 12200 for what else Twilio can dial, 13210 to 13216 for a bad
    attribute, 13223 for what is no phone number.
    """
    if flag(element, "sequential", False, code=13218):
        raise WebhookFailed(SCHEMA, "<Dial sequential> is not simulated")
    return Dial(
        callees=_callees(element, document),
        action=link(element, "action", document),
        method=method(element, code=13210),
        timeout=number(element, "timeout", DEFAULT_RING, code=13212, least=1),
        time_limit=number(element, "timeLimit", DEFAULT_LIMIT, code=13216, least=1),
        caller_id=element.get("callerId") or None,
        hangup_on_star=flag(element, "hangupOnStar", False, code=13213),
        answer_on_bridge=flag(element, "answerOnBridge", False),
    )


def _callees(element: Element, document: Document) -> tuple[Callee, ...]:
    for noun in element:
        if noun.tag != "Number":
            raise WebhookFailed(SCHEMA, f"<Dial><{noun.tag}> is not simulated")
    if len(element) > MAX_NUMBERS:
        raise WebhookFailed(SCHEMA, f"<Dial> calls at most {MAX_NUMBERS} numbers at once")
    if not len(element):
        return (Callee(_e164(text_of(element))),)
    return tuple(_callee(noun, document) for noun in element)


def _callee(noun: Element, document: Document) -> Callee:
    detects = noun.get("machineDetection") is not None
    return Callee(
        number=_e164(text_of(noun)),
        url=link(noun, "url", document),
        method=method(noun, code=13221),
        status=link(noun, "statusCallback", document),
        status_method=method(noun, "statusCallbackMethod"),
        events=words(noun, "statusCallbackEvent", "completed", EVENTS),
        detection=next(iter(words(noun, "machineDetection", "", DETECTIONS))) if detects else None,
        detected=link(noun, "amdStatusCallback", document),
        detected_method=method(noun, "amdStatusCallbackMethod"),
    )


def _e164(written: str) -> str:
    """A number as it is dialed; one of North America may be written without its `+1`."""
    bare = PUNCTUATION.sub("", written)
    if E164.fullmatch(bare):
        return bare
    local = NORTH_AMERICAN.fullmatch(bare)
    if local is None:
        raise WebhookFailed(13223, f"Dial: Invalid phone number format: {written!r}")
    return f"+1{local[1]}"
