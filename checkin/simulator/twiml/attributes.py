"""Reading the attributes of a verb, each refused with the code Twilio has for it."""

from xml.etree.ElementTree import Element

from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.twiml.document import Document

SCHEMA = 12200
FLAGS = {"true": True, "false": False}
METHODS = frozenset({"GET", "POST"})
KEYS = frozenset("0123456789*#")

_ASKED = "action method"
_ECHO = "recordingStatusCallback recordingStatusCallbackMethod recordingStatusCallbackEvent"
# What each element may say. Source: Twilio docs, TwiML for voice; twilio-python 9.13.
KNOWN: dict[str, frozenset[str]] = {
    tag: frozenset(names.split())
    for tag, names in {
        "Say": "voice language loop",
        "Play": "loop digits",
        "Pause": "length",
        "Gather": f"{_ASKED} input finishOnKey timeout speechTimeout maxSpeechTime numDigits hints "
        "partialResultCallback partialResultCallbackMethod language bargeIn debug enhanced "
        "actionOnEmptyResult dtmfDetection profanityFilter speechModel",
        "Record": f"{_ASKED} {_ECHO} timeout finishOnKey maxLength playBeep trim transcribe "
        "transcribeCallback",
        "Dial": f"{_ASKED} {_ECHO} timeout timeLimit callerId hangupOnStar answerOnBridge record "
        "trim ringTone sequential callReason recordingTrack referUrl referMethod events",
        "Number": "url method sendDigits statusCallback statusCallbackEvent statusCallbackMethod "
        "byoc machineDetection machineDetectionTimeout machineDetectionSpeechThreshold "
        "machineDetectionSpeechEndThreshold machineDetectionSilenceTimeout amdStatusCallback "
        "amdStatusCallbackMethod",
        "Hangup": "",
        "Redirect": "method",
        "Reject": "reason",
    }.items()
}


def strangers(element: Element) -> list[str]:
    """The attributes of a verb and its nouns that Twilio does not know: it warns of them."""
    nouns = element.findall("Number")
    return [
        f"{each.tag} {name}"
        for each in (element, *nouns)
        for name in each.attrib
        if name not in KNOWN.get(each.tag, frozenset({name}))
    ]


def number(
    element: Element, name: str, default: float, code: int = SCHEMA, least: float = 0
) -> float:
    """An attribute that is a number of at least `least`. Raises `WebhookFailed` with `code`."""
    try:
        value = float(element.get(name, default))
    except ValueError as error:
        raise _refused(element, name, code) from error
    if not least <= value < float("inf"):
        raise _refused(element, name, code)
    return value


def flag(element: Element, name: str, default: bool, code: int = SCHEMA) -> bool:
    """An attribute that is `true` or `false`. Raises `WebhookFailed` with `code`."""
    value = element.get(name, str(default)).lower()
    if value not in FLAGS:
        raise _refused(element, name, code)
    return FLAGS[value]


def method(element: Element, name: str = "method", code: int = SCHEMA) -> str:
    """An attribute that is GET or POST, which it is by default. Raises `WebhookFailed`."""
    value = element.get(name, "POST").upper()
    if value not in METHODS:
        raise _refused(element, name, code)
    return value


def keys(element: Element, name: str, default: str, code: int = SCHEMA) -> str:
    """An attribute that holds keys of a phone, or none. Raises `WebhookFailed` with `code`."""
    value = element.get(name, default)
    if not KEYS.issuperset(value):
        raise _refused(element, name, code)
    return value


def words(element: Element, name: str, default: str, known: frozenset[str]) -> frozenset[str]:
    """An attribute that holds some of the `known` words. Raises `WebhookFailed`."""
    value = frozenset(element.get(name, default).split())
    if not value or not value <= known:
        raise _refused(element, name, SCHEMA)
    return value


def link(element: Element, name: str, document: Document) -> str | None:
    """An attribute that is a URL, made absolute; None when it is not there."""
    value = element.get(name)
    return document.resolve(value) if value else None


def _refused(element: Element, name: str, code: int) -> WebhookFailed:
    kind = "Schema validation warning" if code == SCHEMA else "Invalid value"
    return WebhookFailed(code, f"{kind}: {element.tag} {name}={element.get(name)!r}")
