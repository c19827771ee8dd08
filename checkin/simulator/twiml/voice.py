"""The verbs of TwiML for voice, as a table of what each asks of a call."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.twiml.acts import (
    Act,
    Gather,
    GoTo,
    HangUp,
    Listen,
    Refuse,
    Rest,
    Sound,
    Speak,
)
from checkin.simulator.twiml.attributes import SCHEMA, method, number, words
from checkin.simulator.twiml.dial import read_dial
from checkin.simulator.twiml.document import Document, text_of
from checkin.simulator.twiml.record import read_record

DEFAULT_LANGUAGE = "en-US"
# A loop of 0 is endless; nobody listens to a simulated call that long.
ENDLESS = 20
INPUTS = frozenset({"dtmf", "speech"})
# Stands among a call's verbs where the speech nested in a Gather ends and silence begins.
LISTEN = Element("Listen")

Verb = Callable[[Element, Document], Act]


def _say(element: Element, document: Document) -> Act:
    return Speak(text_of(element), element.get("language", DEFAULT_LANGUAGE), _loop(element))


def _play(element: Element, document: Document) -> Act:
    file, tones = text_of(element), element.get("digits", "")
    if not file and not tones:
        raise WebhookFailed(SCHEMA, "Schema validation warning: <Play> of nothing")
    return Sound(document.resolve(file) if file else None, tones, _loop(element))


def _pause(element: Element, document: Document) -> Act:
    return Rest(number(element, "length", 1))


def _gather(element: Element, document: Document) -> Act:
    for nested in element:
        if nested.tag not in NESTED:
            raise WebhookFailed(13320, f"Gather: invalid nested verb <{nested.tag}>")
    inputs = words(element, "input", "dtmf", INPUTS)
    return Gather(
        action=document.resolve(element.get("action")),
        method=method(element),
        timeout=5.0 if element.get("timeout") == "auto" else number(element, "timeout", 5),
        finish_on_key=element.get("finishOnKey", "#"),
        num_digits=int(number(element, "numDigits", 1)) if element.get("numDigits") else None,
        action_on_empty=element.get("actionOnEmptyResult", "false") == "true",
        barge_in=element.get("bargeIn", "true") != "false",
        hears_keys="dtmf" in inputs,
        hears_words="speech" in inputs,
        language=element.get("language", DEFAULT_LANGUAGE),
        nested=tuple(element),
    )


def _hangup(element: Element, document: Document) -> Act:
    return HangUp()


def _redirect(element: Element, document: Document) -> Act:
    return GoTo(document.resolve(text_of(element)), method(element))


def _reject(element: Element, document: Document) -> Act:
    return Refuse(element.get("reason", "rejected"))


def _loop(element: Element) -> int:
    return int(number(element, "loop", 1)) or ENDLESS


NESTED: dict[str, Verb] = {"Say": _say, "Play": _play, "Pause": _pause}
VERBS: dict[str, Verb] = NESTED | {
    "Gather": _gather,
    "Record": read_record,
    "Dial": read_dial,
    "Hangup": _hangup,
    "Redirect": _redirect,
    "Reject": _reject,
}


def read_verb(element: Element, document: Document) -> Act:
    """What a verb asks for. Raises `WebhookFailed`, 12200 for one that is not in the table."""
    if element is LISTEN:
        return Listen()
    if element.tag not in VERBS:
        raise WebhookFailed(SCHEMA, f"Schema validation warning: <{element.tag}>")
    return VERBS[element.tag](element, document)
