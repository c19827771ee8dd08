"""Reading `<Record>`. Source: Twilio docs, TwiML Voice: Record."""

from xml.etree.ElementTree import Element

from checkin.simulator.twiml.acts import Record, RecordingHook
from checkin.simulator.twiml.attributes import flag, keys, link, method, number, words
from checkin.simulator.twiml.document import Document

ANY_KEY = "1234567890*#"
DEFAULT_SILENCE = 5
DEFAULT_LENGTH = 3600
EVENTS = frozenset({"in-progress", "completed", "absent"})
TRIMS = frozenset({"trim-silence", "do-not-trim"})


def read_record(element: Element, document: Document) -> Record:
    """What a `<Record>` asks for. `transcribe` and its callback are ignored.

    Raises `WebhookFailed`: 13610 to 13616 for a bad attribute.
    """
    return Record(
        action=document.resolve(element.get("action")),
        method=method(element, code=13610),
        timeout=number(element, "timeout", DEFAULT_SILENCE, code=13611, least=1),
        finish_on_key=keys(element, "finishOnKey", ANY_KEY, code=13613),
        max_length=number(element, "maxLength", DEFAULT_LENGTH, code=13612, least=1),
        beep=flag(element, "playBeep", True, code=13616),
        trims=words(element, "trim", "trim-silence", TRIMS) == {"trim-silence"},
        report=_report(element, document),
    )


def _report(element: Element, document: Document) -> RecordingHook | None:
    url = link(element, "recordingStatusCallback", document)
    if url is None:
        return None
    return RecordingHook(
        url,
        method(element, "recordingStatusCallbackMethod"),
        words(element, "recordingStatusCallbackEvent", "completed", EVENTS),
    )
