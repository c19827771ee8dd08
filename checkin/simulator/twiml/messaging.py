"""The verbs of TwiML for messaging: Message and Redirect."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.twiml.document import Document

MAX_REPLIES = 10
MAX_BODY = 1600
MAX_FETCHES = 20


@dataclass(frozen=True)
class Reply:
    """A message to send; `to` and `from_` None mean the two ends of the message answered."""

    body: str
    to: str | None
    from_: str | None
    status_callback: str | None
    status_method: str


@dataclass(frozen=True)
class Redirected:
    """The rest of the answer is to be asked for at another URL."""

    url: str
    method: str


def follow(document: Document) -> Iterator[Reply | Redirected]:
    """What the document asks for, verb by verb; a redirect is the last.

    Raises `WebhookFailed`: 12200 for an unknown verb, 14103 for a message without a body, 21617
    for one over 1600 characters, 14109 for an eleventh message.
    """
    if sum(verb.tag == "Message" for verb in document.verbs) > MAX_REPLIES:
        raise WebhookFailed(14109, "Reply message limit exceeded")
    for element in document.verbs:
        if element.tag not in VERBS:
            raise WebhookFailed(12200, f"Schema validation warning: <{element.tag}>")
        act = VERBS[element.tag](element, document)
        yield act
        if isinstance(act, Redirected):
            return


def _message(element: Element, document: Document) -> Reply:
    bodies = element.findall("Body")
    body = "".join(part.text or "" for part in bodies) if bodies else element.text or ""
    if not body.strip():
        raise WebhookFailed(14103, "Invalid Body: the message is empty")
    if len(body) > MAX_BODY:
        raise WebhookFailed(21617, "The concatenated message body exceeds the 1600 character limit")
    callback = element.get("statusCallback") or element.get("action")
    return Reply(
        body=body,
        to=element.get("to"),
        from_=element.get("from"),
        status_callback=document.resolve(callback) if callback else None,
        status_method=element.get("method", "POST").upper(),
    )


def _redirect(element: Element, document: Document) -> Redirected:
    return Redirected(
        document.resolve((element.text or "").strip()), element.get("method", "POST").upper()
    )


VERBS: dict[str, Callable[[Element, Document], Reply | Redirected]] = {
    "Message": _message,
    "Redirect": _redirect,
}
