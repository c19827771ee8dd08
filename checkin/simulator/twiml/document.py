"""Reading TwiML out of a webhook's answer."""

from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring

from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.carrier.webhook import Answer

XML_TYPES = ("text/xml", "application/xml")


@dataclass(frozen=True)
class Document:
    """The verbs of one `<Response>`, in order, and the URL it came from."""

    url: str
    verbs: tuple[Element, ...]

    def resolve(self, target: str | None) -> str:
        """An attribute's URL made absolute; the document's own when there is none."""
        return urljoin(self.url, target) if target else self.url


def read_document(answer: Answer) -> Document:
    """The TwiML in an answer; no body at all is an empty response, plain text is a reply.

    Raises `WebhookFailed` with 12300 for another content type, 12100 for a document that cannot
    be parsed or is no `<Response>`.
    """
    if not answer.text.strip():
        return Document(answer.url, ())
    if answer.media_type == "text/plain":
        return Document(answer.url, (_message(answer.text),))
    if answer.media_type not in XML_TYPES:
        raise WebhookFailed(12300, f"invalid Content-Type: {answer.media_type or 'none'}")
    return parse(answer.text, answer.url)


def parse(text: str, url: str) -> Document:
    """The TwiML in a string. Raises `WebhookFailed` with 12100."""
    if "<!" in text.replace("<!--", "").replace("<![CDATA[", ""):
        raise WebhookFailed(12100, "Document parse failure: a document type is not allowed")
    try:
        root = fromstring(text)  # noqa: S314 - entities need the document type refused above
    except ParseError as error:
        raise WebhookFailed(12100, f"Document parse failure: {error}") from error
    if root.tag != "Response":
        raise WebhookFailed(12100, f"Document parse failure: <{root.tag}> is not <Response>")
    return Document(url, tuple(root))


def text_of(element: Element) -> str:
    """The words of an element, its white space folded to single spaces."""
    return " ".join("".join(element.itertext()).split())


def _message(body: str) -> Element:
    verb = Element("Message")
    SubElement(verb, "Body").text = body
    return verb
