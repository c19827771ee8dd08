"""The verbs of TwiML for voice, as a table of what each asks of a call."""

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.twiml.document import Document, text_of

KEYS = frozenset("0123456789*#")
DEFAULT_LANGUAGE = "en-US"
# A loop of 0 is endless; nobody listens to a simulated call that long.
ENDLESS = 20
SILENT_PLAY_SECONDS = 2.0


@dataclass(frozen=True)
class Speak:
    """Say words (kind say) or play a URL (kind play), `times` over."""

    kind: str
    text: str
    language: str
    times: int = 1


@dataclass(frozen=True)
class Rest:
    """Say nothing for `seconds`."""

    seconds: float


@dataclass(frozen=True)
class Gather:
    """Collect keys while the nested verbs are spoken and for `timeout` seconds after each."""

    action: str
    method: str
    timeout: float
    finish_on_key: str
    num_digits: int | None
    action_on_empty: bool
    barge_in: bool
    hears_keys: bool
    nested: tuple[Element, ...]


@dataclass(frozen=True)
class GoTo:
    """Carry on with the TwiML at another URL."""

    url: str
    method: str


@dataclass(frozen=True)
class HangUp:
    """End the call."""


@dataclass(frozen=True)
class Refuse:
    """Do not take the call: `busy` or `rejected`. Means something only as the first verb."""

    reason: str


Act = Speak | Rest | Gather | GoTo | HangUp | Refuse
Verb = Callable[[Element, Document], Act]


def _say(element: Element, document: Document) -> Act:
    language = element.get("language", DEFAULT_LANGUAGE)
    return Speak("say", text_of(element), language, _loop(element))


def _play(element: Element, document: Document) -> Act:
    return Speak("play", document.resolve((element.text or "").strip()), "", _loop(element))


def _pause(element: Element, document: Document) -> Act:
    return Rest(_number(element, "length", 1))


def _gather(element: Element, document: Document) -> Act:
    for nested in element:
        if nested.tag not in NESTED:
            raise WebhookFailed(13320, f"Gather: invalid nested verb <{nested.tag}>")
    digits = element.get("numDigits")
    return Gather(
        action=document.resolve(element.get("action")),
        method=element.get("method", "POST").upper(),
        timeout=5.0 if element.get("timeout") == "auto" else _number(element, "timeout", 5),
        finish_on_key=element.get("finishOnKey", "#"),
        num_digits=int(_number(element, "numDigits", 1)) if digits else None,
        action_on_empty=element.get("actionOnEmptyResult", "false") == "true",
        barge_in=element.get("bargeIn", "true") != "false",
        hears_keys="dtmf" in element.get("input", "dtmf").split(),
        nested=tuple(element),
    )


def _hangup(element: Element, document: Document) -> Act:
    return HangUp()


def _redirect(element: Element, document: Document) -> Act:
    target = (element.text or "").strip()
    return GoTo(document.resolve(target), element.get("method", "POST").upper())


def _reject(element: Element, document: Document) -> Act:
    return Refuse(element.get("reason", "rejected"))


def _loop(element: Element) -> int:
    return int(_number(element, "loop", 1)) or ENDLESS


def _number(element: Element, name: str, default: int) -> float:
    try:
        return float(element.get(name, default))
    except ValueError as error:
        told = f"Schema validation warning: {element.tag} {name}={element.get(name)!r}"
        raise WebhookFailed(12200, told) from error


NESTED: dict[str, Verb] = {"Say": _say, "Play": _play, "Pause": _pause}
VERBS: dict[str, Verb] = NESTED | {
    "Gather": _gather,
    "Hangup": _hangup,
    "Redirect": _redirect,
    "Reject": _reject,
}


def read_verb(element: Element, document: Document) -> Act:
    """What a verb asks for. Raises `WebhookFailed`, 12200 for one that is not in the table."""
    if element.tag not in VERBS:
        raise WebhookFailed(12200, f"Schema validation warning: <{element.tag}>")
    return VERBS[element.tag](element, document)
