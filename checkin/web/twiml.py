"""Answers to the carrier, in its own markup."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Self

from flask import Response
from twilio.twiml.messaging_response import Message, MessagingResponse
from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from checkin.usecases.inbound_text import TextAnswer
from checkin.usecases.spoken import Spoken

KEY_TIMEOUT = 7  # seconds to press a key (R154)
LONGEST_MESSAGE = 120  # seconds
SILENCE = 5  # seconds of it end a message
RINGS = 25  # seconds that a member's phone rings before a bridge is given up
LONGEST_TALK = 3600  # seconds
# The voices that the carrier has for our languages, the usual one first. It has none for Swahili.
VOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "en": ("en-US", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ", "en-ZA"),
        "es": ("es-MX", "es-ES", "es-US"),
        "fr": ("fr-FR", "fr-BE", "fr-CA"),
        "pt": ("pt-BR", "pt-PT"),
        "hi": ("hi-IN",),
    }
)


def voice_for(language: str, country: str = "") -> str:
    """The carrier's voice for `language`, that of the country if there is one; empty if none."""
    base, _, place = language.partition("_")
    known = VOICES.get(base, ())
    own = (f"{base}-{where}" for where in (place, country))
    return next((voice for voice in own if voice in known), known[0] if known else "")


class Sentence(str):
    """A sentence of a call that knows how it is heard: said by `voice`, or played from files."""

    voice: str
    plays: tuple[str, ...]  # addresses of recordings, one after the other

    def __new__(cls, words: str, voice: str, plays: tuple[str, ...] = ()) -> Self:
        """`words` as they are said."""
        made = super().__new__(cls, words)
        made.voice, made.plays = voice, plays
        return made


def text(answer: TextAnswer, public_base_url: str) -> Response:
    """The reply to a text, or none; its status comes back under our own id."""
    response = MessagingResponse()
    if answer.message_id is not None:
        back = f"{public_base_url}/twilio/sms/status/{answer.message_id}"
        message = Message(status_callback=back)
        message.body(answer.body)
        response.append(message)
    return xml(str(response))


def voice(spoken: Spoken | None, caller: str = "") -> Response:
    """What is said in a call. A key interrupts it, and silence is told to us as well.

    `caller` is our own number, which whoever is put through sees.
    """
    response = VoiceResponse()
    if spoken and spoken.rejects:
        response.reject(reason="busy")
        return xml(str(response))
    if spoken and spoken.bridge_to:
        return _bridge(response, spoken, caller)
    if spoken is None or not spoken.sentences:
        response.hangup()
        return xml(str(response))
    speaker: VoiceResponse | Gather = response
    if spoken.keys:
        speaker = Gather(
            input="dtmf",
            num_digits=spoken.keys,
            finish_on_key=spoken.ended_by,
            timeout=KEY_TIMEOUT,
            action=f"/twilio/voice/key/{spoken.call_id}/{spoken.step}",
            method="POST",
            action_on_empty_result=True,
        )
    for sentence, language in spoken.sentences:
        _hear(speaker, sentence, language)
    if spoken.records:
        _record(response, spoken)
    elif spoken.keys:
        response.append(speaker)
    else:
        response.hangup()
    return xml(str(response))


def _record(response: VoiceResponse, spoken: Spoken) -> None:
    """Words after a tone. Where nothing was said it goes on as if no key had been pressed.

    The carrier tells us twice, of its own accord and when the call goes on: neither may be lost.
    """
    step = f"{spoken.call_id}/{spoken.step}"
    response.record(
        action=f"/twilio/voice/recorded/{step}",
        method="POST",
        max_length=LONGEST_MESSAGE,
        timeout=SILENCE,
        finish_on_key="#",
        play_beep=True,
        recording_status_callback=f"/twilio/voice/recorded/{step}",
        recording_status_callback_method="POST",
        recording_status_callback_event="completed",
    )
    response.redirect(f"/twilio/voice/key/{step}", method="POST")


def _bridge(response: VoiceResponse, spoken: Spoken, caller: str) -> Response:
    """Put them through. Who is called presses a key first: a machine does not, and neither number
    is shown to the other.
    """
    for sentence, language in spoken.sentences:
        _hear(response, sentence, language)
    dial = Dial(
        action=f"/twilio/voice/bridged/{spoken.call_id}/{spoken.step}",
        method="POST",
        caller_id=caller,
        timeout=RINGS,
        time_limit=spoken.longest or LONGEST_TALK,
    )
    dial.number(spoken.bridge_to, url=f"/twilio/voice/whisper/{spoken.call_id}", method="POST")
    response.append(dial)
    return xml(str(response))


def whisper(said: tuple[str, str], call_id: int) -> Response:
    """What a member hears before they are put through: who it is, and the key that says yes."""
    response = VoiceResponse()
    gather = Gather(
        input="dtmf",
        num_digits=1,
        finish_on_key="",
        timeout=KEY_TIMEOUT,
        action=f"/twilio/voice/whispered/{call_id}",
        method="POST",
        action_on_empty_result=True,
    )
    _hear(gather, *said)
    response.append(gather)
    return xml(str(response))


def whispered(key: str) -> Response:
    """1 puts them through; anything else, and silence, ends their call."""
    response = VoiceResponse()
    if key != "1":
        response.hangup()
    return xml(str(response))


def _hear(speaker: VoiceResponse | Gather, sentence: str, language: str) -> None:
    """One sentence, as it says itself that it is heard; another is said by a voice."""
    if isinstance(sentence, Sentence) and sentence.plays:
        for address in sentence.plays:
            speaker.play(address)
    else:
        own = sentence.voice if isinstance(sentence, Sentence) else voice_for(language)
        speaker.say(sentence, language=own or language)


def xml(body: str) -> Response:
    """`body` as the carrier expects it."""
    return Response(body, content_type="text/xml; charset=utf-8")
