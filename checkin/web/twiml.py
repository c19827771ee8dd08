"""Answers to the carrier, in its own markup."""

from flask import Response
from twilio.twiml.messaging_response import Message, MessagingResponse
from twilio.twiml.voice_response import Gather, VoiceResponse

from checkin.usecases.inbound_text import TextAnswer
from checkin.usecases.phone import Spoken

KEY_TIMEOUT = 7  # seconds to press a key (R154)
VOICES = {"en": "en-US"}  # the carrier's name for a language it speaks


def text(answer: TextAnswer, public_base_url: str) -> Response:
    """The reply to a text, or none; its status comes back under our own id."""
    response = MessagingResponse()
    if answer.message_id is not None:
        back = f"{public_base_url}/twilio/sms/status/{answer.message_id}"
        message = Message(status_callback=back)
        message.body(answer.body)
        response.append(message)
    return xml(str(response))


def voice(spoken: Spoken | None) -> Response:
    """What is said in a call. A key interrupts it, and silence is told to us as well."""
    response = VoiceResponse()
    if spoken and spoken.rejects:
        response.reject(reason="busy")
        return xml(str(response))
    if spoken is None or not spoken.sentences:
        response.hangup()
        return xml(str(response))
    speaker: VoiceResponse | Gather = response
    if spoken.keys:
        speaker = Gather(
            input="dtmf",
            num_digits=spoken.keys,
            finish_on_key="",
            timeout=KEY_TIMEOUT,
            action=f"/twilio/voice/key/{spoken.call_id}/{spoken.step}",
            method="POST",
            action_on_empty_result=True,
        )
    for sentence, language in spoken.sentences:
        speaker.say(sentence, language=VOICES.get(language, language))
    if spoken.keys:
        response.append(speaker)
    else:
        response.hangup()
    return xml(str(response))


def xml(body: str) -> Response:
    """`body` as the carrier expects it."""
    return Response(body, content_type="text/xml; charset=utf-8")
